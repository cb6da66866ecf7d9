import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Check } from '../../src/audit/proof/check.ts';
import { type LogKeys, logKeys } from '../../src/cli/audit/log/log_keys.ts';
import { Progress } from '../../src/cli/audit/log/progress.ts';
import { scanBody } from '../../src/cli/audit/log/scan.ts';
import { LogWalk } from '../../src/cli/audit/log/walk.ts';
import { ReadLogResponse } from '../../src/gen/client/sfs/v1/audit.ts';
import { seeded } from '../audit/tamper_backup.ts';
import { syntheticLog } from '../bench/synthetic_log.ts';

// Two tiles and a bit; the messages are those of a server, and of one that lies.
const log = syntheticLog(600);
const keys = ({ origin, keys: of } = log) =>
  logKeys({ origin, keys: of }, { keys: of, from: 'file', profile: undefined });

function walked(...messages: ReadLogResponse[]): { ended: boolean; bad: string[] } {
  return walkedOf(keys(), messages);
}

function walkedOf(known: LogKeys, messages: ReadLogResponse[]): { ended: boolean; bad: string[] } {
  const walk = new LogWalk(known, []);
  const ended = messages.some((message) => walk.take(message));
  return { ended, bad: linesOf(walk.finish()) };
}

const linesOf = (checks: Check[]) =>
  checks.filter(({ result }) => result !== 'ok').map(({ name, result, message }) => `${name} ${result}: ${message}`);

const copy = (message: ReadLogResponse) => ReadLogResponse.decode(ReadLogResponse.encode(message).finish());

/** A message with something changed. */
function changed(message: ReadLogResponse, change: (message: ReadLogResponse) => void): ReadLogResponse {
  const made = copy(message);
  change(made);
  return made;
}

const whole = [log.message(0, 512), log.message(512, 88), log.last];

it('a whole log holds, whatever the sizes of its messages', () => {
  expect(walked(...whole).bad).toEqual([]);
  const small = Array.from({ length: 60 }, (_, at) => log.message(at * 10, 10));
  expect(walked(...small, log.last)).toMatchObject({ ended: true, bad: [] });
});

it('a stream that broke off goes on from a multiple of 256, and what was verified before is passed over', () => {
  const walk = new LogWalk(keys(), []);
  walk.take(log.message(0, 300));
  expect(walk.resumeAt).toBe(256);
  walk.take(log.message(256, 256));
  walk.take(log.message(512, 88));
  expect(walk.resumeAt).toBe(512);
  walk.take(log.message(512, 88));
  walk.take(log.last);
  expect(linesOf(walk.finish())).toEqual([]);
});

it('a stream that ends early is incomplete, line by line', () => {
  const { ended, bad } = walked(whole[0]!);
  expect(ended).toBe(false);
  expect(bad.map((line) => line.replace(/ incomplete: .*/, ''))).toEqual([
    ...['leaf bytes', 'leaf hashes', 'tiles', 'checkpoints', 'payloads', 'runs', 'queue'],
  ]);
});

describe('a message that does not fit ends the reading and proves it', () => {
  it.each<[string, ReadLogResponse[]]>([
    ['that leaves entries out', [log.message(0, 256), log.message(257, 10)]],
    ['that goes back', [log.message(0, 256), log.message(256, 256), log.message(0, 256)]],
    ['whose lists are too short', [changed(whole[0]!, (message) => Object.assign(message, { count: 513 }))]],
    ['with a negative count', [changed(whole[0]!, (message) => Object.assign(message, { count: -1 }))]],
    [
      'that is cut off',
      [changed(whole[0]!, (message) => Object.assign(message, { entries: message.entries.subarray(1000) }))],
    ],
    [
      'with more than it says',
      [
        changed(whole[0]!, (message) =>
          Object.assign(message, { payloads: Buffer.concat([message.payloads, Buffer.alloc(9)]) }),
        ),
      ],
    ],
    ['that says nothing new, for ever', Array.from({ length: 200 }, () => ReadLogResponse.create({}))],
  ])('%s', (_, messages) => {
    const { ended, bad } = walked(...messages);
    expect({ ended, bad }).toEqual({
      ended: true,
      bad: expect.arrayContaining([expect.stringMatching(/^leaf bytes tampered: /)]),
    });
  });
});

