import { hash } from 'node:crypto';
import { AgentRun, runRow } from '../agent_runs/entity.ts';
import { wireId } from '../db/ids.ts';
import type { AuditServiceService } from '../gen/sfs/v1/audit.ts';
import { precondition } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { beginErasure } from './legal_hold.ts';
import { erasedReasons } from './run_row.ts';

type Service = Handlers<AuditServiceService>;

const emptyFindings = `
  update findings set title = '', message = '', rule_id = '', path = '', line = null, end_line = null, fingerprint = '', category = '',
    confidence = '', recommendation = '', extra_json = '', severity = ''
  where organization_id = ? and run_id = ?`;

// By the events themselves: the last of them may not have its place in the log yet.
const purgeEvents = `
  select audit_purge_payloads(?, array(select id from audit_events where organization_id = ? and run_id = ?)) as purged`;

/**
 * Erases what was written about an ended run, in its rows and in the payloads of its events. Its verdict, its counts and its digests
 * stay, and the log proves them as before.
 */
export const redactAgentRun: Service['redactAgentRun'] = (request, context) =>
  context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      await beginErasure(tx, context.principal.organizationId);
      const run = await context.row(AgentRun, runRow, request.runId, { em: tx, lock: true });
      const { organizationId, id } = run;
      if (run.status === 'queued' || run.status === 'running')
        throw precondition('WRONG_STATUS', `the run is ${run.status}; end it before its texts are erased`, {
          status: run.status,
          command: 'redact',
        });
      const again = run.redactedAt !== null && run.redactedAt !== undefined;
      const redactedAt = run.redactedAt ?? now;
      await tx.execute(emptyFindings, [organizationId, id]);
      await tx.execute(`update agent_run_contexts set markdown = '' where organization_id = ? and run_id = ?`, [
        organizationId,
        id,
      ]);
      const reasonsSha256 = run.reasonsSha256 ?? hash('sha256', JSON.stringify(run.reasons), 'hex');
      Object.assign(run, { resultSummary: '', reasons: [erasedReasons], reasonsSha256, redactedAt });
      const [{ purged }] = await tx.execute<[{ purged: string }]>(purgeEvents, [organizationId, organizationId, id]);
      const payloads = Number(purged);
      const answer = { redactedAt, findings: run.findingsCount };
      return {
        answer,
        ref: id,
        // What is missing from the log is accounted for: as often as payloads go, an event says so.
        event:
          again && payloads === 0
            ? 'unchanged'
            : {
                resource: { type: 'agent_run', id: wireId('run', id) },
                projectId: run.projectId,
                outputs: { findings: run.findingsCount, payloads },
                payload: { reason: request.reason },
              },
      };
    },
    replay: async (_ref, em) => {
      const run = await context.row(AgentRun, runRow, request.runId, { em });
      return { redactedAt: run.redactedAt ?? undefined, findings: run.findingsCount };
    },
  });
