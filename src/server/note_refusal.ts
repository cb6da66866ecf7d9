import { status } from '@grpc/grpc-js';
import type { Refusal } from '../audit/refusals.ts';
import type { Call } from './call.ts';
import { actorOf } from './context.ts';

/** What is worth recording of a call that asks, and what of one that would change something. What is nobody's doing is not. */
const always = new Set([status.PERMISSION_DENIED, status.NOT_FOUND, status.UNAUTHENTICATED]);
const changing = new Set([
  status.INVALID_ARGUMENT,
  status.ALREADY_EXISTS,
  status.FAILED_PRECONDITION,
  status.ABORTED,
  status.RESOURCE_EXHAUSTED,
]);

/** Fields that name what a request is about, as the first of them that is filled. */
const names = [
  ['runId', 'agent_run'],
  ['ticketId', 'ticket'],
  ['keyId', 'service_key'],
  ['memberId', 'member'],
  ['eventId', 'audit_event'],
  ['persona', 'persona'],
  ['project', 'project'],
] as const;

/** Notes a call that was refused to somebody we know. Strangers leave nothing: the log is the caller's organization's. */
export function noteRefusal(recorder: { note(refusal: Refusal): void }, call: Call, code: status): void {
  const principal = call.principal ?? call.endedPrincipal;
  // A change that ended in a refusal and was kept (a lease that ran out) has its event.
  if (!principal || call.kept) return;
  const { rule } = call;
  if (!always.has(code) && !(changing.has(code) && !rule.readOnly)) return;
  recorder.note({
    organizationId: principal.organizationId,
    actor: actorOf(principal),
    keyPrefix: principal.keyPrefix,
    at: new Date(),
    method: `${rule.service}.${rule.method}`,
    action: rule.audit ?? null,
    code: status[code],
    reason: call.reason,
    asked: askedFor(call.request),
    projectId: call.project?.id,
    callId: call.id,
    requestId: typeof call.request?.requestId === 'string' ? call.request.requestId : '',
    request: call.bytes[0] ?? new Uint8Array(),
    peer: call.peer,
    userAgent: call.userAgent,
  });
}

function askedFor(request: Record<string, unknown> | undefined): Refusal['asked'] {
  const first = (request?.start ?? request) as Record<string, unknown> | undefined;
  for (const [field, type] of names) {
    const id = first?.[field];
    if (typeof id === 'string' && id !== '') return { type, id };
  }
  return undefined;
}
