import { randomBytes } from 'node:crypto';
import { type EventRows, eventRows, systemCall } from '../../src/audit/body.ts';
import { encode } from '../../src/audit/proof/base64.ts';
import { parseBody } from '../../src/audit/proof/event_body.ts';
import type { TrustedKeys } from '../../src/audit/proof/keys_file.ts';
import { checkpointText, makeVerifierKey, signNote } from '../../src/audit/proof/note.ts';
import { type RunFacts, withEvent } from '../../src/audit/proof/run_facts.ts';
import type { Tile } from '../../src/audit/proof/tiles.ts';
import { TreeBuilder } from '../../src/audit/proof/tree.ts';
import { makeSigningKey, rawKeyOf, signBytes } from '../../src/audit/signing_key.ts';
import { newId } from '../../src/db/base.ts';
import { wireId } from '../../src/db/ids.ts';
import { type LogCheckpoint, ReadLogResponse, type RunRecord } from '../../src/gen/client/sfs/v1/audit.ts';

const leavesPerCheckpoint = 256;
const eventsPerRun = 3;

export interface SyntheticLog {
  origin: string;
  keys: TrustedKeys;
  leaves: number;
  /** What ReadLog answers about some leaves. */
  message(firstIndex: number, count: number): ReadLogResponse;
  /** What it answers at the end. */
  last: ReadLogResponse;
}

/** A log as a busy server has it: three of four events are of runs, bodies have about 1.2 kB and payloads 0.5 kB. */
export function syntheticLog(leaves: number): SyntheticLog {
  const organizationId = newId();
  const origin = `${newId()}/${wireId('org', organizationId)}`;
  const { key } = makeSigningKey('log');
  const verifier = makeVerifierKey(origin, rawKeyOf(key));
  const signer = { key: verifier, sign: (text: Buffer) => signBytes(key, text) };
  const full: { end: number; tile: Tile }[] = [];
  const tree = new TreeBuilder((level, index, hashes) =>
    full.push({ end: (index + 1) * 256 ** (level + 1), tile: { level, index, hashes } }),
  );
  const checkpoints: LogCheckpoint[] = [];
  const events = eventsOf(organizationId);
  const all = Array.from({ length: leaves }, () => events.next().value as Made);
  for (const { rows } of all) {
    tree.append(rows.leafHash);
    if (tree.size % leavesPerCheckpoint > 0 && tree.size < leaves) continue;
    const head = { origin, size: tree.size, root: tree.root() };
    checkpoints.push({ size: head.size, root: head.root, note: signNote(checkpointText(head), [signer]) });
  }
  const none = { strayEventIds: [], oddRunIds: [], misqueuedEventIds: [], stuckEventIds: [], movingRunIds: [] };
  const rest = { leaves, pending: 0, newestCheckpoint: leaves, ...none };
  return {
    ...{ origin, keys: { log: [verifier], attestation: [] }, leaves },
    message(firstIndex, count) {
      const within = (size: number) => size > firstIndex && size <= firstIndex + count;
      return messageOf(firstIndex, all.slice(firstIndex, firstIndex + count), {
        checkpoints: checkpoints.filter(({ size }) => within(size)),
        tiles: full.flatMap(({ end, tile }) => (within(end) ? tile : [])),
      });
    },
    last: ReadLogResponse.create({ firstIndex: leaves, tiles: tree.partialTiles(), rest }),
  };
}

interface Made {
  rows: EventRows;
  record: RunRecord | undefined;
}

function messageOf(
  firstIndex: number,
  made: Made[],
  rest: Pick<ReadLogResponse, 'checkpoints' | 'tiles'>,
): ReadLogResponse {
  const entries = made.flatMap(({ rows: { body } }) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(body.length);
    return [length, body];
  });
  const payloads = made.flatMap(({ rows: { salt, payload } }) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(salt.length + payload.length);
    return [length, salt, payload];
  });
  return ReadLogResponse.create({
    ...{ firstIndex, count: made.length, entries: Buffer.concat(entries), payloads: Buffer.concat(payloads) },
    eventIds: Buffer.concat(made.map(({ rows }) => Buffer.from(rows.id.replaceAll('-', ''), 'hex'))),
    leafHashes: Buffer.concat(made.map(({ rows }) => rows.leafHash)),
    runs: made.flatMap(({ record }) => record ?? []),
    ...rest,
  });
}

function* eventsOf(organizationId: string): Generator<Made, never> {
  for (;;) {
    const run = { organizationId, id: newId(), eventSeq: 0, eventHash: null as Buffer | null };
    let facts: RunFacts | undefined;
    for (let seq = 1; seq <= eventsPerRun; seq++) {
      const rows = eventRows(origin(organizationId), {
        ...details(),
        run,
        resource: { type: 'agent_run', id: wireId('run', run.id) },
        outputs: seq === eventsPerRun ? ended(seq) : { status: 'running', persona_version: 3, fail_on: 'high' },
      });
      [run.eventSeq, run.eventHash] = [seq, rows.leafHash];
      facts = withEvent(facts, parseBody(rows.body));
      const record = { runId: wireId('run', run.id), factsJson: JSON.stringify(facts) };
      yield { rows, record: seq === eventsPerRun ? record : undefined };
    }
    const ticket = { type: 'ticket', id: wireId('tk', newId()) };
    yield { rows: eventRows(origin(organizationId), { ...details(), resource: ticket }), record: undefined };
  }
}

const origin = (organizationId: string) => ({
  ...systemCall,
  ...{ organizationId, action: 'agent_run.complete', occurredAt: new Date(), callId: newId(), requestId: newId() },
  actor: { type: 'service_key' as const, keyId: newId(), keyName: 'ci', memberId: null, memberName: '' },
  ...{ request: randomBytes(200), keyPrefix: 'sfsk_0000', peer: '10.0.0.1:5000', userAgent: 'sfs-cli/0.1.0' },
});

const details = () => ({
  projectId: newId(),
  ci: 'github',
  state: { before: { a: 1 }, after: { a: 2 } },
  payload: { note: encode(randomBytes(220)) },
});

const ended = (count: number) => ({
  ...{ status: 'passed', severity: 'low', fail_on: 'high', policy_result: 'pass', exit_code: 0 },
  ...{
    findings_count: 2,
    findings_critical: 0,
    findings_high: 0,
    findings_medium: 1,
    findings_low: 1,
    findings_none: 0,
  },
  ...{ findings_without_label: 0, findings_with_unknown_label: 0, reasons_sha256: 'a'.repeat(64), heartbeats: 3 },
  ...{ started_at: new Date().toISOString(), completed_at: new Date().toISOString(), event_count: count },
});
