import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult, VerifyExit } from '../../src/audit/proof/check.ts';
import { flipped } from './proof/reference.ts';

/** What is done to one file of a receipt. */
export type Change = { file: string } & (
  | { flip: number }
  | { remove: true }
  | { replace: [from: string, to: string] }
  | { append: string }
  | { swap: string }
  | { content_of: string }
);

/** A case of `vectors/receipt/cases.json`, which verifiers in other languages run as well. */
export interface ReceiptCase {
  name: string;
  /** The folder of the receipt, beside cases.json. */
  receipt: string;
  /** What is done to it first; null: nothing. */
  change: Change | null;
  /** The file of the trusted keys, beside cases.json; null: only the receipt's own. */
  keys: string | null;
  /** The file of a checkpoint kept earlier; null: none. */
  since: string | null;
  expect: VerifyExit;
  /** What some of the checks come to. */
  checks: Record<string, CheckResult>;
}

export const vectors: string = join(import.meta.dirname, 'vectors/receipt');

/** All files below a folder of the vectors. */
export function readVectors(folder: string): Map<string, Buffer> {
  const at = join(vectors, folder);
  const names = readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(at.length + 1), readFileSync(path)];
    }),
  );
}

/** The receipt with the change; throws where the change would change nothing. */
export function changed(files: ReadonlyMap<string, Buffer>, change: Change | null): Map<string, Buffer> {
  const made = new Map(files);
  if (!change) return made;
  const bytes = made.get(change.file);
  if (!bytes) throw new Error(`there is no ${change.file}`);
  if ('remove' in change) made.delete(change.file);
  else if ('swap' in change) made.set(change.file, made.get(change.swap)!).set(change.swap, bytes);
  else made.set(change.file, contentOf(bytes, change));
  if (made.get(change.file)?.equals(bytes)) throw new Error(`${change.file} stays as it is`);
  return made;
}

function contentOf(bytes: Buffer, change: Exclude<Change, { remove: true } | { swap: string }>): Buffer {
  if ('flip' in change) return flipped(bytes, change.flip);
  if ('replace' in change) return Buffer.from(bytes.toString().replace(change.replace[0], () => change.replace[1]));
  if ('append' in change) return Buffer.concat([bytes, Buffer.from(change.append)]);
  return readFileSync(join(vectors, change.content_of));
}
