import { type Check, exitOf } from '../../audit/proof/check.ts';
import type { TrustedKeys } from '../../audit/proof/keys_file.ts';
import { headOf } from '../../audit/proof/receipt/checkpoint_check.ts';
import { ownKeys } from '../../audit/proof/receipt/keys_check.ts';
import { verifyReceipt } from '../../audit/proof/receipt/verify_receipt.ts';
import { CliError, usage } from '../cli_error.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';
import { connectionOptions } from '../options.ts';
import { listedKeys } from './listed_keys.ts';
import { printChecks } from './print_checks.ts';
import { readReceiptFolder } from './receipt_folder.ts';
import { serverConsistency } from './server_consistency.ts';
import { sinceFile } from './since_file.ts';
import { atFirstUse, isFirstUse, keysFor, pinAtFirstUse, readTrust, type Trust, tellNewKeys } from './trust.ts';

export default command({
  name: 'verify [receipt]',
  examples: [
    'sfs audit verify',
    'sfs audit verify --since checkpoint --keys keys.txt',
    'sfs audit verify ./receipt --offline --keys keys.txt',
    'sfs audit verify ./receipt --since ./earlier/checkpoint; echo "0 holds, 1 tampered, 2 unusable, 3 incomplete: $?"',
  ],
  formats: ['text', 'json'],
  // Offline nothing is connected, so a server that is set wrongly, or a secret that a fork gets empty, must not matter.
  local: true,
  options: {
    offline: { type: 'boolean', about: 'verify a receipt with nothing but its files and the keys' },
    keys: {
      type: 'string',
      about: 'a file of the keys to trust, from outside the receipt; else those pinned',
      filled: true,
    },
    since: { type: 'string', about: 'a checkpoint that was kept earlier: the log must begin with it', filled: true },
    ...connectionOptions,
  },
  async run(context, args) {
    const { receipt, offline, keys, profile } = args;
    if (receipt === '') throw usage('the folder of the receipt is empty', 'name it, or leave it out for the whole log');
    if (offline && receipt === undefined)
      throw usage('--offline verifies a receipt, and none is named', 'sfs audit verify ./receipt --offline');
    if (!offline) await context.settings();
    const since = args.since === undefined ? undefined : sinceFile(context.io.cwd, args.since).text;
    const trust = readTrust(context, { keys, profile }, receipt);
    if (receipt === undefined) return printChecks(context, await wholeLog(context, trust, since));
    const files = readReceiptFolder(context.io.cwd, receipt);
    if (offline) return printChecks(context, verifyReceipt(files, keysFor(trust, originOf(files)), since));
    return printChecks(context, await withServer(context, { files, trust, since }));
  },
});

type Files = Map<string, Buffer>;

function originOf(files: Files): string | undefined {
  const head = headOf(files);
  return 'problem' in head ? undefined : head.checkpoint.origin;
}

async function wholeLog(context: Context, before: Trust, since: string | undefined): Promise<Check[]> {
  const { verifyLog } = await import('./verify_log.ts');
  const { keys: listed, answer } = await listedKeys(context);
  const pinned = { ...before, keys: keysFor(before, answer.origin) };
  const trust = (await isFirstUse(context, before)) ? atFirstUse(before, listed) : pinned;
  const checks = await verifyLog(context, { trust, since, note: (text) => context.note(text) });
  if (exitOf(checks) === 0) pinAtFirstUse(context, trust);
  tellNewKeys(context, pinned, listed);
  return checks;
}

/** A receipt, and whether the server's log still begins with the one that it leads to. */
async function withServer(
  context: Context,
  { files, trust: before, since }: { files: Files; trust: Trust; since: string | undefined },
): Promise<Check[]> {
  const head = headOf(files);
  const listed = (await isFirstUse(context, before)) ? await listedOrNone(context) : undefined;
  const trust = listed ? atFirstUse(before, listed) : before;
  const keys = keysFor(trust, originOf(files));
  const checks = verifyReceipt(files, keys, since);
  const own = ownKeys(files);
  const goBy = keys ?? ('keys' in own ? own.keys : undefined);
  const then = 'problem' in head ? undefined : head.checkpoint;
  checks.push(await serverConsistency(context, then, goBy?.log ?? []));
  if (exitOf(checks) === 0) pinAtFirstUse(context, trust);
  return checks;
}

/** Without the right to read the log, or without a server, the receipt's own keys are all there is. */
async function listedOrNone(context: Context): Promise<TrustedKeys | undefined> {
  try {
    return (await listedKeys(context)).keys;
  } catch (error) {
    if (error instanceof CliError && error.exit !== exit.interrupted) return undefined;
    throw error;
  }
}
