import type { EntityManager } from '@mikro-orm/postgresql';

/** Asks the database for the revision of each id; one that is missing from the answer is gone. */
export type Revisions = (ids: string[]) => Promise<Map<string, string>>;

interface Watch {
  /** The revision that was seen last; undefined before the first look. */
  seen: string | undefined;
  changed: boolean;
  wake: () => void;
}

/**
 * Tells watchers that something changed: one query per interval for all that this replica watches, whoever changed it.
 *
 * There is no NOTIFY behind it, for that would cost every write. While nothing is watched, nothing runs. A query that fails
 * is tried again at the next interval; meanwhile watchers hear nothing.
 */
export class Poller {
  private readonly query: Revisions;
  private readonly intervalMs: number;
  private readonly watches = new Map<string, Set<Watch>>();
  private timer: NodeJS.Timeout | undefined;
  private asking = false;

  constructor(query: Revisions, intervalMs: number) {
    this.query = query;
    this.intervalMs = intervalMs;
  }

  /**
   * Signals at once, and then whenever the revision of `id` may have changed; ends when `signal` aborts.
   *
   * A signal means "look again": the first look after the beginning always gives one, so that a change between the watcher's
   * own reading and that look is not lost. Changes that come while the watcher is busy become one signal.
   */
  async *changes(id: string, signal: AbortSignal): AsyncGenerator<void, void, undefined> {
    const watch: Watch = { seen: undefined, changed: true, wake: () => {} };
    const stop = () => watch.wake();
    signal.addEventListener('abort', stop);
    this.add(id, watch);
    try {
      while (!signal.aborted) {
        if (watch.changed) {
          watch.changed = false;
          yield;
          continue;
        }
        await new Promise<void>((resolve) => {
          watch.wake = resolve;
        });
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.remove(id, watch);
    }
  }

  private add(id: string, watch: Watch): void {
    const others = this.watches.get(id);
    if (others) others.add(watch);
    else this.watches.set(id, new Set([watch]));
    this.schedule();
  }

  private remove(id: string, watch: Watch): void {
    const left = this.watches.get(id);
    left?.delete(watch);
    if (left?.size === 0) this.watches.delete(id);
    if (this.watches.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(): void {
    if (this.timer || this.asking || this.watches.size === 0) return;
    this.timer = setTimeout(() => void this.look(), this.intervalMs);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    this.timer = undefined;
    this.asking = true;
    try {
      this.compare(await this.query([...this.watches.keys()]));
    } catch {
      // The database is away; the watchers' own next reading says so, and the next look finds what they missed.
    } finally {
      this.asking = false;
      this.schedule();
    }
  }

  private compare(revisions: Map<string, string>): void {
    for (const [id, watches] of this.watches) {
      const now = revisions.get(id) ?? 'gone';
      for (const watch of watches) {
        if (watch.seen === now) continue;
        watch.seen = now;
        watch.changed = true;
        watch.wake();
      }
    }
  }
}

const intervalMs = 250;

// One poller per kind and pool: calls come and go with an entity manager each, what they watch is asked for together.
const pollers = new WeakMap<object, Map<string, Poller>>();

/**
 * Signals that a row may have changed, as `Poller.changes` does, with the one poller of this replica for the table.
 *
 * @param em any entity manager of the pool; it is not used itself, because it ends with its call
 * @param table has the columns organization_id and id
 * @param revision SQL over `row` that differs after each change, for example `row.revision`; the same in every call
 */
export function changesOf(
  em: EntityManager,
  table: string,
  revision: string,
  row: { organizationId: string; id: string },
  signal: AbortSignal,
): AsyncGenerator<void, void, undefined> {
  return pollerOf(em, table, revision).changes(`${row.organizationId}/${row.id}`, signal);
}

function pollerOf(em: EntityManager, table: string, revision: string): Poller {
  const driver = em.getDriver();
  const kinds = pollers.get(driver) ?? new Map<string, Poller>();
  pollers.set(driver, kinds);
  const poller =
    kinds.get(table) ??
    new Poller(
      (ids) => revisionsOf(driver.createEntityManager(false) as EntityManager, table, revision, ids),
      intervalMs,
    );
  kinds.set(table, poller);
  return poller;
}

async function revisionsOf(em: EntityManager, table: string, revision: string, watched: string[]) {
  // What is watched is "organization/id", because every primary key begins with the organization.
  const pairs = watched.map((text) => text.split('/'));
  const organizations = `{${pairs.map(([organization]) => organization).join(',')}}`;
  const ids = `{${pairs.map(([, id]) => id).join(',')}}`;
  const rows: { organization_id: string; id: string; revision: string }[] = await em.execute(
    `select row.organization_id, row.id, (${revision})::text as revision
     from unnest(?::uuid[], ?::uuid[]) as wanted (organization_id, id)
     join ${table} as row on row.organization_id = wanted.organization_id and row.id = wanted.id`,
    [organizations, ids],
  );
  return new Map(rows.map((row) => [`${row.organization_id}/${row.id}`, row.revision]));
}
