import type { Keyring, LogKey } from './keyring.ts';
import { formatKeys, type TrustedKeys } from './proof/keys_file.ts';
import { makeVerifierKey } from './proof/note.ts';
import { rawKeyOf } from './signing_key.ts';

/** The keys as verifiers take them, under the name of this log. */
export function verifierKeys(keys: readonly LogKey[], origin: string): TrustedKeys {
  return {
    log: keys.filter(({ kind }) => kind === 'log').map((key) => makeVerifierKey(origin, rawKeyOf(key))),
    attestation: keys.filter(({ kind }) => kind === 'attestation').map(({ id, spki }) => ({ id, spki })),
  };
}

/** keys.txt: every key that signs this log, or signed it. */
export const keysText = (keyring: Keyring, origin: string): string => formatKeys(verifierKeys(keyring.keys, origin));
