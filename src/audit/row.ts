import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type ActorRecord, newId } from '../db/base.ts';
import { wireId } from '../db/ids.ts';

type Scalar = string | number | boolean | null;

/** What a handler says of its change; the rest (who, when, which call) is known to write.ts. */
export interface EventDetails {
  /** What was changed; `id` as on the wire. */
  resource: { type: string; id: string };
  projectId?: string | null;
  /** The run that the event belongs to, locked by this transaction: its chain of events grows by one. */
  run?: { organizationId: string; id: string; eventSeq: number; eventHash: Buffer | null };
  /** What went in beside the request: only a salted digest and the size are kept. */
  inputs?: { name: string; content: string | Uint8Array }[];
  /** What came out: ids, enums, numbers, times, digests. Logged for ever, so no free text and no names. */
  outputs?: Record<string, Scalar>;
  /** Files that were made or changed: path (erasable) and digests. */
  artifacts?: { path: string; before?: string; after?: string }[];
  /** Names and free text: kept apart, can be erased, only its salted digest is logged. */
  payload?: Record<string, Scalar | Scalar[]>;
}

/** Who and which call. */
export interface EventOrigin {
  organizationId: string;
  action: string;
  actor: ActorRecord;
  occurredAt: Date;
  callId: string;
  requestId: string;
  /** The request's bytes; empty for the system's own actions. */
  request: Uint8Array;
  keyPrefix: string;
  peer: string;
  userAgent: string;
  /** What the caller was refused with, although something changed; absent: OK. */
  refused?: { code: string; reason: string };
}

/** The rows of one event: exact body, erasable payload, and the run's chain after it. */
export interface EventRows {
  id: string;
  organizationId: string;
  occurredAt: Date;
  runId: string | null;
  runSeq: number | null;
  body: Buffer;
  leafHash: Buffer;
  salt: Buffer;
  payload: Buffer;
}

const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Makes the rows of an event. Nothing of the body is ever re-serialised: verifiers hash these bytes. */
export function eventRows(origin: EventOrigin, details: EventDetails): EventRows {
  const id = newId();
  const salt = randomBytes(16);
  const salted = (content: string | Uint8Array) => sha256(salt, content).toString('hex');
  const payload = Buffer.from(JSON.stringify(payloadOf(origin, details)));
  const run = details.run;
  const inputs = [
    ...(origin.request.length > 0 ? [{ name: 'request', content: origin.request }] : []),
    ...(details.inputs ?? []),
  ];
  const body = Buffer.from(
    JSON.stringify({
      version: 1,
      id: wireId('evt', id),
      occurred_at: origin.occurredAt.toISOString(),
      organization_id: wireId('org', origin.organizationId),
      project_id: wireId('proj', details.projectId) || null,
      run_id: run ? wireId('run', run.id) : null,
      run_seq: run ? run.eventSeq + 1 : null,
      run_previous: run?.eventHash?.toString('hex') ?? null,
      action: origin.action,
      outcome: origin.refused ?? { code: 'OK', reason: null },
      resource: details.resource,
      actor: {
        type: origin.actor.type,
        key_id: wireId('key', origin.actor.keyId) || null,
        member_id: wireId('mem', origin.actor.memberId) || null,
      },
      call_id: origin.callId,
      inputs: inputs.map(({ name, content }) => ({
        name,
        sha256: salted(content),
        bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.length,
      })),
      outputs: details.outputs ?? {},
      artifacts: (details.artifacts ?? []).slice(0, 200).map(({ path, before, after }) => ({
        path_sha256: salted(path),
        before: before ?? null,
        after: after ?? null,
      })),
      payload_sha256: salted(payload),
    }),
  );
  return {
    id,
    organizationId: origin.organizationId,
    occurredAt: origin.occurredAt,
    runId: run?.id ?? null,
    runSeq: run ? run.eventSeq + 1 : null,
    body,
    leafHash: sha256(Buffer.of(0), body),
    salt,
    payload,
  };
}

function payloadOf(origin: EventOrigin, details: EventDetails) {
  return {
    key_name: origin.actor.keyName,
    key_prefix: origin.keyPrefix,
    member_name: origin.actor.memberName,
    peer: origin.peer,
    user_agent: origin.userAgent,
    request_id: origin.requestId,
    artifacts: (details.artifacts ?? []).slice(0, 200).map(({ path }) => path),
    ...details.payload,
  };
}

// One statement: the event, its payload, and its place in the sequencer's queue.
const insertEvent = `
  with event as (
    insert into audit_events (organization_id, id, occurred_at, run_id, run_seq, body) values (?, ?, ?, ?, ?, ?)
  ), payload as (
    insert into audit_payloads (organization_id, event_id, occurred_at, salt, payload) values (?, ?, ?, ?, ?)
  )
  insert into audit_pending (organization_id, event_id) values (?, ?)`;

/** Writes an event into the transaction of its change. If this fails, the change does not happen. */
export async function appendEvent(tx: EntityManager, origin: EventOrigin, details: EventDetails): Promise<EventRows> {
  const row = eventRows(origin, details);
  const { organizationId, id, occurredAt } = row;
  await tx.execute(insertEvent, [
    ...[organizationId, id, occurredAt, row.runId, row.runSeq, row.body],
    ...[organizationId, id, occurredAt, row.salt, row.payload],
    ...[organizationId, id],
  ]);
  if (details.run)
    await tx.execute('update agent_runs set event_seq = ?, event_hash = ? where organization_id = ? and id = ?', [
      row.runSeq,
      row.leafHash,
      organizationId,
      details.run.id,
    ]);
  return row;
}
