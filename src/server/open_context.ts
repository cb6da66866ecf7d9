import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Keyring } from '../audit/keyring.ts';
import { channel } from '../db/listen.ts';
import type { Pepper } from '../service_keys/secret.ts';
import { writeInBatch } from './batched_write.ts';
import type { Call } from './call.ts';
import { actorOf, type Changed, type Context, loadRow, type Principal, reaches, requireScope } from './context.ts';
import type { Facts } from './facts.ts';
import { hashRequest } from './idempotency.ts';
import { type Ledger, type WriteCall, write } from './write.ts';

/** What every context is made from. */
export interface ContextSource {
  orm: MikroORM;
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

/** Makes the context of one call. Its queries end when the call does. */
export function openContext(source: ContextSource, call: Call): Context {
  const principal = call.principal!;
  const actor = actorOf(principal);
  const afterCommit: (() => void)[] = [];
  const fork = () => source.orm.em.fork({ signal: call.abort.signal, inflightQueryAbortStrategy: 'cancel query' });
  let em: EntityManager | undefined;
  const writeCall = (): WriteCall => ({
    em: fork(),
    ledger: source.ledger,
    afterCommit,
    onReplay: () => {
      call.replayed = true;
    },
    onKept: () => {
      call.kept = true;
    },
    claim: {
      organizationId: principal.organizationId,
      keyId: principal.keyId,
      method: call.rule.path,
      requestHash: hashRequest(call.bytes),
    },
    origin: {
      organizationId: principal.organizationId,
      action: call.rule.audit ?? '',
      actor,
      callId: call.id,
      request: call.bytes.length === 1 ? call.bytes[0]! : Buffer.concat(call.bytes),
      keyPrefix: principal.keyPrefix,
      peer: call.peer,
      userAgent: call.userAgent,
    },
  });
  return {
    callId: call.id,
    rule: call.rule,
    principal,
    actor,
    project: call.project!,
    elapsedMs: () => performance.now() - call.arrivedAt,
    signal: call.abort.signal,
    stopping: source.stopping,
    get log() {
      return source.log.child({ call_id: call.id });
    },
    // Most hot calls need none, and it costs more than their authentication.
    get em() {
      em ??= fork();
      return em;
    },
    facts: source.facts,
    scopeCatalogue: source.scopeCatalogue,
    pepper: source.pepper,
    reaches: (projectId) => reaches(principal, projectId),
    keyring: source.keyring,
    require(scope) {
      requireScope(principal, scope, source.leastRole);
      source.used(principal, scope);
    },
    row(entity, of, id, options) {
      return loadRow(principal, options?.em ?? this.em, entity, of, id, options?.lock ?? false);
    },
    async changed(tx, what) {
      await tx.execute('select pg_notify(?, ?)', [channel, JSON.stringify(what)]);
      afterCommit.push(() => source.forget(what));
    },
    write(it) {
      call.writes += 1;
      return write(writeCall(), it);
    },
    writeInBatch(kind, it) {
      call.writes += 1;
      return writeInBatch(writeCall(), { principal, signal: call.abort.signal }, kind, it);
    },
  };
}
