import type { AgentRunServiceService } from '../gen/sfs/v1/agent_run.ts';
import type { Handlers } from '../server/handler.ts';
import { addFindings } from './add_findings.ts';
import { cancelAgentRun } from './cancel.ts';
import { completeAgentRun } from './complete.ts';
import { createAgentRun } from './create.ts';
import { heartbeatAgentRun } from './heartbeat.ts';
import { listAgentRuns } from './list.ts';
import { listFindings } from './list_findings.ts';
import { loadRun } from './load_run.ts';
import { startAgentRun } from './start.ts';
import { watchAgentRun } from './watch.ts';
import { runMessage } from './wire.ts';

/** AgentRunService. */
export const agentRunHandlers: Handlers<typeof AgentRunServiceService> = {
  createAgentRun,
  startAgentRun,
  heartbeatAgentRun,
  addFindings,
  completeAgentRun,
  cancelAgentRun,
  getAgentRun: async (request, context) => ({ run: runMessage(await loadRun(context, request.runId)) }),
  listAgentRuns,
  listFindings,
  watchAgentRun,
};
