import { KeyState } from '../../gen/client/sfs/v1/project.ts';
import type { ServiceKey } from '../../gen/client/sfs/v1/service_key.ts';
import { words } from '../../words.ts';
import { actorText } from '../actor.ts';
import type { Cell } from '../table.ts';

const states = words(KeyState, 'KEY_STATE_');

/** A key's state as a cell: what cannot be used stands out. */
export function stateCell(state: KeyState): Cell {
  const word = states.word(state) ?? String(state);
  return state === KeyState.KEY_STATE_ACTIVE ? word : { text: word, style: 'red' };
}

/** What a key reaches, in one line. */
export function reachText(key: ServiceKey): string {
  return key.allProjects ? 'all' : key.projectIds.join(', ');
}

/** A service key for people. */
export function serviceKeyFields(key: ServiceKey): (readonly [string, Cell])[] {
  return [
    ['id', key.id],
    ['name', key.name],
    ['description', key.description],
    ['state', stateCell(key.state)],
    ['scopes', key.scopes.join('\n')],
    ['projects', reachText(key)],
    ['begins', key.prefix],
    ['expires', key.expiresAt],
    ['made', key.createdAt],
    ['made by', actorText(key.createdBy)],
    ['last used', key.lastUsedAt],
    ['rotated', key.rotatedAt],
    ['rotated by', actorText(key.rotatedBy)],
    ['old secret', key.previousSecretExpiresAt && `works until ${key.previousSecretExpiresAt.toISOString()}`],
    ['old last used', key.previousSecretLastUsedAt],
    ['revoked', key.revokedAt],
    ['revoked by', actorText(key.revokedBy)],
    ['reason', key.revokeReason],
  ];
}