describe('the end', () => {
  const end = (change: object) =>
    walked(
      whole[0]!,
      whole[1]!,
      changed(log.last, ({ rest }) => Object.assign(rest!, change)),
    ).bad;

  it.each<[string, object, RegExp]>([
    [
      'checkpoints above the leaves',
      { newestCheckpoint: 601 },
      /^checkpoints tampered: 600 leaves are there, and 601 were signed/,
    ],
    ['leaves above the checkpoints', { leaves: 601, newestCheckpoint: 600 }, /^checkpoints tampered: 601 leaves/],
    ['events without a place', { strayEventIds: [`evt_${'0'.repeat(32)}`] }, /^queue tampered: evt_0+ has no place/],
    [
      'rows with another count',
      { oddRunIds: [`run_${'0'.repeat(32)}`] },
      /^runs tampered: the row of run_0+ says another/,
    ],
    [
      'ids that are text for a terminal',
      { oddRunIds: ['\u001b[2J'] },
      /^runs tampered: the row of a run without an id says/,
    ],
  ])('%s', (_, change, line) => expect(end(change)).toEqual([expect.stringMatching(line)]));

  it('events that came meanwhile are only told', () => expect(end({ pending: 5 })).toEqual([]));

  it('a log that stands still, or whose queue holds what does not belong there, is not valid', () => {
    const id = `evt_${'0'.repeat(32)}`;
    expect(end({ pending: 1, stuckEventIds: [id] })).toEqual([
      `queue incomplete: the log stands still: ${id} gets no place (the server's log says why)`,
    ]);
    expect(end({ pending: 1, stuckEventIds: [id], misqueuedEventIds: [id] })).toEqual([
      `queue tampered: ${id} waits for a place, and is not there or has one already`,
    ]);
  });
});

it('a run whose row is missing, or that has a row and no events, is named', () => {
  const [first] = whole[0]!.runs;
  const without = changed(whole[0]!, ({ runs }) => runs.splice(0, 1));
  expect(walked(without, whole[1]!, log.last).bad).toEqual([
    `runs tampered: ${first!.runId} ended, and there is no row that says so`,
  ]);
  const strange = { runId: `run_${'1'.repeat(32)}`, factsJson: '{}' };
  const more = changed(whole[0]!, ({ runs }) => runs.push(strange));
  expect(walked(more, whole[1]!, log.last).bad).toEqual([
    `runs tampered: ${strange.runId} has a row and no events here`,
  ]);
});

it('a tile that is missing is named by its path', () => {
  const without = changed(whole[0]!, (message) => Object.assign(message, { tiles: message.tiles.slice(1) }));
  expect(walked(without, whole[1]!, log.last).bad).toEqual(['tiles tampered: tile/0/000 is missing']);
});

it('no single bit of what the server sends is free', () => {
  const random = seeded(7);
  const small = syntheticLog(20);
  const sent = Buffer.from(ReadLogResponse.encode(small.message(0, 20)).finish());
  const held: number[] = [];
  for (let trial = 0; trial < 300; trial++) {
    const bit = Math.floor(random() * sent.length * 8);
    const bytes = Buffer.from(sent);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    try {
      const { bad } = walkedOf(keys(small), [ReadLogResponse.decode(bytes), small.last]);
      if (bad.length === 0) held.push(bit);
    } catch (error) {
      // What is no message does not reach the walk.
      expect(String(error)).toMatch(/protobuf|invalid|illegal|Range|premature|larger|wire|UTF/i);
    }
  }
  expect(held).toEqual([]);
});

describe('a body is read without parsing all of it', () => {
  const text = (index: number) => {
    const { entries } = log.message(index, 1);
    return Buffer.from(entries).subarray(2).toString();
  };
  const fields = ({ event, ...rest }: ReturnType<typeof scanBody>) => ({
    ...rest,
    ...(event && {
      run: [event.run_id, event.run_seq, event.run_previous],
      said: event.outputs,
      who: event.actor,
    }),
  });

  it.each([0, 1, 2, 3])('and says the same of event %i', (index) => {
    // A blank before the end is another shape, and the same value.
    const other = text(index).replace(/}$/, ' }');
    expect(fields(scanBody(text(index)))).toEqual(fields(scanBody(other)));
  });

  it('what is no event of version 1 is refused', () => {
    for (const bad of ['', '{', '{"version":2}', text(0).slice(0, -1), text(0).replace('"run_seq":1', '"run_seq":"x"')])
      expect(() => scanBody(bad)).toThrow(/is no|names a run|lacks/);
  });
});

describe('progress', () => {
  function told(isTTY: boolean, ...seconds: number[]): string[] {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const said: string[] = [];
    const stderr = { isTTY, columns: undefined, write: (text: string) => void said.push(text) };
    const progress = new Progress({ stderr }, (text) => said.push(text), 1_000_000);
    for (const [at, second] of seconds.entries()) {
      vi.advanceTimersByTime((second - (seconds[at - 1] ?? 0)) * 1000);
      progress.at(second * 100_000);
    }
    progress.end();
    return said;
  }

  it('is silent about a log that takes less than two seconds', () => {
    expect([...told(true, 0.5, 1.9), ...told(false, 0.5, 1.9)]).toEqual([]);
  });

  it('is a line every five seconds, and on a terminal one line that changes and goes', () => {
    expect(told(false, 2, 5.5, 6, 11)).toEqual([
      'verified 550,000 of 1,000,000 events',
      'verified 1,100,000 of 1,100,000 events',
    ]);
    expect(told(true, 2.5, 2.6)).toEqual(['\rverified 250,000 of 1,000,000 events', '\r\u001b[K']);
  });
});
