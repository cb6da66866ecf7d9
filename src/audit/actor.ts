import type { ActorRecord } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import { type Actor, ActorType } from '../gen/sfs/v1/actor.ts';
import { words } from '../words.ts';

const types = words(ActorType, 'ACTOR_TYPE_');

/** An actor as it goes over the wire; undefined where nobody acted. */
export function actorMessage(record: ActorRecord | null | undefined): Actor | undefined {
  if (!record) return undefined;
  const machine = record.type === 'service_key';
  return {
    actorType: types.number(record.type),
    serviceKeyId: machine ? wireId('key', record.keyId) : undefined,
    serviceKeyName: machine ? record.keyName : undefined,
    memberId: wireId('mem', record.memberId) || undefined,
    memberName: record.memberName || undefined,
  };
}
