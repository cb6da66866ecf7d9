import { type EntityManager, type EntityName, LockMode } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Keyring } from '../audit/keyring.ts';
import type { EventDetails } from '../audit/row.ts';
import type { ActorRecord } from '../db/base.ts';
import { type IdPrefix, uuidOf } from '../db/ids.ts';
import type { Pool, Transaction } from '../db/statements.ts';
import type { Pepper } from '../service_keys/secret.ts';
import { denied, notFound, type SfsError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Rule } from './rules.ts';

/** Who calls, as the key says; cached for at most a second without confirmation. */
export interface Principal {
  organizationId: string;
  kind: 'service' | 'personal';
  keyId: string;
  keyName: string;
  keyPrefix: string;
  /** Version of the secret that was presented. */
  secretVersion: number;
  member: { id: string; name: string; role: 'member' | 'admin' | 'owner' } | null;
  scopes: ReadonlySet<string>;
  /** 'all' or the ids of the projects within reach. */
  projects: 'all' | ReadonlySet<string>;
  expiresAt: Date;
}

/** The project that a request names, resolved. */
export interface ProjectFacts {
  id: string;
  name: string;
  slug: string;
  failOnFloor?: 'none' | 'low' | 'medium' | 'high' | 'critical' | null;
  requireCommit: boolean;
  archivedAt?: Date | null;
}

/** How a slice names its rows: prefix of the id, and the request field that holds it. */
export interface RowId {
  prefix: IdPrefix;
  field: string;
}

/** What a change leaves: the answer, what a replay needs to find it again, and the event. */
export interface Change<Answer> {
  answer: Answer;
  /** Text from which `replay` finds the resource, usually its uuid. */
  ref: string;
  /** The audit event; 'unchanged' where the request found everything as it wants it. */
  event: EventDetails | 'unchanged';
  /** Committed all the same, but the caller gets this error (a lease that ran out); the request id is not kept. */
  refusal?: SfsError;
}

/** One change: run once per request id, in one transaction with its event. */
export interface Write<Answer> {
  requestId: string;
  change: (tx: EntityManager, now: Date) => Promise<Change<Answer>>;
  /** Answers a request id that was seen before: the resource as it is now, never a secret. `at`: when it succeeded. */
  replay: (ref: string, em: EntityManager, at: Date) => Promise<Answer>;
}

/** Which row, in every table that has these two columns as its key. */
export interface RowKey {
  organizationId: string;
  id: string;
}

/** A kind of change that is made so often that many calls share a transaction. */
export interface BatchKind<Row, Saved> {
  /** Locks the rows that there are; those that another transaction has are left out, unless it is to wait for them. */
  lock(tx: Transaction, keys: readonly RowKey[], options: { wait: boolean }): Promise<Row[]>;
  keyOf(row: Row): RowKey;
  /** Writes what the changes of a batch said, in one statement per table. */
  save(tx: Transaction, saved: readonly Saved[]): Promise<void>;
}

/** What a change of a batch leaves. */
export interface BatchedChange<Answer, Saved> {
  answer: Answer;
  /** What `save` of its kind writes; absent: nothing. */
  saved?: Saved;
  event: EventDetails | 'unchanged';
  refusal?: SfsError;
}

/** One change of a kind that is made in batches. */
export interface BatchedWrite<Row, Saved, Answer> {
  requestId: string;
  /** The row that it changes; absent where it makes a new one. */
  row?: RowId & { wireId: string };
  /** As in `Change`: uuid of what a replay finds; by default the row's. */
  ref?: string;
  /** True: it takes long, and has a transaction of its own. */
  alone?: boolean;
  /**
   * Decides, with the row locked, at the database's time. It may be called again where something went wrong with the batch. Only what is
   * alone may use the transaction.
   */
  change: (
    row: Row,
    now: Date,
    tx: Transaction,
  ) => BatchedChange<Answer, Saved> | Promise<BatchedChange<Answer, Saved>>;
  replay: Write<Answer>['replay'];
}

/** Something that caches on every replica must forget. */
export type Changed = { key: string } | { member: string } | { project: string } | { persona: string };

