import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { KeyFileError, type KeyKind, makeSigningKey, type SigningKey, signingKeyOf } from './signing_key.ts';

const form = /^(log|attestation)-[0-9A-Za-z_-]+\.pem$/;

/**
 * Reads the keys of a folder: files `log-….pem` and `attestation-….pem`, whatever stands between. A folder that is not there holds none.
 *
 * @throws KeyFileError naming the file
 */
export function readKeyFiles(folder: string): SigningKey[] {
  return namesIn(folder)
    .filter((name) => form.test(name))
    .sort()
    .map((name) => readKeyFile(join(folder, name), form.exec(name)![1] as KeyKind));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new KeyFileError(`${folder} cannot be read (${code})`);
  }
}

function readKeyFile(path: string, kind: KeyKind): SigningKey {
  try {
    // Kubernetes gives secrets to a group, so the group may read; everybody may not.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o007) !== 0)
      throw new KeyFileError(`can be used by everybody on this machine; chmod 600 ${path}`);
    return signingKeyOf(kind, readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof KeyFileError) throw new KeyFileError(`the key file ${path} ${error.message}`);
    throw new KeyFileError(`the key file ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Makes a key and writes it into the folder, readable by this user alone, whole and on the disk when this returns. */
export function addKeyFile(folder: string, kind: KeyKind): SigningKey {
  const { key, pem } = makeSigningKey(kind);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${kind}-${key.id.slice(0, 16)}.pem`);
  write(`${path}.new`, pem);
  renameSync(`${path}.new`, path);
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
  return key;
}

function write(path: string, text: string): void {
  const handle = openSync(path, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
