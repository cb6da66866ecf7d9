import { AgentRunServiceService, ListFindingsRequest } from '../../gen/client/sfs/v1/agent_run.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';
import { maskSecrets } from '../mask.ts';
import { placeOf } from './run_markdown.ts';
import { severityWords } from './words.ts';

export default command({
  name: 'findings <run_id>',
  examples: ['sfs agent findings run_…', 'sfs agent findings run_… --all --format jsonl'],
  formats: listFormats,
  options: listOptions,
  run: (context, args) =>
    printList(context, args, {
      method: AgentRunServiceService.listFindings,
      request: (paging) => ListFindingsRequest.create({ runId: args.runId, ...paging }),
      ...{ field: 'findings', response: 'sfs.v1.ListFindingsResponse', item: 'sfs.v1.Finding' },
      headings: ['severity', 'label', 'where', 'rule', 'title'],
      row: (finding) => [
        severityWords.word(finding.effectiveSeverity),
        ...[finding.severity, placeOf(finding), finding.ruleId, finding.title].map((text) =>
          maskSecrets(text, context.io.env),
        ),
      ],
    }),
});
