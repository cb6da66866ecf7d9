/** The logged part of an event, as its bytes say. */
export interface EventBody {
  version: 1;
  /** evt_… */
  id: string;
  /** RFC 3339, UTC, milliseconds. */
  occurred_at: string;
  organization_id: string;
  project_id: string | null;
  /** The run whose chain the event belongs to; with run_seq from 1 on, and the leaf hash of the one before in hex. */
  run_id: string | null;
  run_seq: number | null;
  run_previous: string | null;
  action: string;
  outcome: { code: string; reason: string | null };
  resource: { type: string; id: string };
  actor: {
    type: 'member' | 'service_key' | 'system';
    key_id: string | null;
    member_id: string | null;
    /** What CI system the caller says it is; nobody has proved it. */
    ci?: { provider: string; claimed: true };
  };
  call_id: string;
  inputs: { name: string; sha256: string; bytes: number }[];
  outputs: Record<string, string | number | boolean | null>;
  artifacts: { name?: string; path_sha256?: string; before: string | null; after: string | null }[];
  /** Credentials that were masked before anything was hashed. */
  masked: number;
  /** sha256(salt ‖ payload) in hex. */
  payload_sha256: string;
}

/** Bytes that are no event of version 1. The message names nothing of them. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/** Reads a body. It is only ever read: what is hashed and compared are the bytes. */
export function parseBody(bytes: Uint8Array): EventBody {
  let body: EventBody;
  try {
    body = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch {
    throw new BodyError('is no JSON');
  }
  if (body?.version !== 1) throw new BodyError('is no event of version 1');
  const { id, organization_id, action, outcome, resource, actor, outputs, run_id, run_seq } = body;
  const texts = [
    id,
    organization_id,
    action,
    outcome?.code,
    resource?.type,
    resource?.id,
    actor?.type,
    body.payload_sha256,
  ];
  if (texts.some((text) => typeof text !== 'string') || outputs === null || typeof outputs !== 'object')
    throw new BodyError('lacks a field that every event has');
  if (run_id !== null && typeof run_id !== 'string') throw new BodyError('names a run in another way than events do');
  if ((run_id === null) !== (run_seq === null)) throw new BodyError('names a run without its place in it');
  return body;
}

/** How many events the run has, where this one ends it. */
export function eventCount({ run_id, outputs }: EventBody): number | undefined {
  return run_id !== null && typeof outputs.event_count === 'number' ? outputs.event_count : undefined;
}
