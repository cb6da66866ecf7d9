import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { decode, encode } from './base64.ts';
import { NoteError, parseVkey, type VerifierKey } from './note.ts';

/** An attestation key: ECDSA P-256. */
export interface AttestationKey {
  /** 64 hex digits: SHA-256 of the DER. */
  id: string;
  /** The DER of its SubjectPublicKeyInfo. */
  spki: Buffer;
}

/** The public keys that a verifier goes by. */
export interface TrustedKeys {
  log: VerifierKey[];
  attestation: AttestationKey[];
}

/** A line of keys.txt that is not a key. The message has the line's number and nothing of its text: it may be a secret, put there by mistake. */
export class KeysError extends Error {
  override readonly name = 'KeysError';

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
  }
}

const word = 'attestation';

/** keys.txt: one key per line, those of logs first. */
export function formatKeys({ log, attestation }: TrustedKeys): string {
  const lines = [...log.map(({ vkey }) => vkey), ...attestation.map(({ id, spki }) => `${word} ${id} ${encode(spki)}`)];
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * Reads keys.txt: verifier keys of C2SP signed-note, and lines of `attestation`, the key's id and its DER in base 64.
 * Blank lines and those that begin with # are passed over. Throws KeysError for any other line.
 */
export function parseKeys(text: string): TrustedKeys {
  const keys: TrustedKeys = { log: [], attestation: [] };
  // People keep this file and edit it, so the line ends of any editor do.
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith(`${word} `)) keys.attestation.push(attestationKey(line, index + 1));
    else keys.log.push(logKey(line, index + 1));
  }
  return keys;
}

function logKey(line: string, number: number): VerifierKey {
  try {
    return parseVkey(line);
  } catch (error) {
    if (error instanceof NoteError) throw new KeysError(number, error.message);
    throw error;
  }
}

function attestationKey(line: string, number: number): AttestationKey {
  const [, id, content, ...rest] = line.split(' ');
  const spki = decode(content ?? '');
  if (!spki || rest.length > 0) throw new KeysError(number, `it is not "${word}", an id and a key in base 64`);
  if (!isP256(spki)) throw new KeysError(number, 'the attestation key is not one of ECDSA P-256');
  if (hash('sha256', spki, 'hex') !== id)
    throw new KeysError(number, 'the id is not the SHA-256 of the attestation key');
  return { id, spki };
}

/** Whether it is the DER of a P-256 key, and the DER that such a key has when it is written again. */
function isP256(spki: Buffer): boolean {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return false;
  }
  return (
    key.asymmetricKeyType === 'ec' &&
    key.asymmetricKeyDetails?.namedCurve === 'prime256v1' &&
    key.export({ format: 'der', type: 'spki' }).equals(spki)
  );
}
