import { createECDH, createPrivateKey, hash, type KeyObject } from 'node:crypto';
import type { TrustedKeys } from '../../src/audit/proof/keys_file.ts';
import { makeVerifierKey } from '../../src/audit/proof/note.ts';
import { type KeyKind, rawKeyOf, type SigningKey, signingKeyOf } from '../../src/audit/signing_key.ts';

// What the DER of an Ed25519 private key begins with (RFC 8410): the 32 bytes follow.
const pkcs8OfEd25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key that is the same in every run. It signs nothing but test data: whoever reads this file can make it. */
export function testKey(kind: KeyKind, seed: string): SigningKey {
  const secret = hash('sha256', `sfs test ${kind} ${seed}`, 'buffer');
  const key = kind === 'log' ? ed25519(secret) : p256(secret);
  return signingKeyOf(kind, key.export({ type: 'pkcs8', format: 'pem' }).toString());
}

const ed25519 = (secret: Buffer) =>
  createPrivateKey({ key: Buffer.concat([pkcs8OfEd25519, secret]), format: 'der', type: 'pkcs8' });

function p256(secret: Buffer): KeyObject {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const [d, x, y] = [secret, point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: d!, x: x!, y: y! }, format: 'jwk' });
}

/** The public halves, as a verifier lists them. */
export function publicKeys(origin: string, log: SigningKey[], attestation: SigningKey[]): TrustedKeys {
  return {
    log: log.map((key) => makeVerifierKey(origin, rawKeyOf(key))),
    attestation: attestation.map(({ id, spki }) => ({ id, spki })),
  };
}
