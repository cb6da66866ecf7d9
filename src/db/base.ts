import { p } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { random16 } from './random.ts';

/** Who did something, as the database keeps it (jsonb). Names are those of that moment. */
export interface ActorRecord {
  type: 'member' | 'service_key' | 'system';
  /** Id of the key that was used; null for the system. */
  keyId: string | null;
  keyName: string;
  memberId: string | null;
  memberName: string;
}

/** The server itself as an actor. */
export const systemActor: ActorRecord = { type: 'system', keyId: null, keyName: '', memberId: null, memberName: '' };

const last = { msecs: 0, seq: 0 };

/** A new id: UUIDv7, so that ids rise with time and the id alone is a page's cursor. Those of this process rise strictly. */
export function newId(): string {
  const random = random16();
  const now = Date.now();
  if (now > last.msecs) Object.assign(last, { msecs: now, seq: random.readUInt32BE(6) >>> 1 });
  else {
    last.seq = (last.seq + 1) >>> 0;
    if (last.seq === 0) last.msecs += 1;
  }
  return v7({ random, ...last });
}

/** The two columns that every tenant's row has. */
export const tenantKey = {
  organizationId: p.uuid().primary(),
  id: p.uuid().primary(),
};

/** timestamptz on the database's clock, set by the database when the row is made. */
export const stamp = () => p.datetime(6).defaultRaw('now()');

/** jsonb with an actor in it. */
export const actor = () => p.json().$type<ActorRecord>();
