import {
  AgentRunServiceService,
  CancelAgentRunRequest,
  CreateAgentRunRequest,
  type CreateAgentRunResponse,
} from '../../gen/client/sfs/v1/agent_run.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';
import { noteProject } from '../note_project.ts';
import type { OptionArgs, Options } from '../options.ts';
import { awaitVerdict } from './await_verdict.ts';
import { detectCi } from './ci_detect.ts';
import { contextFileOption, prepareContextFile, shownContext, writeContextFile } from './context_file.ts';
import { runFields } from './run_fields.ts';
import { verdictExit } from './verdict_exit.ts';
import { providerWords, severityWords, statusWords, triggerWords } from './words.ts';

const options = {
  ticket: { type: 'string', about: 'the ticket that the run serves' },
  tool: { type: 'string', about: 'what reviews; sets how long the context may be', default: 'generic' },
  'trigger-source': { type: 'string', about: 'what caused the run', choices: triggerWords.all, filled: true },
  'trigger-ref': { type: 'string', about: 'a branch, pull request or schedule' },
  commit: { type: 'string', about: 'the commit under review' },
  'ci-provider': { type: 'string', about: 'the CI system', choices: providerWords.all, filled: true },
  'ci-run-url': { type: 'string', about: "the CI job's page" },
  'fail-on': { type: 'string', about: 'the severity from which it fails', choices: severityWords.all, filled: true },
  lease: { type: 'duration', about: 'how long the run may be silent, 1m to 24h (default 60m)' },
  timeout: { type: 'duration', about: 'wait so long for the verdict, and exit as it says', default: 0 },
  'output-id': { type: 'boolean', about: 'print nothing but the id on stdout' },
  ...contextFileOption,
} as const satisfies Options;

type Args = OptionArgs<typeof options> & { persona: string | undefined };

export default command({
  name: 'run [persona]',
  examples: [
    'RUN=$(sfs agent run sentinel --fail-on high --context-file .sessionfs/context.md --output-id)',
    'sfs agent run sentinel --ticket tk_… --timeout 30m',
  ],
  formats: ['text', 'json'],
  project: true,
  changes: true,
  options,
  async run(context, args) {
    const request = await requestOf(context, args);
    prepareContextFile(context, args.contextFile);
    const answer = await context.call(AgentRunServiceService.createAgentRun, request);
    const run = answer.run!;
    await writeContextFile(context, args.contextFile, answer.context, () =>
      context.call(
        AgentRunServiceService.cancelAgentRun,
        CancelAgentRunRequest.create({ runId: run.id, reason: 'the context could not be written to its file' }),
      ),
    );
    await noteProject(context, run.projectId);
    await print(context, args, answer);
    if (args.timeout === 0) return exit.done;
    const last = await awaitVerdict(context, run, args.timeout);
    const code = verdictExit(last);
    const pending = code === exit.pending ? ` after ${args.timeout} s` : '';
    context.note(`${run.id} is ${statusWords.word(last.status) ?? 'ended'}${pending}`);
    for (const reason of last.reasons) context.note(reason);
    return code;
  },
});

async function requestOf(context: Context, args: Args): Promise<CreateAgentRunRequest> {
  const { io } = context;
  const persona = args.persona ?? (await context.settings()).repository?.persona?.value;
  if (persona === undefined) throw usage('a persona is missing', 'usage: sfs agent run <persona>');
  const ci = detectCi(io.env, io.cwd);
  return CreateAgentRunRequest.create({
    project: await context.project(),
    persona,
    tool: args.tool,
    triggerSource: triggerWords.number(args.triggerSource ?? ci?.source),
    ticketId: args.ticket ?? '',
    triggerRef: args.triggerRef || ci?.ref || '',
    commit: args.commit || ci?.commit || '',
    ciProvider: providerWords.number(args.ciProvider ?? ci?.provider),
    ciRunUrl: args.ciRunUrl || ci?.url || '',
    failOn: severityWords.number(args.failOn),
    leaseSeconds: args.lease ?? 0,
    start: true,
    requestId: context.requestId,
  });
}

/** The id is the whole of stdout where it was asked for, whatever the format; the context then goes elsewhere. */
async function print(context: Context, args: Args, answer: CreateAgentRunResponse): Promise<void> {
  const run = answer.run!;
  const written = args.contextFile === undefined ? undefined : `written to ${args.contextFile}`;
  if (args.outputId) {
    context.print(run.id);
    if (written === undefined) context.io.stderr.write(`${shownContext(answer.context)}\n`);
  } else if (context.format === 'json') {
    await context.json('sfs.v1.CreateAgentRunResponse', answer);
  } else if (written === undefined) {
    context.print(shownContext(answer.context));
  } else {
    context.panel([...runFields(context.io.env, run), ['context', written]]);
  }
  if (answer.context?.truncated) context.note('the context was cut to fit the tool; it says where');
  context.note(`started ${run.id}; end it with: sfs agent complete ${run.id} --summary …`);
}
