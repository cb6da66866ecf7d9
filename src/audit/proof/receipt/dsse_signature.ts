import { toDSSEBundle } from '@sigstore/bundle';
import { crypto } from '@sigstore/core';
import { toSignedEntity, VerificationError, Verifier } from '@sigstore/verify';
import type { Envelope } from '../envelope.ts';
import type { AttestationKey } from '../keys_file.ts';

// The key is one of ours and is trusted as such: there is no certificate, no timestamp authority, and the log is our own.
const nobody = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
const nothingElse = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };

/** Whether the envelope's only signature is one of the key, by the Sigstore library over a bundle (v0.3) that is made here. */
export function isSignedBy({ payloadType, payload, signatures }: Envelope, key: AttestationKey): boolean {
  const [only, ...more] = signatures;
  if (!only || more.length > 0) return false;
  const bundle = toDSSEBundle({ artifact: payload, artifactType: payloadType, signature: only.sig, keyHint: key.id });
  const publicKey = () => ({ publicKey: crypto.createPublicKey(key.spki), validFor: () => true });
  try {
    new Verifier({ ...nobody, publicKey }, nothingElse).verify(toSignedEntity(bundle));
    return true;
  } catch (error) {
    if (error instanceof VerificationError) return false;
    throw error;
  }
}
