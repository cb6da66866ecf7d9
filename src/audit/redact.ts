import { hash } from 'node:crypto';
import { AgentRun, runRow } from '../agent_runs/entity.ts';
import { wireId } from '../db/ids.ts';
import type { AuditServiceService } from '../gen/sfs/v1/audit.ts';
import { precondition } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { AuditHold } from './entity.ts';

type Service = Handlers<AuditServiceService>;

/** What stands in the place of the reasons. */
const erased = 'The texts of this run were erased.';

const emptyFindings = `
  update findings set title = '', message = '', rule_id = '', path = '', line = null, end_line = null, fingerprint = '', category = '',
    confidence = '', recommendation = '', extra_json = '', severity = ''
  where organization_id = ? and run_id = ?`;

/** Erases what was written about an ended run. Its verdict, its counts and its digests stay, and the log proves them as before. */
export const redactAgentRun: Service['redactAgentRun'] = (request, context) =>
  context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const run = await context.row(AgentRun, runRow, request.runId, { em: tx, lock: true });
      const { organizationId, id } = run;
      if (run.status === 'queued' || run.status === 'running')
        throw precondition('WRONG_STATUS', `the run is ${run.status}; end it before its texts are erased`, {
          status: run.status,
          command: 'redact',
        });
      if (await tx.findOne(AuditHold, { organizationId }))
        throw precondition(
          'LEGAL_HOLD',
          'the organization is on legal hold; nothing is erased before it ends (SetLegalHold)',
        );
      const again = run.redactedAt !== null && run.redactedAt !== undefined;
      const redactedAt = run.redactedAt ?? now;
      await tx.execute(emptyFindings, [organizationId, id]);
      await tx.execute(`update agent_run_contexts set markdown = '' where organization_id = ? and run_id = ?`, [
        organizationId,
        id,
      ]);
      const reasonsSha256 = run.reasonsSha256 ?? hash('sha256', JSON.stringify(run.reasons), 'hex');
      Object.assign(run, { resultSummary: '', reasons: [erased], reasonsSha256, redactedAt });
      const answer = { redactedAt, findings: run.findingsCount };
      return {
        answer,
        ref: id,
        event: again
          ? 'unchanged'
          : {
              resource: { type: 'agent_run', id: wireId('run', id) },
              projectId: run.projectId,
              outputs: { findings: run.findingsCount },
              payload: { reason: request.reason },
            },
      };
    },
    replay: async (_ref, em) => {
      const run = await context.row(AgentRun, runRow, request.runId, { em });
      return { redactedAt: run.redactedAt ?? undefined, findings: run.findingsCount };
    },
  });
