import { AgentRunServiceService, ListAgentRunsRequest } from '../../gen/client/sfs/v1/agent_run.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';
import { wordNumbers } from '../word_list.ts';
import { statusCell } from './run_fields.ts';
import { policyWords, providerWords, severityWords, statusWords, triggerWords } from './words.ts';

export default command({
  name: 'list',
  examples: [
    'sfs agent list --status failed --status errored --since 7d',
    'sfs agent list --commit "$(git rev-parse HEAD)" --format jsonl',
  ],
  formats: listFormats,
  project: true,
  options: {
    persona: { type: 'string', about: 'runs of this persona' },
    status: { type: 'list', about: `of this status: ${statusWords.all.join(', ')}` },
    severity: { type: 'string', about: 'of this severity', choices: severityWords.all, filled: true },
    'policy-result': { type: 'string', about: 'of this policy result', choices: policyWords.all },
    'trigger-source': { type: 'string', about: 'of this cause', choices: triggerWords.all },
    'trigger-ref': { type: 'string', about: 'of this ref' },
    commit: { type: 'string', about: 'of this commit' },
    ticket: { type: 'string', about: 'for this ticket' },
    'ci-provider': { type: 'string', about: 'of this CI system', choices: providerWords.all },
    since: { type: 'time', about: 'made at or after: a time, or how long ago' },
    until: { type: 'time', about: 'made before' },
    ...listOptions,
  },
  async run(context, args) {
    const filters = {
      project: await context.project(),
      persona: args.persona ?? '',
      statuses: wordNumbers(args.status, statusWords, '--status'),
      severity: severityWords.number(args.severity),
      policyResult: policyWords.number(args.policyResult),
      triggerSource: triggerWords.number(args.triggerSource),
      triggerRef: args.triggerRef ?? '',
      commit: args.commit ?? '',
      ticketId: args.ticket ?? '',
      ciProvider: providerWords.number(args.ciProvider),
      createdAfter: args.since,
      createdBefore: args.until,
    };
    await printList(context, args, {
      method: AgentRunServiceService.listAgentRuns,
      request: (paging) => ListAgentRunsRequest.create({ ...filters, ...paging }),
      ...{ field: 'runs', response: 'sfs.v1.ListAgentRunsResponse', item: 'sfs.v1.AgentRun' },
      headings: ['id', 'persona', 'status', 'severity', 'findings', 'policy', 'created', 'ref'],
      row: (run) => [
        ...[run.id, run.personaName, statusCell(run), severityWords.word(run.severity), run.findingsCount],
        ...[policyWords.word(run.policyResult), run.createdAt, run.triggerRef],
      ],
    });
  },
});
