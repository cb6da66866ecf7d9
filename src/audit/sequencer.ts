import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import { wireId } from '../db/ids.ts';
import { type Statements, transaction } from '../db/statements.ts';
import type { Keyring } from './keyring.ts';
import type { Checkpoint } from './proof/note.ts';
import { extendLog } from './sequencer/extend.ts';
import { BrokenLog } from './sequencer/log_state.ts';
import { beginning, type PendingEvent, type Place, takePending } from './sequencer/pending.ts';

/** Events in one transaction at most, about. */
const batch = 4_096;

/**
 * Gives committed events their places in the log of their organization. Of all servers on a database one does it at a time, and
 * another takes over: the lock ends with the transaction, and with the connection.
 */
export class Sequencer {
  private readonly keyring: Keyring;
  private readonly log: Logger;
  private readonly seen = new Map<string, Checkpoint>();
  private readonly alarmed = new Map<string, string>();
  private readonly quarantined = new Set<string>();
  private after: Place = beginning;
  private installation: string | undefined;
  /** True where the keys have to be compared with the database before anything else. */
  private stale = true;

  constructor(keyring: Keyring, log: Logger) {
    this.keyring = keyring;
    this.log = log;
  }

  /** One round; answers true where there may be more to do at once. */
  async round(em: EntityManager): Promise<boolean> {
    if (this.stale) await this.keyring.refresh(em);
    this.stale = this.keyring.problem !== undefined;
    if (this.stale) return false;
    this.installation ??= await installationId(em);
    const heads = new Map<string, Checkpoint>();
    const more = await transaction(em, (tx) => this.attempt(tx, heads)).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      // Left out from now on, or it would hold up the logs of all others.
      this.quarantined.add(error.organizationId);
      this.alarm(
        error.organizationId,
        `the database refuses to extend it (${error.message}); left out until a restart`,
      );
      heads.clear();
      return true;
    });
    // Remembered only now: what was not committed was not seen by anybody.
    for (const [organizationId, head] of heads) {
      this.seen.set(organizationId, head);
      this.alarmed.delete(organizationId);
    }
    return more;
  }

  private async attempt(tx: Statements, heads: Map<string, Checkpoint>): Promise<boolean> {
    const { mine, keys, byOrganization, last } = await takePending(tx, this.after, batch);
    // Nothing is signed with keys that were replaced: another round, with those that are in use by now.
    this.stale = keys !== this.keyring.version;
    if (!mine || this.stale) return this.stale;
    const whole = [...byOrganization.values()].reduce((sum, events) => sum + events.length, 0) < batch;
    // Whoever has much to log does not keep others waiting: the next round begins behind it.
    const begun = this.after !== beginning;
    this.after = whole || !last ? beginning : last;
    for (const [organizationId, events] of byOrganization) {
      if (this.quarantined.has(organizationId)) continue;
      const head = await this.extend(tx, organizationId, events);
      if (head) heads.set(organizationId, head);
    }
    return !whole || begun;
  }

  /** Extends one log. A log that is broken is left alone, loudly; the others go on. */
  private async extend(
    tx: Statements,
    organizationId: string,
    events: PendingEvent[],
  ): Promise<Checkpoint | undefined> {
    const origin = originOf(this.installation!, organizationId);
    const { keyring } = this;
    try {
      const seen = this.seen.get(organizationId);
      return await extendLog(tx, { organizationId, origin, keyring, events, seen });
    } catch (error) {
      if (error instanceof BrokenLog) return this.alarm(organizationId, error.message);
      // A constraint, or data in a form of no event: something lies there that the checks before did not look for.
      const { code } = error as { code?: string };
      throw code !== undefined && /^2[23]/.test(code) ? new Refused(organizationId, code) : error;
    }
  }

  /** Said once, and again when it changes: a log that stays broken must not fill the server's. */
  private alarm(organizationId: string, what: string): undefined {
    if (this.alarmed.get(organizationId) !== what)
      this.log.error(
        { organization_id: wireId('org', organizationId), what },
        'ALARM: the audit log was changed behind the server; nothing more of it is signed (sfs audit verify says where)',
      );
    this.alarmed.set(organizationId, what);
    return undefined;
  }
}

/** The database refused what would extend a log; the transaction is lost. */
class Refused extends Error {
  readonly organizationId: string;
  constructor(organizationId: string, code: string) {
    super(code);
    this.organizationId = organizationId;
  }
}

/** The name of an organization's log, and of the keys that sign it. */
export const originOf = (installation: string, organizationId: string): string =>
  `${installation}/${wireId('org', organizationId)}`;

/** The id that an installation got with its first migration. */
export async function installationId(em: EntityManager): Promise<string> {
  const [row] = await em.execute<[{ id: string }]>('select id from installation');
  return row.id;
}
