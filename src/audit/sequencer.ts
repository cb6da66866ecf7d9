import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import { wireId } from '../db/ids.ts';
import { oneAtATime } from '../db/lock.ts';
import { type Transaction, transaction } from '../db/statements.ts';
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
  private after: Place = beginning;
  private installation: string | undefined;

  constructor(keyring: Keyring, log: Logger) {
    this.keyring = keyring;
    this.log = log;
  }

  /** One round; answers true where there may be more to do at once. */
  async round(em: EntityManager): Promise<boolean> {
    await this.keyring.refresh(em);
    if (this.keyring.problem) return false;
    this.installation ??= await installationId(em);
    const heads = new Map<string, Checkpoint>();
    const more = await transaction(em, (tx) => this.attempt(tx, heads));
    // Remembered only now: what was not committed was not seen by anybody.
    for (const [organizationId, head] of heads) {
      this.seen.set(organizationId, head);
      this.alarmed.delete(organizationId);
    }
    return more;
  }

  private async attempt(tx: Transaction, heads: Map<string, Checkpoint>): Promise<boolean> {
    const [lock] = await tx.execute<[{ mine: boolean }]>(
      `select set_config('idle_in_transaction_session_timeout', '4s', true), pg_try_advisory_xact_lock(?) as mine`,
      [oneAtATime.sequence],
    );
    if (!lock.mine) return false;
    const { byOrganization, last } = await takePending(tx, this.after, batch);
    const whole = [...byOrganization.values()].reduce((sum, events) => sum + events.length, 0) < batch;
    // Whoever has much to log does not keep others waiting: the next round begins behind it.
    const begun = this.after !== beginning;
    this.after = whole || !last ? beginning : last;
    for (const [organizationId, events] of byOrganization) {
      const head = await this.extend(tx, organizationId, events);
      if (head) heads.set(organizationId, head);
    }
    return !whole || begun;
  }

  /** Extends one log. A log that is broken is left alone, loudly; the others go on. */
  private async extend(
    tx: Transaction,
    organizationId: string,
    events: PendingEvent[],
  ): Promise<Checkpoint | undefined> {
    const origin = originOf(this.installation!, organizationId);
    const { keyring } = this;
    try {
      const seen = this.seen.get(organizationId);
      // A savepoint: of a log that turns out to be broken nothing is kept.
      return await tx.savepoint(() => extendLog(tx, { organizationId, origin, keyring, events, seen }));
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error;
      // Said once, and again when it changes: a log that stays broken must not fill the server's.
      if (this.alarmed.get(organizationId) !== error.message)
        this.log.error(
          { organization_id: wireId('org', organizationId), what: error.message },
          'ALARM: the audit log was changed behind the server; nothing more of it is signed (sfs audit verify says where)',
        );
      this.alarmed.set(organizationId, error.message);
      return undefined;
    }
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
