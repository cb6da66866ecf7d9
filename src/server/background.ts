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
  /** Writes the refused calls that were noted, at the end `all` of them; answers true where there were some. */
  record: (em: EntityManager, all: boolean) => Promise<boolean>;
  /** Gives events their places in the log; answers true where there is more to do at once. */
  sequence: (em: EntityManager) => Promise<boolean>;
  /** Makes and drops partitions of payloads. */
  retain: (em: EntityManager) => Promise<void>;
  /** True while nothing may be written, because the keys of the log are not at hand. */
  readOnly: () => boolean;
}

const reapMs = 10_000;
const cleanMs = 3_600_000;
/** The first clean-up comes soon after the start: the server may have been down when a month began. */
const firstCleanMs = 5_000;
const recordMs = 250;
/** How often events get their places while there are some, and how often it is looked whether another server left some. */
const sequenceMs = { busy: 100, idle: 1_000 };
/** After a start or an outage nothing is reaped for a minute, so that agents can renew leases they could not renew before. */
const graceMs = 60_000;

/** Starts the background work; `stop` waits for what is under way. */
export function startBackground(work: BackgroundWork): { appended(): void; stop(): Promise<void> } {
  const { orm, log, reap, flush } = work;
  let calmUntil = performance.now() + graceMs;
  const reaping = every(reapMs, async () => {
    try {
      // While calm, only look whether the database is there.
      if (performance.now() < calmUntil || work.readOnly()) await orm.em.fork().execute('select 1');
      else while ((await reap(orm.em.fork())) === 500);
    } catch (error) {
      calmUntil = performance.now() + graceMs;
      log.warn({ err: error }, 'reaping failed; waiting a minute');
    }
    await flush().catch((error) => log.warn({ err: error }, 'last use of keys was not written'));
  });
  const cleaning = every(
    cleanMs,
    async () => {
      try {
        await clean(orm.em.fork());
        if (!work.readOnly()) await work.retain(orm.em.fork());
      } catch (error) {
        log.warn({ err: error }, 'clean-up failed; it is tried again in an hour');
      }
    },
    firstCleanMs,
  );
  const sequence = () =>
    work.sequence(orm.em.fork()).catch((error) => {
      log.warn({ err: error }, 'events got no places yet');
      return false;
    });
  const sequencing = onDemand(sequenceMs, sequence);
  const record = async (all: boolean) => {
    if (work.readOnly()) return;
    try {
      if (await work.record(orm.em.fork(), all)) sequencing.nudge();
    } catch (error) {
      log.warn({ err: error }, 'refused calls were not recorded yet');
    }
  };
  const recording = every(recordMs, () => record(false));
  return {
    appended: sequencing.nudge,
    async stop() {
      await Promise.all([reaping(), cleaning(), recording()]);
      await record(true);
      await sequencing.stop();
      // What was answered is proved before the server is gone, as far as a few rounds go.
      for (let round = 0; round < 10 && (await sequence()); round += 1);
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
function every(ms: number, work: () => Promise<void>, firstMs = ms): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const begin = () => {
    if (busy) return;
    busy = true;
    running = work().finally(() => {
      busy = false;
    });
  };
  const first = setTimeout(begin, firstMs);
  const timer = setInterval(begin, ms);
  first.unref();
  timer.unref();
  return () => {
    clearTimeout(first);
    clearInterval(timer);
    return running;
  };
}

/** Runs `work` soon after a nudge and again while it answers true, with `busy` between two runs, and every `idle` without a nudge. */
function onDemand(ms: { busy: number; idle: number }, work: () => Promise<boolean>) {
  let running: Promise<void> | undefined;
  let wanted = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const schedule = (delay: number) => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(begin, delay);
    timer.unref();
  };
  const begin = () => {
    wanted = false;
    running = work().then((more) => {
      running = undefined;
      wanted ||= more;
      schedule(wanted ? ms.busy : ms.idle);
    });
  };
  schedule(ms.busy);
  return {
    nudge() {
      if (wanted) return;
      wanted = true;
      if (!running) schedule(ms.busy);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      return running ?? Promise.resolve();
    },
  };
}
