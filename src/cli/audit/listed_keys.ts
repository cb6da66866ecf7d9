import { KeysError, parseKeys, type TrustedKeys } from '../../audit/proof/keys_file.ts';
import { AuditServiceService, ListLogKeysRequest, type ListLogKeysResponse } from '../../gen/client/sfs/v1/audit.ts';
import { CliError } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';

/** The keys that the server lists, and its answer. */
export async function listedKeys(context: Context): Promise<{ keys: TrustedKeys; answer: ListLogKeysResponse }> {
  const answer = await context.call(AuditServiceService.listLogKeys, ListLogKeysRequest.create());
  return { keys: keysOfLines(answer.keys.map(({ line }) => line)), answer };
}

/** Lines of keys.txt as a server gives them. They are printed as they are, so there must be nothing in them that a terminal interprets. */
function keysOfLines(lines: readonly string[]): TrustedKeys {
  try {
    if (lines.every((line) => /^[!-~]+( [!-~]+)*$/.test(line))) return parseKeys(lines.join('\n'));
  } catch (error) {
    if (!(error instanceof KeysError)) throw error;
  }
  throw new CliError(exit.bug, 'the server lists a key of the log that is none');
}
