import type { EntityManager } from '@mikro-orm/postgresql';
import { systemActor } from '../db/base.ts';
import { oneAtATime } from '../db/lock.ts';
import { databaseTime } from '../db/time.ts';
import { addKey, type KeySource, type LogKey, listKeys } from './keyring.ts';
import { appendEvent, systemCall } from './row.ts';
import type { KeyKind, SigningKey } from './signing_key.ts';

/** A key that took the place of another. */
export interface Rotated {
  kind: KeyKind;
  id: string;
  /** Undefined where there was none. */
  previous: string | undefined;
  /** Until when the previous one still signs beside it; undefined where its private half is lost. */
  previousUntil: Date | undefined;
}

/**
 * Replaces keys of the log, on the server's machine. A key that lies among the files and that the database does not know is taken as
 * the new one, so that all servers can be given it beforehand; else one is made. Every organization's log gets an event, signed by the
 * old key, too, while both overlap.
 *
 * @param it.overlapSeconds how long the previous log key signs beside the new one
 */
export function rotateLogKeys(
  em: EntityManager,
  source: KeySource,
  it: { kinds: readonly KeyKind[]; overlapSeconds: number },
): Promise<Rotated[]> {
  return em.transactional(async (tx) => {
    await tx.execute('select pg_advisory_xact_lock(?)', [oneAtATime.logKeys]);
    const listed = await listKeys(tx);
    const files = source.read();
    const now = await databaseTime(tx);
    const rotated: Rotated[] = [];
    for (const kind of it.kinds) {
      const next =
        files.find((key) => key.kind === kind && !listed.some(({ id }) => id === key.id)) ?? source.make(kind);
      rotated.push(await replace(tx, { next, listed, files, now, overlapSeconds: it.overlapSeconds }));
    }
    await record(tx, rotated, now);
    return rotated;
  });
}

async function replace(
  tx: EntityManager,
  it: { next: SigningKey; listed: LogKey[]; files: SigningKey[]; now: Date; overlapSeconds: number },
): Promise<Rotated> {
  const { next } = it;
  const previous = it.listed.find((key) => key.kind === next.kind && key.notAfter === null);
  const available = it.files.some(({ id }) => id === previous?.id);
  // Of attestations there is one for ever, so two keys have nothing to overlap for.
  const seconds = available && next.kind === 'log' ? it.overlapSeconds : 0;
  const until = new Date(it.now.getTime() + seconds * 1_000);
  if (previous) await tx.execute('update audit_log_keys set not_after = ? where id = ?', [until, previous.id]);
  await addKey(tx, next);
  return { kind: next.kind, id: next.id, previous: previous?.id, previousUntil: available ? until : undefined };
}

async function record(tx: EntityManager, rotated: readonly Rotated[], now: Date): Promise<void> {
  const organizations = await tx.execute<{ id: string }[]>('select id from organizations order by id');
  for (const { id: organizationId } of organizations)
    for (const { kind, id, previous, previousUntil } of rotated)
      await appendEvent(
        tx,
        { ...systemCall, organizationId, action: 'log_key.rotate', actor: systemActor, occurredAt: now },
        {
          resource: { type: 'log_key', id },
          outputs: {
            kind,
            previous: previous ?? null,
            previous_until: previousUntil?.toISOString() ?? null,
            previous_lost: previous !== undefined && previousUntil === undefined,
          },
        },
      );
}