/** Everything that a handler may touch. */
export interface Context {
  readonly callId: string;
  readonly rule: Rule;
  readonly principal: Principal;
  /** The principal as it is written into rows. */
  readonly actor: ActorRecord;
  /** Set for methods with boundary PROJECT. */
  readonly project: ProjectFacts;
  /** Milliseconds since the call arrived. */
  elapsedMs(): number;
  /** Aborts at the deadline, when the caller hangs up, and for streamed answers when the server stops; queries of `em` end with it. */
  readonly signal: AbortSignal;
  /** Aborts when the server stops; long answers end then. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
  /** Every scope that some method uses. */
  readonly scopeCatalogue: ReadonlySet<string>;
  /** What new secrets are hashed with; undefined: plain SHA-256. */
  readonly pepper: Pepper | undefined;
  /** The keys that sign the audit log. */
  readonly keyring: Keyring;
  /** For reads. */
  readonly em: EntityManager;
  /** For batches. */
  readonly pool: Pool;
  /** What is nearly always the same. */
  readonly facts: Facts;
  /** The one way to change something. */
  write<Answer>(write: Write<Answer>): Promise<Answer>;
  /** As `write`, for what is hot: many calls share a transaction, and what they decide must need nothing but the row. */
  writeInBatch<Row extends object, Saved, Answer>(
    kind: BatchKind<Row, Saved>,
    write: BatchedWrite<Row, Saved, Answer>,
  ): Promise<Answer>;
  /** Tells caches, on this replica after the commit and on the others at once. Inside `change` only. */
  changed(tx: EntityManager, what: Changed): Promise<void>;
  /**
   * The one way to load a row by id: checks organization and project; unknown and foreign answer alike, NOT_FOUND.
   * With `lock`, the row stays locked until the transaction `em` ends.
   */
  row<E extends object>(
    entity: EntityName<E>,
    of: RowId,
    id: string,
    options?: { em?: EntityManager; lock?: boolean },
  ): Promise<E>;
  /** True where the principal reaches the project. */
  reaches(projectId: string): boolean;
  /** Throws unless the principal holds the scope: for what depends on the row, not on the method. */
  require(scope: string): void;
}

/** Loads a row within the principal's reach. */
export async function loadRow<E extends object>(
  principal: Principal,
  em: EntityManager,
  entity: EntityName<E>,
  of: RowId,
  id: string,
  lock: boolean,
): Promise<E> {
  const uuid = uuidOf(of.prefix, id);
  if (!uuid) throw notFound(of.field);
  const where = { organizationId: principal.organizationId, id: uuid } as never;
  const found = (await em.findOne(
    entity,
    where,
    lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {},
  )) as (E & { projectId?: string }) | null;
  if (!found) throw notFound(of.field);
  if (found.projectId !== undefined && !reaches(principal, found.projectId)) throw notFound(of.field);
  return found;
}

/** True where the principal reaches the project. */
export const reaches = (principal: Principal, projectId: string): boolean =>
  principal.projects === 'all' || principal.projects.has(projectId);

/** Throws unless the principal holds the scope. */
export function requireScope(principal: Principal, scope: string, leastRole: (scope: string) => string): void {
  if (principal.scopes.has(scope)) return;
  if (principal.member) {
    const role = leastRole(scope);
    throw denied('ROLE_REQUIRED', `this needs the role ${role}; the key's member is ${principal.member.role}`, {
      required_role: role,
      role: principal.member.role,
      required: scope,
    });
  }
  const held = [...principal.scopes].sort().join(',');
  throw denied('SCOPE_MISSING', `the key lacks the scope ${scope}; it holds ${held}`, { required: scope, held });
}

/** The principal as it is written into rows. */
export function actorOf(principal: Principal): ActorRecord {
  return {
    type: principal.kind === 'service' ? 'service_key' : 'member',
    keyId: principal.keyId,
    keyName: principal.keyName,
    memberId: principal.member?.id ?? null,
    memberName: principal.member?.name ?? '',
  };
}
