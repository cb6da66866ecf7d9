import { uuidOf, wireId } from '../../db/ids.ts';
import { BodyError, type EventBody, parseBody } from '../proof/event_body.ts';
import { leafHash } from '../proof/merkle.ts';
import { BrokenLog } from './log_state.ts';
import type { PendingEvent } from './pending.ts';

/** A row of audit_leaves beside organization and index: the event, its hash in hex, and what lists filter on. */
export interface LeafRow {
  event_id: string;
  leaf_hash: string;
  occurred_at: string;
  action: string;
  outcome: string;
  reason: string;
  resource_type: string;
  resource_id: string;
  actor_type: string;
  key_id: string | null;
  member_id: string | null;
  project_id: string | null;
  run_id: string | null;
}

/** An event with its leaf. */
export interface Leaf {
  row: LeafRow;
  hash: Buffer;
  body: EventBody;
}

/**
 * The leaf of an event that waits. What its bytes say of it must be what the queue says: an event of another log, or a copy of one
 * that is there, gets no place.
 *
 * @throws BrokenLog
 */
export function leafOf(event: PendingEvent): Leaf {
  const { id, organizationId } = event;
  const name = wireId('evt', id);
  if (!event.body) throw new BrokenLog(`${name} is waiting and is not there`);
  if (event.placed) throw new BrokenLog(`${name} is waiting and has a place already`);
  const body = bodyOf(name, event.body);
  if (body.id !== name) throw new BrokenLog(`${name} is waiting and says that it is ${body.id.slice(0, 40)}`);
  if (body.organization_id !== wireId('org', organizationId)) throw new BrokenLog(`${name} belongs to another log`);
  if (body.run_seq !== event.runSeq || body.run_id !== (wireId('run', event.runId) || null))
    throw new BrokenLog(`${name} belongs to another run than its row says`);
  const hash = leafHash(event.body);
  return { hash, body, row: rowOfBody(name, id, hash, body) };
}

function rowOfBody(name: string, id: string, hash: Buffer, body: EventBody): LeafRow {
  try {
    return rowOf(id, hash, body);
  } catch {
    throw new BrokenLog(`${name} has fields in another form than events have`);
  }
}

function bodyOf(name: string, bytes: Buffer): EventBody {
  try {
    return parseBody(bytes);
  } catch (error) {
    if (error instanceof BodyError) throw new BrokenLog(`${name} ${error.message}`);
    throw error;
  }
}

function rowOf(id: string, hash: Buffer, body: EventBody): LeafRow {
  const { resource, actor, outcome } = body;
  return {
    event_id: id,
    leaf_hash: hash.toString('hex'),
    occurred_at: body.occurred_at,
    action: body.action,
    outcome: outcome.code,
    reason: outcome.reason ?? '',
    resource_type: resource.type,
    resource_id: resource.id,
    actor_type: actor.type,
    key_id: uuidOf('key', actor.key_id ?? '') ?? null,
    member_id: uuidOf('mem', actor.member_id ?? '') ?? null,
    project_id: uuidOf('proj', body.project_id ?? '') ?? null,
    // What is said about a run without being of its chain (that its texts were erased, that somebody was refused) is found with it.
    run_id: uuidOf('run', body.run_id ?? resource.id) ?? null,
  };
}
