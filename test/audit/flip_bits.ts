import { exitOf } from '../../src/audit/proof/check.ts';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import type { MadeReceipt } from './make_receipt.ts';
import { flipped, seeded } from './proof/reference.ts';

/** Bits of the files of a receipt: all of a file that has at most `whole`, and of others so many as `sample` says. */
export function* bitsOf(
  { files }: MadeReceipt,
  { whole, sample }: { whole: number; sample: number },
): Generator<{ file: string; bit: number }> {
  for (const [file, content] of files) {
    const bits = content.length * 8;
    const random = seeded(`flip ${file}`);
    if (bits <= whole) for (let bit = 0; bit < bits; bit++) yield { file, bit };
    else for (let at = 0; at < sample; at++) yield { file, bit: random(bits) };
  }
}

/** Those of the bits that can be flipped without a verification with the right keys and the checkpoint `earlier` noticing. */
export function unnoticed(receipt: MadeReceipt, bits: Iterable<{ file: string; bit: number }>): string[] {
  const found: string[] = [];
  for (const { file, bit } of bits) {
    const files = new Map([...receipt.files, [file, flipped(receipt.files.get(file)!, bit)]]);
    if (exitOf(verifyReceipt(files, receipt.keys, receipt.earlier)) === 0) found.push(`${file}, bit ${bit}`);
  }
  return found;
}
