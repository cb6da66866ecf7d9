import { ActorType } from '../gen/sfs/v1/actor.ts';
import type { AuditEvent } from '../gen/sfs/v1/audit.ts';
import { words } from '../words.ts';
import { parseBody } from './proof/event_body.ts';

const types = words(ActorType, 'ACTOR_TYPE_');

/** An event of the log as it goes over the wire. `payload` is null once it is erased. */
export function eventMessage(leafIndex: number, bytes: Uint8Array, payload: Uint8Array | null): AuditEvent {
  const body = parseBody(bytes);
  const [names, payloadJson] = payload ? payloadOf(payload) : unknown;
  const name = (field: string) =>
    typeof names[field] === 'string' && names[field] !== '' ? (names[field] as string) : undefined;
  const { actor, outcome, resource } = body;
  const machine = actor.type === 'service_key';
  return {
    ...{ id: body.id, leafIndex, occurredAt: new Date(body.occurred_at) },
    projectId: body.project_id ?? undefined,
    runId: body.run_id ?? undefined,
    runSeq: body.run_seq ?? undefined,
    action: body.action,
    outcomeCode: outcome.code,
    outcomeReason: outcome.reason ?? undefined,
    ...{ resourceType: resource.type, resourceId: resource.id },
    actor: {
      actorType: types.number(actor.type),
      serviceKeyId: machine ? (actor.key_id ?? undefined) : undefined,
      serviceKeyName: machine ? name('key_name') : undefined,
      memberId: actor.member_id ?? undefined,
      memberName: actor.member_id ? name('member_name') : undefined,
    },
    keyId: actor.key_id ?? undefined,
    keyPrefix: name('key_prefix'),
    clientAddress: name('peer'),
    userAgent: name('user_agent'),
    claimedCiProvider: actor.ci?.provider,
    callId: body.call_id,
    requestId: name('request_id'),
    inputs: body.inputs,
    outputsJson: JSON.stringify(body.outputs),
    artifacts: body.artifacts.map((one) => ({
      name: one.name,
      pathSha256: one.path_sha256,
      before: one.before ?? undefined,
      after: one.after ?? undefined,
    })),
    masked: body.masked,
    payloadJson,
  };
}

type Payload = [names: Record<string, unknown>, text: string | undefined];
const unknown: Payload = [{}, undefined];

/** The payload read and as text. One that somebody changed into no JSON is as good as erased; that it was changed is what verifying says. */
function payloadOf(payload: Uint8Array): Payload {
  const text = Buffer.from(payload).toString();
  try {
    const names: unknown = JSON.parse(text);
    if (names !== null && typeof names === 'object') return [names as Record<string, unknown>, text];
  } catch {}
  return unknown;
}
