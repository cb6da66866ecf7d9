import { AgentRunServiceService, CancelAgentRunRequest } from '../../gen/client/sfs/v1/agent_run.ts';
import { command } from '../command.ts';
import { runFields } from './run_fields.ts';

export default command({
  name: 'cancel <run_id>',
  examples: ["sfs agent cancel run_… --reason 'superseded by a new push'"],
  formats: ['text', 'json'],
  changes: true,
  options: { reason: { type: 'string', about: 'why', default: '' } },
  async run(context, args) {
    const { run } = await context.call(
      AgentRunServiceService.cancelAgentRun,
      CancelAgentRunRequest.create({ runId: args.runId, reason: args.reason, requestId: context.requestId }),
    );
    if (context.format === 'json') await context.json('sfs.v1.AgentRun', run!);
    else context.panel(runFields(context.io.env, run!));
  },
});
