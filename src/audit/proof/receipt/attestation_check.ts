import { type Envelope, EnvelopeError, parseEnvelope } from '../envelope.ts';
import type { TrustedKeys } from '../keys_file.ts';
import { runOf } from '../run_facts.ts';
import { payloadType, statementOf } from '../statement.ts';
import type { TlogProof } from '../tlog_proof.ts';
import type { Head } from './checkpoint_check.ts';
import type { Extent } from './completeness_check.ts';
import { isSignedBy } from './dsse_signature.ts';
import type { ReadEvent } from './events.ts';
import { type ReceiptFiles, receiptNames, textOf } from './files.ts';
import { holds, incomplete, type Outcome, tampered } from './outcome.ts';

const name = receiptNames.attestation;

/** What the attestation is held against. */
export interface Attested {
  /** Undefined where there are none. */
  keys: TrustedKeys | undefined;
  /** Those of the receipt. */
  own: TrustedKeys;
  events: readonly ReadEvent[];
  extent: Extent;
  head: Head;
  proofs: ReadonlyMap<number, TlogProof>;
}

/** A key that one can go by signed what the run came to, and that is what the events say. */
export function attestationCheck(files: ReceiptFiles, it: Attested): Outcome {
  if (!files.has(name))
    return incomplete(it.extent.end ? `${name} is missing` : 'the run has not ended, so nothing is attested yet');
  const envelope = envelopeOf(textOf(files, name));
  if (typeof envelope === 'string') return tampered(`${name} ${envelope}`);
  if (!it.keys) return incomplete(`${name} cannot be checked without keys`);
  const { keyid } = envelope.signatures[0]!;
  const trusted = it.keys.attestation.find(({ id }) => id === keyid);
  const key = trusted ?? it.own.attestation.find(({ id }) => id === keyid);
  if (!key) return tampered(`${name} names a key that is not known here`);
  if (!isSignedBy(envelope, key)) return tampered(`the signature of ${name} does not verify`);
  const statement = statementFor(it);
  if (statement === undefined)
    return incomplete(`the signature of ${name} holds; what it says cannot be compared before all events are there`);
  if (!envelope.payload.equals(Buffer.from(statement)))
    return tampered(`${name} says something else of the run than the events`);
  // A log's operator changes this key from one run to the next, so that its being new is no contradiction.
  if (!trusted) return incomplete(`${name} says what the events say, and is signed by a key that is not trusted`);
  return holds(`signed by attestation key ${key.id.slice(0, 16)}, and says what the events say`);
}

function envelopeOf(text: string | undefined): Envelope | string {
  if (text === undefined) return 'is not UTF-8 text';
  try {
    const envelope = parseEnvelope(text);
    if (envelope.signatures.length !== 1) return 'has more than one signature';
    return envelope.payloadType === payloadType ? envelope : 'is of another type than the attestation of a run';
  } catch (error) {
    if (error instanceof EnvelopeError) return error.message;
    // Nested so deeply that reading it ends the stack.
    if (error instanceof RangeError) return 'is no DSSE envelope';
    throw error;
  }
}

/** The statement as the events make it; undefined where not all of them are there with their places. */
function statementFor({ events, extent, head, proofs }: Attested): string | undefined {
  if (!extent.whole || 'problem' in head || events.some(({ number }) => !proofs.has(number))) return undefined;
  const indexes = events.map(({ number }) => proofs.get(number)!.index);
  const range = indexes.reduce(
    ({ first, last }, index) => ({ first: Math.min(first, index), last: Math.max(last, index) }),
    { first: Number.POSITIVE_INFINITY, last: 0 },
  );
  const bodies = events.map(({ body }) => body);
  return statementOf(runOf(bodies), { origin: head.checkpoint.origin, ...range, events: events.length });
}
