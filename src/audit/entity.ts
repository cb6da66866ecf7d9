import { defineEntity, type InferEntity, p } from '@mikro-orm/postgresql';

/** One line of the append-only log. Written by row.ts only; the database refuses changes. */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_events',
  properties: {
    organizationId: p.uuid().primary(),
    id: p.uuid().primary(),
    occurredAt: p.datetime(6),
    runId: p.uuid().nullable(),
    runSeq: p.integer().nullable(),
    /** The exact bytes that are logged. */
    body: p.blob().$type<Buffer>(),
    /** sha256(0x00 ‖ body), made by the database. */
    leafHash: p.blob().$type<Buffer>().persist(false),
  },
});
export type AuditEvent = InferEntity<typeof AuditEvent>;
