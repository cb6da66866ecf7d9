import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type sendUnaryData, status } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import {
  AgentRun,
  AgentRunServiceService,
  AgentRunStatus,
  type CompleteAgentRunRequest,
  type CompleteAgentRunResponse,
  CompletionStatus,
} from '../../src/gen/client/sfs/v1/agent_run.ts';
import { grpcServer, trouble } from './grpc_server.ts';
import { folder, sfs } from './run.ts';

type Uploading = { emit(event: 'error', error: Error): unknown };

/** A server that takes completions and no findings, as behind a proxy that is slow or bounds the size of a body. */
async function blocked(addFindings: (call: Uploading) => void) {
  const completions: CompleteAgentRunRequest[] = [];
  const address = await grpcServer(AgentRunServiceService, {
    addFindings,
    completeAgentRun: (call: { request: CompleteAgentRunRequest }, done: sendUnaryData<CompleteAgentRunResponse>) => {
      completions.push(call.request);
      done(null, { run: AgentRun.fromPartial({ id: 'run_x', status: AgentRunStatus.AGENT_RUN_STATUS_ERRORED }) });
    },
  });
  const cwd = folder();
  writeFileSync(join(cwd, 'f.json'), JSON.stringify(Array(1001).fill({ severity: 'low' })));
  const argv = ['agent', 'complete', 'run_x', '--summary', 's', '--findings-file', 'f.json', '--enforce'];
  const env = { SFS_SERVER: address, SFS_API_KEY: 'sfsk_abc_0123456789' };
  return { ran: await sfs([...argv, '--deadline', '1'], { cwd, env }), completions };
}

it.each([
  ['in time', () => {}],
  ['at all', (call: Uploading) => call.emit('error', trouble(status.UNAVAILABLE, 'no'))],
])('findings that do not get through %s end the run as errored', async (_, addFindings) => {
  const { ran, completions } = await blocked(addFindings);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('the findings could not be delivered');
  expect(completions).toHaveLength(1);
  expect(completions[0]).toMatchObject({
    status: CompletionStatus.COMPLETION_STATUS_ERRORED,
    errorReason: expect.stringContaining('the findings could not be delivered'),
  });
});
