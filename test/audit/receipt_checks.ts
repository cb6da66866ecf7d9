import type { Check } from '../../src/audit/proof/check.ts';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import { type MadeReceipt, makeReceipt } from './make_receipt.ts';

/** A receipt with everything that there can be. */
export const good: MadeReceipt = makeReceipt({ findings: true, since: true });

/** One with nothing but what there has to be. */
export const small: MadeReceipt = makeReceipt();

/** `run.json: tampered, …` of the checks that are not ok. */
export const problems = (checks: Check[]): string[] =>
  checks.filter(({ result }) => result !== 'ok').map(({ name, result, message }) => `${name}: ${result}, ${message}`);

/** Verifies a receipt with its keys after files of it were changed; undefined: removed. */
export function verify(
  { files, keys }: MadeReceipt,
  changes: Record<string, string | Buffer | undefined> = {},
): Check[] {
  const changed = new Map(files);
  for (const [name, content] of Object.entries(changes))
    if (content === undefined) changed.delete(name);
    else changed.set(name, Buffer.from(content));
  return verifyReceipt(changed, keys, undefined);
}

export const text = ({ files }: MadeReceipt, name: string): string => files.get(name)!.toString();

export const without = ({ files }: MadeReceipt, name: string): Map<string, Buffer> =>
  new Map([...files].filter(([other]) => other !== name));
