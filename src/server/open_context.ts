import type { EntityManager, EntityName, MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Keyring } from '../audit/keyring.ts';
import type { ActorRecord } from '../db/base.ts';
import { channel } from '../db/listen.ts';
import type { Pool } from '../db/statements.ts';
import type { Pepper } from '../service_keys/secret.ts';
import { writeInBatch } from './batched_write.ts';
import type { Call } from './call.ts';
import {
  actorOf,
  type BatchedWrite,
  type BatchKind,
  type Changed,
  type Context,
  loadRow,
  type Principal,
  type ProjectFacts,
  type RowId,
  reaches,
  requireScope,
  type Write,
} from './context.ts';
import type { Facts } from './facts.ts';
import { hashRequest } from './idempotency.ts';
import type { Rule } from './rules.ts';
import { type Ledger, type WriteCall, write } from './write.ts';

/** What every context is made from. */
export interface ContextSource {
  orm: MikroORM;
  pool: Pool;
  log: Logger;
  stopping: AbortSignal;
  facts: Facts;
  forget: (changed: Changed) => void;
  leastRole: (scope: string) => string;
  scopeCatalogue: ReadonlySet<string>;
  pepper: Pepper | undefined;
  keyring: Keyring;
  ledger: Ledger;
  used: (principal: Principal, scope: string) => void;
}

/** The context of one call. Its queries end when the call does. What a call may not need is made when it does. */
export class CallContext implements Context {
  readonly callId: string;
  readonly rule: Rule;
  readonly principal: Principal;
  readonly actor: ActorRecord;
  readonly project: ProjectFacts;
  readonly signal: AbortSignal;
  private readonly source: ContextSource;
  private readonly call: Call;
  private readonly afterCommit: (() => void)[] = [];
  private made: EntityManager | undefined;

  constructor(source: ContextSource, call: Call) {
    this.source = source;
    this.call = call;
    this.callId = call.id;
    this.rule = call.rule;
    this.principal = call.principal!;
    this.actor = actorOf(this.principal);
    this.project = call.project!;
    this.signal = call.abort.signal;
  }

  get em(): EntityManager {
    this.made ??= this.newEm();
    return this.made;
  }
  get log(): Logger {
    return this.source.log.child({ call_id: this.callId });
  }
  get pool(): Pool {
    return this.source.pool;
  }
  get facts(): Facts {
    return this.source.facts;
  }
  get stopping(): AbortSignal {
    return this.source.stopping;
  }
  get scopeCatalogue(): ReadonlySet<string> {
    return this.source.scopeCatalogue;
  }
  get pepper(): Pepper | undefined {
    return this.source.pepper;
  }
  get keyring(): Keyring {
    return this.source.keyring;
  }

  elapsedMs(): number {
    return performance.now() - this.call.arrivedAt;
  }
  reaches(projectId: string): boolean {
    return reaches(this.principal, projectId);
  }
  require(scope: string): void {
    requireScope(this.principal, scope, this.source.leastRole);
    this.source.used(this.principal, scope);
  }
  row<E extends object>(
    entity: EntityName<E>,
    of: RowId,
    id: string,
    { em = this.em, lock = false }: { em?: EntityManager; lock?: boolean } = {},
  ): Promise<E> {
    return loadRow(this.principal, em, entity, of, id, lock);
  }
  async changed(tx: EntityManager, what: Changed): Promise<void> {
    await tx.execute('select pg_notify(?, ?)', [channel, JSON.stringify(what)]);
    this.afterCommit.push(() => this.source.forget(what));
  }
  write<Answer>(it: Write<Answer>): Promise<Answer> {
    return write(this.writeCall(), it);
  }
  writeInBatch<Row extends object, Saved, Answer>(
    kind: BatchKind<Row, Saved>,
    it: BatchedWrite<Row, Saved, Answer>,
  ): Promise<Answer> {
    return writeInBatch(this.writeCall(), this, kind, it);
  }

  private newEm(): EntityManager {
    return this.source.orm.em.fork({ signal: this.signal, inflightQueryAbortStrategy: 'cancel query' });
  }

  private writeCall(): WriteCall {
    const { call, principal, source } = this;
    call.writes += 1;
    return {
      em: () => this.newEm(),
      pool: source.pool,
      ledger: source.ledger,
      afterCommit: this.afterCommit,
      onReplay: () => {
        call.replayed = true;
      },
      onKept: () => {
        call.kept = true;
      },
      claim: () => ({
        organizationId: principal.organizationId,
        keyId: principal.keyId,
        method: call.rule.path,
        requestHash: hashRequest(call.bytes),
      }),
      origin: {
        organizationId: principal.organizationId,
        action: call.rule.audit ?? '',
        actor: this.actor,
        callId: call.id,
        request: call.bytes.length === 1 ? call.bytes[0]! : Buffer.concat(call.bytes),
        keyPrefix: principal.keyPrefix,
        peer: call.peer,
        userAgent: call.userAgent,
      },
    };
  }
}
