import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';

/** What runs beside the calls, on every replica; the database lets one of them do it at a time. */
export interface BackgroundWork {
  orm: MikroORM;
  log: Logger;
  /** Ends runs whose lease ran out; answers how many, at most 500 at once. */
  reap: (em: EntityManager) => Promise<number>;
  /** Writes what was gathered in memory. */
  flush: () => Promise<void>;
}

const reapMs = 10_000;
const cleanMs = 3_600_000;
/** After a start or an outage nothing is reaped for a minute, so that agents can renew leases they could not renew before. */
const graceMs = 60_000;

/** Starts the background work; `stop` waits for what is under way. */
export function startBackground({ orm, log, reap, flush }: BackgroundWork): { stop(): Promise<void> } {
  let calmUntil = performance.now() + graceMs;
  const reaping = every(reapMs, async () => {
    try {
      // While calm, only look whether the database is there.
      if (performance.now() < calmUntil) await orm.em.fork().execute('select 1');
      else while ((await reap(orm.em.fork())) === 500);
    } catch (error) {
      calmUntil = performance.now() + graceMs;
      log.warn({ err: error }, 'reaping failed; waiting a minute');
    }
    await flush().catch((error) => log.warn({ err: error }, 'last use of keys was not written'));
  });
  const cleaning = every(cleanMs, () =>
    clean(orm.em.fork()).catch((error) => log.warn({ err: error }, 'clean-up failed; it is tried again in an hour')),
  );
  return {
    async stop() {
      await Promise.all([reaping(), cleaning()]);
    },
  };
}

// Request ids are promised for 24 hours; they are kept twice as long. Bounded, so that one clean-up never locks much.
const cleanStatement = `
  delete from idempotency where ctid in (
    select ctid from idempotency where created_at < now() - interval '48 hours' limit 10000 for update skip locked)`;

/** Forgets request ids older than 48 hours. */
export async function clean(em: EntityManager): Promise<void> {
  let deleted: number;
  do {
    const result = await em.execute<{ affectedRows: number }>(cleanStatement, [], 'run');
    deleted = result.affectedRows;
  } while (deleted === 10_000);
}

/** Runs `work` again and again, never twice at once; the answer stops it and waits. */
function every(ms: number, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = work().finally(() => {
      busy = false;
    });
  }, ms);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
