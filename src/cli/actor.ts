import { type Actor, ActorType } from '../gen/client/sfs/v1/actor.ts';

/** Who did something, for people: the name, and the id that stays when the name changes. */
export function actorText(actor: Actor | undefined): string | undefined {
  if (!actor) return undefined;
  if (actor.actorType === ActorType.ACTOR_TYPE_SYSTEM) return 'the server';
  const [name, id] = actor.memberId ? [actor.memberName, actor.memberId] : [actor.serviceKeyName, actor.serviceKeyId];
  return name ? `${name} (${id})` : id;
}
