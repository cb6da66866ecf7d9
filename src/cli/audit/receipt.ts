import { type Check, exitOf } from '../../audit/proof/check.ts';
import { headOf } from '../../audit/proof/receipt/checkpoint_check.ts';
import { eventNumbers } from '../../audit/proof/receipt/files.ts';
import { ownKeys } from '../../audit/proof/receipt/keys_check.ts';
import { runFileOf, said } from '../../audit/proof/receipt/run_file.ts';
import { verifyReceipt } from '../../audit/proof/receipt/verify_receipt.ts';
import { AgentRunServiceService, GetAgentRunRequest } from '../../gen/client/sfs/v1/agent_run.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';
import { fetchReceipt } from './fetch_receipt.ts';
import { checkLines } from './print_checks.ts';
import { requireFree, writeReceiptFolder } from './receipt_folder.ts';
import { sinceFile } from './since_file.ts';
import { atFirstUse, isFirstUse, keysFor, pinAtFirstUse, readTrust, tellNewKeys } from './trust.ts';

type Files = Map<string, Buffer>;

export default command({
  name: 'receipt <run_id>',
  examples: [
    'sfs audit receipt "$RUN" --out receipt',
    'sfs audit receipt "$RUN" --out receipt --since ./earlier/checkpoint',
    'sfs audit receipt "$RUN" --out private --with-findings',
  ],
  formats: ['text', 'json'],
  options: {
    out: {
      type: 'string',
      about: 'the folder to write; it is made, or holds a receipt of this run',
      required: true,
      filled: true,
    },
    since: {
      type: 'string',
      about: 'a checkpoint that was kept earlier: adds the proof that the log begins with it',
      filled: true,
    },
    'with-findings': {
      type: 'boolean',
      about: 'add findings and context, which name weaknesses: keep the folder private',
    },
  },
  async run(context, args) {
    const { runId, out } = args;
    const { cwd } = context.io;
    if (!/^run_[0-9a-f]{32}$/.test(runId)) throw usage('a run is named by its id: run_ and 32 hex digits');
    const since = args.since === undefined ? undefined : sinceFile(cwd, args.since);
    requireFree(cwd, out, runId);
    const withFindings = args.withFindings && !(await wereErased(context, runId));
    const files = await fetchReceipt(context, { runId, sinceSize: since?.checkpoint.size, withFindings });
    if (said(runFileOf(files)).id !== runId) throw usage('the server sent the receipt of another run');
    writeReceiptFolder(cwd, out, files);
    const code = await verified(context, files, since?.text);
    const head = headOf(files);
    const size = 'problem' in head ? null : head.checkpoint.size;
    const events = eventNumbers(files, 'body').length;
    if (context.format === 'json') context.value({ run_id: runId, events, checkpoint_size: size, folder: out });
    else context.print(out);
    return code;
  },
});

/** Where the texts of a run were erased there is nothing left that its digests could prove. */
async function wereErased(context: Context, runId: string): Promise<boolean> {
  const request = GetAgentRunRequest.create({ runId });
  const { run } = await context.call(AgentRunServiceService.getAgentRun, request);
  if (!run?.redactedAt) return false;
  context.note('the texts of this run were erased: the receipt is written without findings and context');
  return true;
}

/** Verifies what was written, so that a log of the CI shows what is wrong with it; only what contradicts is a failure. */
async function verified(context: Context, files: Files, since: string | undefined): Promise<number> {
  const { profile } = await context.settings();
  const before = readTrust(context, { keys: undefined, profile: profile?.value });
  const own = ownKeys(files);
  const listed = 'keys' in own ? own.keys : undefined;
  const trust = listed && (await isFirstUse(context, before)) ? atFirstUse(before, listed) : before;
  const head = headOf(files);
  const keys = keysFor(trust, 'problem' in head ? undefined : head.checkpoint.origin);
  const checks = verifyReceipt(files, keys, since);
  const code = exitOf(checks);
  for (const line of checkLines(checks.filter((check) => isWorthSaying(check, keys !== undefined)))) context.note(line);
  if (code === exit.done || code === incompleteCode) pinAtFirstUse(context, trust);
  if (listed) tellNewKeys(context, before, listed);
  return code === incompleteCode ? exit.done : code;
}

const incompleteCode = 3;

/** That nobody vouches for the keys is said by whoever verifies the receipt elsewhere; each job would repeat it here. */
const isWorthSaying = ({ name, result }: Check, trusted: boolean) =>
  result !== 'ok' && (trusted || name !== 'keys' || result !== 'incomplete');
