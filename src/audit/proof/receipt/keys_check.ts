import { formatKeys, KeysError, parseKeys, type TrustedKeys } from '../keys_file.ts';
import { type ReceiptFiles, receiptNames, textOf } from './files.ts';
import { holds, incomplete, type Outcome, unusable } from './outcome.ts';

const name = receiptNames.keys;

/** The keys that a receipt brings along, or why they cannot be read. */
export type OwnKeys = { keys: TrustedKeys } | { problem: Outcome };

/** Reads keys.txt; unlike a list that people keep, that of a receipt has one spelling. */
export function ownKeys(files: ReceiptFiles): OwnKeys {
  if (!files.has(name)) return { problem: incomplete(`${name} is missing`) };
  const text = textOf(files, name);
  if (text === undefined) return { problem: unusable(`${name} is not UTF-8 text`) };
  try {
    const keys = parseKeys(text);
    if (formatKeys(keys) !== text || text === '')
      return { problem: unusable(`${name} is spelled in another way than sfs does`) };
    return { keys };
  } catch (error) {
    if (error instanceof KeysError) return { problem: unusable(`${name}, ${error.message}`) };
    throw error;
  }
}

/** Every key that the receipt brings along is trusted, so that it was not made up together with the rest. */
export function keysCheck(own: OwnKeys, trust: TrustedKeys | undefined): Outcome {
  if ('problem' in own) return own.problem;
  const count = own.keys.log.length + own.keys.attestation.length;
  if (!trust)
    return incomplete(
      'self-asserted: the receipt was checked with its own keys, and whoever made it could have made them too; on a machine that you trust, run `sfs audit keys > keys.txt`, and verify with --keys keys.txt',
    );
  const strange = unknownKeys(own.keys, trust);
  if (strange.length > 0) return incomplete(`${name} has keys that are not trusted: ${strange.join(', ')}`);
  return holds(count === 1 ? 'its key is trusted' : `all ${count} are trusted`);
}

/** The keys that are not among the trusted ones, in words: kind, and id as far as people compare it. */
export function unknownKeys(keys: TrustedKeys, trust: TrustedKeys): string[] {
  const log = keys.log.filter(({ vkey }) => !trust.log.some((known) => known.vkey === vkey));
  const attestation = keys.attestation.filter(({ id }) => !trust.attestation.some((known) => known.id === id));
  return [
    ...log.map(({ id }) => `log key ${id}`),
    ...attestation.map(({ id }) => `attestation key ${id.slice(0, 16)}`),
  ];
}
