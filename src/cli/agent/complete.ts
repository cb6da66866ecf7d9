import { CliError, usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { exit } from '../exit.ts';
import { type Ended, endRun } from './end_run.ts';
import { loadFindings } from './load_findings.ts';
import { runFields } from './run_fields.ts';
import { isAdvisory, verdictExit } from './verdict_exit.ts';
import { completionWords } from './words.ts';

export default command({
  name: 'complete <run_id>',
  examples: [
    'sfs agent complete "$RUN" --summary "Reviewed." --findings-file findings.json --enforce',
    'sfs agent complete "$RUN" --status errored --summary "The review crashed." --enforce',
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    summary: { type: 'string', alias: 's', about: 'what the review says', required: true },
    severity: { type: 'string', about: 'the worst that was found, as a label', filled: true },
    'findings-file': {
      type: 'string',
      about: 'a JSON list of objects, or SARIF 2.1.0; [] means that nothing was found',
    },
    status: {
      type: 'string',
      about: 'how the review ended',
      choices: completionWords.all,
      default: 'passed',
      filled: true,
    },
    'session-id': { type: 'string', about: "the agent's session", default: '' },
    enforce: { type: 'boolean', about: 'exit with 1 unless the run passed' },
  },
  async run(context, args) {
    refuseSwallowed({ summary: args.summary, severity: args.severity, 'session-id': args.sessionId });
    const file = args.findingsFile;
    const loaded =
      file === undefined ? { findings: undefined, problem: undefined } : loadFindings(context.io.cwd, file);
    const { runId, status, summary, severity, sessionId } = args;
    const ended = await endRun(context, { runId, status, summary, severity, sessionId, ...loaded }).catch(explain);
    const { run, problem } = ended;
    if (context.format === 'json') await context.json('sfs.v1.AgentRun', run);
    else context.panel(runFields(context.io.env, run));
    if (problem !== undefined) context.note(`the run was ended as errored: ${problem}`);
    if (isAdvisory(run)) context.note('advisory: no threshold was set, so no finding could fail this run (--fail-on)');
    if (args.enforce) return problem === undefined ? verdictExit(run) : exit.gate;
    return problem === undefined ? exit.done : exit.usage;
  },
});

/**
 * `--summary $EMPTY --enforce`, without quotes, would make `--enforce` the summary: the gate would stand open, and nobody
 * would know.
 */
function refuseSwallowed(texts: Record<string, string | undefined>): void {
  for (const [flag, text] of Object.entries(texts)) {
    if (text !== '--enforce') continue;
    throw usage(`--${flag} has the value --enforce`, 'a variable before it was empty: put it in quotes');
  }
}

/** What to give, where the server says that something is missing. */
function explain(error: unknown): Ended {
  if (!(error instanceof CliError)) throw error;
  const { reason, metadata } = error.facts;
  const hint =
    reason === 'EVIDENCE_MISSING'
      ? 'give --severity, or --findings-file (a file with [] says that nothing was found), or --status errored'
      : reason === 'RUN_ALREADY_FINAL'
        ? `nothing was changed; the run is ${metadata?.status ?? 'ended'}: sfs agent status RUN --enforce exits as it says`
        : error.hint;
  throw new CliError(error.exit, error.message, { ...(hint ? { hint } : {}), facts: error.facts, cause: error });
}
