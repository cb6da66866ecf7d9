import { type Check, exitOf } from '../../audit/proof/check.ts';
import type { Checkpoint } from '../../audit/proof/note.ts';
import { headOf } from '../../audit/proof/receipt/checkpoint_check.ts';
import { eventNumbers } from '../../audit/proof/receipt/files.ts';
import { ownKeys } from '../../audit/proof/receipt/keys_check.ts';
import { tampered } from '../../audit/proof/receipt/outcome.ts';
import { runFileOf, said } from '../../audit/proof/receipt/run_file.ts';
import { verifyReceipt } from '../../audit/proof/receipt/verify_receipt.ts';
import { AgentRunServiceService, GetAgentRunRequest } from '../../gen/client/sfs/v1/agent_run.ts';
import { CliError, usage } from '../cli_error.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';
import { fetchReceipt, type ReceiptWish } from './fetch_receipt.ts';
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
    const files = await fetchSince(context, { runId, withFindings }, since?.checkpoint);
    if (said(runFileOf(files)).id !== runId) throw usage('the server sent the receipt of another run');
    writeReceiptFolder(cwd, out, files);
    const code = await verified(context, files, since);
    const head = headOf(files);
    const size = 'problem' in head ? null : head.checkpoint.size;
    const events = eventNumbers(files, 'body').length;
    if (context.format === 'json') context.value({ run_id: runId, events, checkpoint_size: size, folder: out });
    else context.print(out);
    return code;
  },
});

type Since = ReturnType<typeof sinceFile>;

/**
 * The receipt, with the proof from a checkpoint on that was kept. A server refuses one of more leaves than its log has; the receipt
 * without that proof tells then whether the checkpoint is of another log, or this log was cut.
 */
async function fetchSince(
  context: Context,
  wish: Omit<ReceiptWish, 'sinceSize'>,
  since: Checkpoint | undefined,
): Promise<Files> {
  try {
    return await fetchReceipt(context, { ...wish, sinceSize: since?.size });
  } catch (error) {
    const refused = error instanceof CliError && error.facts.violations?.some(({ field }) => field === 'since_size');
    if (!since || !refused) throw error;
    const files = await fetchReceipt(context, { ...wish, sinceSize: undefined });
    const head = headOf(files);
    if ('problem' in head) return files;
    if (head.checkpoint.origin !== since.origin)
      throw usage(
        '--since: this checkpoint is of another log',
        'name one that was kept of the log of this organization',
      );
    if (head.checkpoint.size >= since.size) throw error;
    return files;
  }
}

/** Where the texts of a run were erased there is nothing left that its digests could prove. */
async function wereErased(context: Context, runId: string): Promise<boolean> {
  const request = GetAgentRunRequest.create({ runId });
  const { run } = await context.call(AgentRunServiceService.getAgentRun, request);
  if (!run?.redactedAt) return false;
  context.note('the texts of this run were erased: the receipt is written without findings and context');
  return true;
}

/** Verifies what was written, so that a log of the CI shows what is wrong with it; only what contradicts is a failure. */
async function verified(context: Context, files: Files, since: Since | undefined): Promise<number> {
  const { profile } = await context.settings();
  const before = readTrust(context, { keys: undefined, profile: profile?.value });
  const own = ownKeys(files);
  const listed = 'keys' in own ? own.keys : undefined;
  const trust = listed && (await isFirstUse(context, before)) ? atFirstUse(before, listed) : before;
  const head = headOf(files);
  const keys = keysFor(trust, 'problem' in head ? undefined : head.checkpoint.origin);
  const checks = verifyReceipt(files, keys, since?.text).map((check) => wasCut(check, files, since?.checkpoint));
  const code = exitOf(checks);
  for (const line of checkLines(checks.filter((check) => isWorthSaying(check, keys !== undefined)))) context.note(line);
  if (code === exit.done || code === incompleteCode) pinAtFirstUse(context, trust);
  if (listed) tellNewKeys(context, before, listed);
  return code === incompleteCode ? exit.done : code;
}

/** A receipt may be older than a checkpoint; one that was made just now may not. The check has found the checkpoint's signature right. */
function wasCut(check: Check, files: Files, since: Checkpoint | undefined): Check {
  const head = headOf(files);
  if (check.name !== 'consistency' || check.result !== 'incomplete' || !since || 'problem' in head) return check;
  const { size } = head.checkpoint;
  if (size >= since.size) return check;
  return { ...check, ...tampered(`the log was cut: it has ${size} leaves and had ${since.size}`) };
}

const incompleteCode = 3;

/** That nobody vouches for the keys is said by whoever verifies the receipt elsewhere; each job would repeat it here. */
const isWorthSaying = ({ name, result }: Check, trusted: boolean) =>
  result !== 'ok' && (trusted || name !== 'keys' || result !== 'incomplete');
