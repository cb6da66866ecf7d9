import { p } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';

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

/** A new id: UUIDv7, so that ids rise with time and the id alone is a page's cursor. */
export const newId = (): string => v7();

/** The two columns that every tenant's row has. */
export const tenantKey = {
  organizationId: p.uuid().primary(),
  id: p.uuid().primary(),
};

/** timestamptz on the database's clock, set by the database when the row is made. */
export const stamp = () => p.datetime(6).defaultRaw('now()');

/** jsonb with an actor in it. */
export const actor = () => p.json().$type<ActorRecord>();
