import type { PersonalKey } from '../../../gen/client/sfs/v1/project.ts';
import { stateCell } from '../../key/fields.ts';
import type { Cell } from '../../table.ts';

/** A personal key for people. */
export function personalKeyFields(key: PersonalKey): (readonly [string, Cell])[] {
  return [
    ['id', key.id],
    ['name', key.name],
    ['member', key.memberId],
    ['state', stateCell(key.state)],
    ['begins', key.prefix],
    ['expires', key.expiresAt],
    ['made', key.createdAt],
    ['last used', key.lastUsedAt],
    ['rotated', key.rotatedAt],
    ['old secret', key.previousSecretExpiresAt && `works until ${key.previousSecretExpiresAt.toISOString()}`],
    ['revoked', key.revokedAt],
    ['reason', key.revokeReason],
  ];
}
