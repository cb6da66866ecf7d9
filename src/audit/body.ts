import { hash } from 'node:crypto';
import type { ActorRecord } from '../db/base.ts';
import { newId } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import { random16 } from '../db/random.ts';
import { maskBytes, maskCredentials } from './mask.ts';
import { leafHash } from './proof/merkle.ts';

type Scalar = string | number | boolean | null;

/** Something that went in; only a salted digest and the size are kept. */
export interface Input {
  name: string;
  content: string | Uint8Array;
  /** Size of what `content` stands for, in bytes, where that is a digest itself. */
  bytes?: number;
}

/** Something that was made or changed: `path` is free text and erasable, `name` is an id of ours. Digests are hex. */
export type Artifact = ({ name: string } | { path: string }) & { before?: string | null; after?: string | null };

/** What a handler says of its change; the rest (who, when, which call) is known to write.ts. */
export interface EventDetails {
  /** What was changed; `id` as on the wire. */
  resource: { type: string; id: string };
  projectId?: string | null;
  /** The run that the event belongs to, locked by this transaction: its chain of events grows by one. */
  run?: {
    organizationId: string;
    id: string;
    eventSeq: number;
    eventHash: Buffer | null;
    /** Takes the end of the chain into a row that is not written yet; else the row that is there is updated. */
    carry?: (eventSeq: number, eventHash: Buffer) => void;
  };
  /** The CI system that the caller says it is; nobody has proved it. */
  ci?: string | null;
  /** What went in beside the request. */
  inputs?: Input[];
  /** What came out: ids, enums, numbers, times, digests. Logged for ever, so no free text and no names. */
  outputs?: Record<string, Scalar>;
  /** What was made or changed beside the resource itself. */
  artifacts?: Artifact[];
  /** The resource before and after, as anything JSON can say: only salted digests are kept. `after` is by default the answer. */
  state?: { before?: unknown; after?: unknown };
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
  /** What the caller was refused with; absent: OK. */
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
  /** True where the run's row has the end of the chain already. */
  carried: boolean;
}

/** What an action of the server itself says of its call. */
export const systemCall = {
  callId: '',
  requestId: '',
  request: new Uint8Array(),
  keyPrefix: '',
  peer: '',
  userAgent: '',
};

const artifactsMax = 200;

/** Masks what goes by, and counts. */
class Mask {
  count = 0;
  text(text: string): string {
    const masked = maskCredentials(text);
    this.count += masked.count;
    return masked.text;
  }
  content(content: string | Uint8Array): string | Uint8Array {
    if (typeof content === 'string') return this.text(content);
    const masked = maskBytes(content);
    this.count += masked.count;
    return masked.bytes;
  }
  /** All of the values. They are looked through together, and one by one only where there is something to mask. */
  all<V extends Scalar | Scalar[]>(values: Record<string, V>): Record<string, V> {
    const texts = Object.values(values)
      .flat()
      .filter((value) => typeof value === 'string');
    if (maskCredentials(texts.join('\0')).count === 0) return values;
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.value(value) as V]));
  }
  private value(value: Scalar | Scalar[]): Scalar | Scalar[] {
    if (Array.isArray(value)) return value.map((one) => this.value(one) as Scalar);
    return typeof value === 'string' ? this.text(value) : value;
  }
}

/** Makes the rows of an event. Nothing of the body is ever re-serialised: verifiers hash these bytes. */
export function eventRows(origin: EventOrigin, details: EventDetails): EventRows {
  const id = newId();
  const salt = random16();
  const mask = new Mask();
  const salted = (content: string | Uint8Array) => hash('sha256', Buffer.concat([salt, bytesOf(content)]), 'hex');
  const { run, resource } = details;
  const payload = Buffer.from(JSON.stringify(mask.all(payloadOf(origin, details))));
  const inputs = inputsOf(origin, details).map(({ name, content, bytes }) => ({
    name,
    sha256: salted(mask.content(content)),
    bytes: bytes ?? bytesOf(content).length,
  }));
  const outputs = mask.all<Scalar>(details.outputs ?? { id: resource.id });
  const resourceId = mask.text(resource.id);
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
      resource: { type: resource.type, id: resourceId },
      actor: {
        type: origin.actor.type,
        key_id: wireId('key', origin.actor.keyId) || null,
        member_id: wireId('mem', origin.actor.memberId) || null,
        ...(details.ci ? { ci: { provider: details.ci, claimed: true } } : {}),
      },
      call_id: origin.callId,
      inputs,
      outputs,
      artifacts: artifactsOf(details, `${resource.type}/${resourceId}`, (content) => salted(mask.text(content))),
      masked: mask.count,
      payload_sha256: salted(payload),
    }),
  );
  return {
    ...{ id, salt, payload, body, leafHash: leafHash(body), carried: false },
    organizationId: origin.organizationId,
    occurredAt: origin.occurredAt,
    runId: run?.id ?? null,
    runSeq: run ? run.eventSeq + 1 : null,
  };
}

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content);

const inputsOf = (origin: EventOrigin, details: EventDetails): Input[] => [
  ...(origin.request.length > 0 ? [{ name: 'request', content: origin.request }] : []),
  ...(details.inputs ?? []),
];

function artifactsOf(details: EventDetails, name: string, salted: (content: string) => string) {
  const digest = (state: unknown) => (state === undefined ? null : salted(JSON.stringify(withoutSecrets(state))));
  const { before, after } = details.state ?? {};
  const resource = details.state ? [{ name, before: digest(before), after: digest(after) }] : [];
  const others = (details.artifacts ?? []).slice(0, artifactsMax).map((one) => ({
    ...('name' in one ? { name: one.name } : { path_sha256: salted(one.path) }),
    before: one.before ?? null,
    after: one.after ?? null,
  }));
  return [...resource, ...others];
}

// A secret that is shown once has no digest either; the compiled context is an input, with a digest of its own.
const withoutSecrets = (state: unknown) =>
  state !== null && typeof state === 'object' ? { ...state, secret: undefined, context: undefined } : state;

function payloadOf(origin: EventOrigin, details: EventDetails): Record<string, Scalar | Scalar[]> {
  return {
    key_name: origin.actor.keyName,
    key_prefix: origin.keyPrefix,
    member_name: origin.actor.memberName,
    peer: origin.peer,
    user_agent: origin.userAgent,
    request_id: origin.requestId,
    artifacts: (details.artifacts ?? []).slice(0, artifactsMax).flatMap((one) => ('path' in one ? [one.path] : [])),
    ...details.payload,
  };
}
