import { isReceiptName, maxBytesOf, type ReceiptFiles, receiptMaxBytes, receiptNames } from './files.ts';
import { holds, incomplete, type Outcome, unusable } from './outcome.ts';

const { run, checkpoint, keys, body } = receiptNames;
const needed = [run, checkpoint, keys, body(1)];

/** Every file is there that each receipt has, and all together are no more than is read. */
export function filesCheck(files: ReceiptFiles): Outcome {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  if (bytes > receiptMaxBytes) return unusable(`the receipt has ${bytes} bytes; at most ${receiptMaxBytes} are read`);
  const large = [...files].find(([name, file]) => isReceiptName(name) && file.length > maxBytesOf(name));
  if (large) return unusable(`${large[0]} has ${large[1].length} bytes; at most ${maxBytesOf(large[0])} are read`);
  const missing = needed.filter((name) => !files.has(name));
  if (missing.length === needed.length) return unusable('this is no receipt: it has none of the files of one');
  if (missing.length > 0) return incomplete(`missing: ${missing.join(', ')}`);
  const strange = [...files.keys()].filter((name) => !isReceiptName(name)).length;
  // Their names are not ours, so they are counted and not repeated.
  const note = strange > 0 ? `; ${strange} that do not belong to a receipt were passed over` : '';
  return holds(`${files.size} files${note}`);
}
