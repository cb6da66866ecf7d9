import { describe, expect, test } from 'vitest';
import { exitOf } from '../../src/audit/proof/check.ts';
import { formatEnvelope, parseEnvelope, signedBytes } from '../../src/audit/proof/envelope.ts';
import { leafHash } from '../../src/audit/proof/merkle.ts';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import { signBytes } from '../../src/audit/signing_key.ts';
import { bitsOf, unnoticed } from './flip_bits.ts';
import { makeReceipt } from './make_receipt.ts';
import { good, problems, small, text, verify } from './receipt_checks.ts';
import { eventBytes, idOf } from './test_events.ts';
import { testKey } from './test_keys.ts';

describe('a receipt that nobody touched', () => {
  test('all checks hold, each on its line, in one order', () => {
    const checks = verifyReceipt(good.files, good.keys, good.earlier);
    expect(problems(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      ...['files', 'keys', 'checkpoint', 'leaf bytes', 'inclusion', 'completeness', 'attestation', 'run.json'],
      ...['findings', 'consistency'],
    ]);
    expect(exitOf(checks)).toBe(0);
  });

  test('the run is named, so that the genuine receipt of another one is seen', () => {
    const told = (receipt: Parameters<typeof verify>[0]) =>
      verify(receipt).find(({ name }) => name === 'run.json')?.message;
    const run = `says what the events say: ${idOf('run', 'a')}, commit `;
    expect(told(small)).toMatch(new RegExp(`^${run}([0-9a-f]{40}|none), failed, exit code 1$`));
    expect(told(makeReceipt({ ended: false }))).toMatch(new RegExp(`^${run}([0-9a-f]{40}|none), [a-z_]+$`));
    const rewrite = (bodies: Buffer[]) =>
      bodies.map((body) =>
        Buffer.from(
          body
            .toString()
            .replace('"status":"failed"', '"status":"\\u001b[2J"')
            .replace('"exit_code":1', '"exit_code":"1"'),
        ),
      );
    expect(told(makeReceipt({ rewrite }))).toMatch(new RegExp(`^${run}([0-9a-f]{40}|none)$`));
  });

  test('findings and consistency are checked only where they can be', () => {
    expect(verify(small).map(({ name }) => name)).not.toContain('findings');
    expect(verify(small).map(({ name }) => name)).not.toContain('consistency');
    expect(verify(good)[0]?.message).toBe('16 files');
  });

  test('files that do not belong to it are told and change nothing', () => {
    const checks = verify(small, { 'events/x': 'x', 'a\u001b[31m': 'x' });
    expect(exitOf(checks)).toBe(0);
    expect(checks[0]?.message).toMatch(/; 2 that do not belong to a receipt were passed over$/);
  });

  test('two keys sign while one takes over from the other, and one that is trusted is enough for the checkpoint', () => {
    const both = makeReceipt({ more: [testKey('log', 'next')] });
    expect(exitOf(verify(both))).toBe(0);
    const old = { ...both.keys, log: both.keys.log.slice(0, 1) };
    const checks = verifyReceipt(both.files, old, undefined);
    expect(problems(checks)).toEqual([
      `keys: incomplete, keys.txt has keys that are not trusted: log key ${both.keys.log[1]?.id}`,
    ]);
  });

  test('with its own keys it is self-asserted, and exits 3', () => {
    const checks = verifyReceipt(small.files, undefined, undefined);
    expect(exitOf(checks)).toBe(3);
    expect(problems(checks)).toEqual([
      expect.stringMatching(/^keys: incomplete, self-asserted: .*sfs audit keys > keys.txt/),
    ]);
  });

  test('a run that goes on is incomplete, and nothing of it is wrong', () => {
    const checks = verify(makeReceipt({ ended: false }));
    expect(problems(checks)).toEqual([
      'completeness: incomplete, none of the 3 events ends the run: it had not ended, or event 4 and what follows are missing',
      'attestation: incomplete, the run has not ended, so nothing is attested yet',
    ]);
  });
});

