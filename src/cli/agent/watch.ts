import { type AgentRun, AgentRunServiceService, WatchAgentRunRequest } from '../../gen/client/sfs/v1/agent_run.ts';
import { command } from '../command.ts';
import { escapeText } from '../escape.ts';
import { maskSecrets } from '../mask.ts';
import { findingsText, policyText } from './run_fields.ts';
import { severityWords, statusWords } from './words.ts';

export default command({
  name: 'watch <run_id>',
  examples: ['sfs agent watch run_…', 'sfs agent watch run_… --format jsonl | jq -r .status'],
  formats: ['text', 'jsonl'],
  async run(context, args) {
    const request = WatchAgentRunRequest.create({ runId: args.runId });
    let last = '';
    for await (const { run } of context.stream(AgentRunServiceService.watchAgentRun, request)) {
      if (!run) continue;
      if (context.format === 'jsonl') {
        const same = JSON.stringify(run);
        // A watch that is opened again begins with the run as it is, which may have been printed.
        if (same !== last) await context.jsonLine('sfs.v1.AgentRun', run);
        last = same;
        continue;
      }
      const line = escapeText(maskSecrets(lineOf(run), context.io.env), 'line');
      if (line !== last) context.print(line);
      last = line;
    }
  },
});

/** What a person follows: the moment is the run's, so that the same state is the same line. */
function lineOf(run: AgentRun): string {
  const at = run.completedAt ?? run.startedAt ?? run.createdAt;
  const severity = severityWords.word(run.severity);
  const parts = [
    `${at?.toISOString() ?? ''}  ${statusWords.word(run.status) ?? run.status}`,
    `findings ${findingsText(run)}`,
    severity && `severity ${severity}`,
    policyText(run),
    run.reasons[0],
  ];
  return parts.filter(Boolean).join('  ');
}
