import { AuditServiceService, RedactAgentRunRequest } from '../../gen/client/sfs/v1/audit.ts';
import { command } from '../command.ts';

export default command({
  name: 'redact <run_id>',
  examples: ["sfs agent redact run_… --reason 'holds personal data'"],
  formats: ['text', 'json'],
  changes: true,
  options: { reason: { type: 'string', about: 'why; it is logged', required: true, filled: true } },
  async run(context, args) {
    const { runId, reason } = args;
    const answer = await context.call(
      AuditServiceService.redactAgentRun,
      RedactAgentRunRequest.create({ runId, reason, requestId: context.requestId }),
    );
    if (context.format === 'json') await context.json('sfs.v1.RedactAgentRunResponse', answer);
    else
      context.panel([
        ['run', runId],
        ['texts erased', answer.redactedAt],
        ['findings', answer.findings],
      ]);
    context.note(`the verdict and the digests stay; the names in its events go with: sfs audit purge --run ${runId}`);
  },
});