// The soak takes every bit; here are all of small files and some of the others.
test('no bit of any file can be flipped unnoticed', () => {
  expect(unnoticed(good, [])).toEqual([]);
  expect(verifyReceipt(good.files, good.keys, good.earlier).every(({ result }) => result === 'ok')).toBe(true);
  expect(unnoticed(good, bitsOf(good, { whole: 300, sample: 60 }))).toEqual([]);
});

describe('what was edited', () => {
  test('a greener verdict in run.json is tampered, and the fields are named', () => {
    const green = text(small, 'run.json')
      .replace('"status": "failed"', '"status": "passed"')
      .replace('"policy_result": "fail"', '"policy_result": "pass"')
      .replace('"exit_code": 1', '"exit_code": 0');
    const checks = verify(small, { 'run.json': green });
    expect(exitOf(checks)).toBe(1);
    expect(problems(checks)).toEqual([
      'run.json: tampered, run.json differs from the events: status, policy_result, exit_code',
    ]);
  });

  test('an event that a forger logged, proved and signed with keys of their own is tampered', () => {
    const rewrite = (bodies: Buffer[]) =>
      bodies.map((body) => Buffer.from(body.toString().replace('"exit_code":1', '"exit_code":0')));
    const forged = makeReceipt({ rewrite, signedBy: 'forger' });
    expect(exitOf(verify(forged))).toBe(0);
    const checks = verifyReceipt(forged.files, small.keys, undefined);
    expect(exitOf(checks)).toBe(1);
    expect(problems(checks)).toEqual([
      expect.stringMatching(/^keys: incomplete, /),
      'checkpoint: tampered, no key that is trusted for this log signed the checkpoint',
      'attestation: incomplete, attestation.dsse.json says what the events say, and is signed by a key that is not trusted',
    ]);
    expect(exitOf(verifyReceipt(forged.files, undefined, undefined))).toBe(3);
    expect(exitOf(verifyReceipt(forged.files, undefined, small.earlier))).toBe(1);
  });

  test('events in each other’s place are tampered', () => {
    const [two, three] = [small.files.get('events/2.body')!, small.files.get('events/3.body')!];
    const checks = verify(small, { 'events/2.body': three, 'events/3.body': two });
    expect(exitOf(checks)).toBe(1);
    expect(problems(checks)[0]).toBe(
      'leaf bytes: tampered, events/2.body says that it has another place in the run (and 1 more)',
    );
  });

  test('the event of another run of the same log, with its genuine proof, is tampered', () => {
    const other = (bodies: Buffer[]) => [
      bodies[0]!,
      Buffer.from(bodies[1]!.toString().replaceAll(idOf('run', 'a'), idOf('run', 'b'))),
    ];
    const checks = verify(makeReceipt({ ended: false, rewrite: other }));
    expect(problems(checks)).toContain('leaf bytes: tampered, events/2.body is of another run');
  });

  test('an event that was linked to another one is tampered', () => {
    const relinked = (bodies: Buffer[]) =>
      bodies.map((body) => Buffer.from(body.toString().replace(/"run_previous":"../, '"run_previous":"00')));
    const checks = verify(makeReceipt({ rewrite: relinked }));
    expect(problems(checks)).toEqual(['completeness: tampered, event 2 of the run does not follow on the one before']);
  });

  test('an event behind the one that ends the run is tampered', () => {
    const longer = (bodies: Buffer[]) => [...bodies, after(bodies.at(-1)!)];
    const checks = verify(makeReceipt({ rewrite: longer }));
    expect(problems(checks)).toContain('completeness: tampered, event 4 ends the run, and more events follow it');
  });

  test('an event of another organization, or one that is there already, is tampered', () => {
    const second = (from: string, to: string) => (bodies: Buffer[]) =>
      bodies.map((body, at) => (at === 1 ? Buffer.from(body.toString().replace(from, to)) : body));
    const foreign = makeReceipt({ rewrite: second(idOf('org', 'a'), idOf('org', 'b')) });
    expect(problems(verify(foreign))[0]).toBe('leaf bytes: tampered, events/2.body is of another organization');
    const twice = makeReceipt({ rewrite: second(idOf('evt', 'a 2'), idOf('evt', 'a 1')) });
    expect(problems(verify(twice))[0]).toBe('leaf bytes: tampered, events/2.body is an event that is there already');
  });

  test('the same event with the same proof under another number is tampered', () => {
    const copy = (kind: string) => small.files.get(`events/1.${kind}`)!;
    const checks = verify(small, { 'events/2.body': copy('body'), 'events/2.tlog-proof': copy('tlog-proof') });
    expect(problems(checks)).toContain(
      'inclusion: tampered, events/2.tlog-proof names a place in the log that another event has',
    );
  });

  test('a run.json of another run is tampered already because of its id', () => {
    const named = text(small, 'run.json').replace(idOf('run', 'a'), idOf('run', 'b'));
    expect(problems(verify(small, { 'run.json': named }))).toEqual([
      'leaf bytes: tampered, run.json names another run than the events (id)',
      'run.json: tampered, run.json differs from the events: id',
    ]);
  });

  test('a signature of somebody unknown on the checkpoint is told', () => {
    const stranger = makeReceipt({ more: [testKey('log', 'stranger')] });
    const keysText = `${stranger.keys.log[0]?.vkey}\n${text(small, 'keys.txt').split('\n')[1]}\n`;
    const checks = verifyReceipt(
      new Map([...stranger.files, ['keys.txt', Buffer.from(keysText)]]),
      small.keys,
      undefined,
    );
    expect(problems(checks)).toEqual([
      'checkpoint: incomplete, the checkpoint has a signature of a key that is not known here',
    ]);
  });

  test('an attestation that the right key signed is tampered where it says anything else', () => {
    const key = testKey('attestation', 'a');
    const said = parseEnvelope(text(small, 'attestation.dsse.json'));
    const signed = (type: string, payload: Buffer) => ({
      keyid: key.id,
      sig: signBytes(key, signedBytes(type, payload)),
    });
    const envelope = (type: string, payload: Buffer) =>
      formatEnvelope({ payloadType: type, payload, signatures: [signed(type, payload)] });
    const other = Buffer.from(said.payload.toString().replaceAll('failed', 'passed'));
    const twice = { ...said, signatures: [...said.signatures, signed(said.payloadType, said.payload)] };
    for (const [attestation, message] of [
      [envelope(said.payloadType, other), 'says something else of the run than the events'],
      [envelope('text/plain', said.payload), 'is of another type than the attestation of a run'],
      [formatEnvelope(twice), 'has more than one signature'],
    ] as const)
      expect(problems(verify(small, { 'attestation.dsse.json': attestation }))).toEqual([
        `attestation: tampered, attestation.dsse.json ${message}`,
      ]);
  });

  test('findings without their last newline are tampered', () => {
    const checks = verify(good, { 'findings.jsonl': text(good, 'findings.jsonl').trimEnd(), consistency: undefined });
    expect(problems(checks)).toEqual(['findings: tampered, findings.jsonl does not end with its last line']);
  });

  test('the checkpoint of another organization is tampered', () => {
    const foreign = makeReceipt({ seed: 'b' });
    const checks = verify(small, { checkpoint: text(foreign, 'checkpoint') });
    expect(problems(checks)[0]).toBe(
      'checkpoint: tampered, the checkpoint is of the log of another organization than the run',
    );
  });

  test('the keys of another organization vouch for nothing', () => {
    const checks = verifyReceipt(small.files, makeReceipt({ seed: 'b' }).keys, undefined);
    expect(exitOf(checks)).toBe(1);
    expect(problems(checks)[0]).toMatch(/^keys: incomplete, .*: log key [0-9a-f]{8}, attestation key [0-9a-f]{16}$/);
  });
});

/** An event that follows on another one of the same run. */
function after(body: Buffer): Buffer {
  const { run_id, run_seq, organization_id } = JSON.parse(body.toString());
  return eventBytes('after', {
    ...{ action: 'agent_run.add_findings', outputs: { status: 'passed' }, organization_id, run_id },
    ...{ run_seq: run_seq + 1, run_previous: linkOf(body) },
  });
}

const linkOf = (body: Buffer) => leafHash(body).toString('hex');
