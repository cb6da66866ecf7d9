import { defineEntity, type InferEntity, p } from '@mikro-orm/postgresql';
import { actor, stamp, tenantKey } from '../db/base.ts';

/** A credential: a service key of the organization, or a personal key of one member. Secrets are in KeySecret. */
export const Key = defineEntity({
  name: 'Key',
  tableName: 'keys',
  properties: {
    ...tenantKey,
    kind: p.text().$type<'service' | 'personal'>(),
    name: p.text(),
    description: p.text().default(''),
    /** Service keys only; a personal key can do what the member's role allows. */
    scopes: p.array().$type<string[]>().default([]),
    allProjects: p.boolean().default(false),
    projectIds: p.array().columnType('uuid[]').$type<string[]>().default([]),
    memberId: p.uuid().nullable(),
    prefix: p.text(),
    /** Version of the newest secret. */
    secretVersion: p.integer().default(1),
    createdAt: stamp(),
    createdBy: actor(),
    expiresAt: p.datetime(6),
    rotatedAt: p.datetime(6).nullable(),
    rotatedBy: actor().nullable(),
    revokedAt: p.datetime(6).nullable(),
    revokedBy: actor().nullable(),
    revokeReason: p.text().default(''),
  },
});
export type Key = InferEntity<typeof Key>;

/** One secret of a key. Only its hash is kept; an older one lives until `expiresAt`, the end of the overlap. */
export const KeySecret = defineEntity({
  name: 'KeySecret',
  tableName: 'key_secrets',
  properties: {
    organizationId: p.uuid().primary(),
    keyId: p.uuid().primary(),
    version: p.integer().primary(),
    hash: p.blob().$type<Buffer>(),
    /** Number of the pepper that the hash was made with; null: plain SHA-256. */
    pepper: p.integer().nullable(),
    createdAt: stamp(),
    createdBy: actor(),
    expiresAt: p.datetime(6).nullable(),
    lastUsedAt: p.datetime(6).nullable(),
  },
});
export type KeySecret = InferEntity<typeof KeySecret>;
