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

/** Payloads of this organization are neither purged nor dropped. */
export const AuditHold = defineEntity({
  name: 'AuditHold',
  tableName: 'audit_holds',
  properties: {
    organizationId: p.uuid().primary(),
    reason: p.text(),
    setAt: p.datetime(6),
    setBy: p.json(),
  },
});
export type AuditHold = InferEntity<typeof AuditHold>;
