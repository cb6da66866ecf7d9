import type { AuditServiceService } from '../gen/sfs/v1/audit.ts';
import type { Handlers } from '../server/handler.ts';
import { exportAuditEvents } from './export.ts';
import { getCheckpoint, getConsistencyProof, getInclusionProof, listLogKeys } from './heads.ts';
import { setLegalHold } from './legal_hold.ts';
import { listAuditEvents } from './list.ts';
import { purgePayloads } from './purge.ts';
import { readLog } from './read_log.ts';
import { getAgentRunReceipt } from './receipt.ts';
import { redactAgentRun } from './redact.ts';
import { getAuditReport } from './report.ts';

/** AuditService. */
export const auditHandlers: Handlers<AuditServiceService> = {
  listAuditEvents,
  exportAuditEvents,
  getAuditReport,
  getCheckpoint,
  getInclusionProof,
  getConsistencyProof,
  listLogKeys,
  readLog,
  getAgentRunReceipt,
  purgePayloads,
  setLegalHold,
  redactAgentRun,
};
