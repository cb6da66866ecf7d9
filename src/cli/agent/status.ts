import {
  AgentRunServiceService,
  type Finding,
  GetAgentRunRequest,
  ListFindingsRequest,
} from '../../gen/client/sfs/v1/agent_run.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { every } from '../every.ts';
import { exit } from '../exit.ts';
import { plainJson } from '../plain.ts';
import { runFields } from './run_fields.ts';
import { runMarkdown, topFindings } from './run_markdown.ts';
import { verdictExit } from './verdict_exit.ts';

export default command({
  name: 'status <run_id>',
  examples: [
    'sfs agent status "$RUN" --format markdown >> "$GITHUB_STEP_SUMMARY"',
    `sfs agent status "$RUN" --format json | jq -r '.findings[].title'`,
  ],
  formats: ['text', 'json', 'markdown'],
  options: { enforce: { type: 'boolean', about: 'exit with 1 unless the run passed; 14 while it goes on' } },
  async run(context, args) {
    const request = GetAgentRunRequest.create({ runId: args.runId });
    const run = (await context.call(AgentRunServiceService.getAgentRun, request)).run!;
    if (context.format === 'json') {
      const plain = (await plainJson('sfs.v1.AgentRun', run)) as object;
      context.value({ ...plain, findings: await allFindings(context, run.id) });
    } else if (context.format === 'markdown') {
      context.print(runMarkdown(context.io.env, run, await worstFindings(context, run.id)));
    } else {
      context.panel(runFields(context.io.env, run));
    }
    return args.enforce ? verdictExit(run) : exit.done;
  },
});

async function allFindings(context: Context, runId: string): Promise<unknown[]> {
  const findings: unknown[] = [];
  const request = (paging: { pageSize: number; pageToken: string }) => ListFindingsRequest.create({ runId, ...paging });
  for await (const finding of every(
    context,
    AgentRunServiceService.listFindings,
    request,
    ({ findings }) => findings,
  )) {
    findings.push(await plainJson('sfs.v1.Finding', finding));
  }
  return findings;
}

async function worstFindings(context: Context, runId: string): Promise<Finding[]> {
  const request = ListFindingsRequest.create({ runId, pageSize: topFindings });
  return (await context.call(AgentRunServiceService.listFindings, request)).findings;
}
