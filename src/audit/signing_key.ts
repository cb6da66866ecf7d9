import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

/** `log` signs checkpoints (Ed25519, as C2SP wants it), `attestation` signs what a run came to (ECDSA P-256, which most tools read). */
export type KeyKind = 'log' | 'attestation';

/** A public key of the log, as it is in the database. */
export interface PublicLogKey {
  /** sha256 of the SPKI in hex. */
  id: string;
  kind: KeyKind;
  /** SubjectPublicKeyInfo, DER. */
  spki: Buffer;
}

/** A key whose private half is at hand. */
export interface SigningKey extends PublicLogKey {
  privateKey: KeyObject;
}

/** Why a text is no key of a kind, without a word of the text. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

const types: Record<KeyKind, { type: string; how: string }> = {
  log: { type: 'ed25519', how: 'an Ed25519 key (openssl genpkey -algorithm ed25519)' },
  attestation: { type: 'ec', how: 'a P-256 key (openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256)' },
};

/** Reads a private key in PEM (PKCS #8). */
export function signingKeyOf(kind: KeyKind, pem: string): SigningKey {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(pem);
  } catch {
    throw new KeyFileError('is no private key in PEM');
  }
  const curve = privateKey.asymmetricKeyDetails?.namedCurve;
  if (privateKey.asymmetricKeyType !== types[kind].type || (kind === 'attestation' && curve !== 'prime256v1'))
    throw new KeyFileError(`must be ${types[kind].how}`);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { id: keyIdOf(spki), kind, spki, privateKey };
}

/** A new key, with its private half in PEM. */
export function makeSigningKey(kind: KeyKind): { key: SigningKey; pem: string } {
  const { privateKey } =
    kind === 'log' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key: signingKeyOf(kind, pem), pem };
}

/** sha256 of a public key in hex. */
export const keyIdOf = (spki: Uint8Array): string => hash('sha256', spki, 'hex');

/** The 32 raw bytes of an Ed25519 key: the last of its SPKI (RFC 8410). */
export const rawKeyOf = ({ spki }: PublicLogKey): Buffer => spki.subarray(-32);

/** What of the bytes is signed: Ed25519 takes them as they are. */
const digests: Record<KeyKind, string | null> = { log: null, attestation: 'sha256' };
const signInPool = promisify<string | null, Uint8Array, KeyObject, Buffer>(sign);

/** Signs bytes: Ed25519 over the bytes, or ECDSA over their sha256 in DER. */
export const signBytes = ({ kind, privateKey }: SigningKey, bytes: Uint8Array): Buffer =>
  sign(digests[kind], bytes, privateKey);

/** As `signBytes`, beside everything else: in a thread of Node's pool. */
export const signBytesAside = ({ kind, privateKey }: SigningKey, bytes: Uint8Array): Promise<Buffer> =>
  signInPool(digests[kind], bytes, privateKey);
