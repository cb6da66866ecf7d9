// Writes vectors/receipt again; by hand, where what a receipt is has changed: node test/audit/write_vectors.ts
// The signature of an attestation is another one each time, so that the files differ even where nothing has changed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatKeys } from '../../src/audit/proof/keys_file.ts';
import { type MadeReceipt, makeReceipt } from './make_receipt.ts';
import { vectors } from './receipt_case.ts';

function write(folder: string, files: Iterable<[string, string | Buffer]>): void {
  rmSync(join(vectors, folder), { recursive: true, force: true });
  for (const [name, content] of files) {
    const path = join(vectors, folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

const good: MadeReceipt = makeReceipt({ seed: 'vectors', findings: true, since: true });
const other = makeReceipt({ seed: 'other' });
write('good', good.files);
write('running', makeReceipt({ seed: 'vectors', ended: false }).files);
write('keys', [
  ['trusted.txt', formatKeys(good.keys)],
  ['foreign.txt', formatKeys(other.keys)],
]);
write('checkpoints', [
  ['earlier', good.earlier],
  ['same', good.files.get('checkpoint')!],
  ['later', good.later],
  ['forked', good.forked],
  ['foreign', other.files.get('checkpoint')!],
]);
