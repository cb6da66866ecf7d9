import { dsse } from '@sigstore/core';
import { decode, encode } from './base64.ts';

/** One signature of a DSSE envelope; the key's id is sha256 of its SPKI in hex. */
export interface Envelope {
  payloadType: string;
  payload: Buffer;
  signatures: { keyid: string; sig: Buffer }[];
}

/** An envelope that is not in the one spelling that we write. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
}

/** The bytes that are signed: DSSE's pre-authentication encoding. */
export const signedBytes = (payloadType: string, payload: Uint8Array): Buffer =>
  dsse.preAuthEncoding(payloadType, Buffer.from(payload));

/** The envelope as JSON (DSSE v1), with a newline at its end. */
export function formatEnvelope({ payloadType, payload, signatures }: Envelope): string {
  const texts = signatures.map(({ keyid, sig }) => ({ keyid, sig: encode(sig) }));
  return `${JSON.stringify({ payloadType, payload: encode(payload), signatures: texts })}\n`;
}

/** Reads an envelope; throws EnvelopeError unless it is byte for byte what formatEnvelope writes, so that no bit of it is free. */
export function parseEnvelope(text: string): Envelope {
  let raw: { payloadType?: unknown; payload?: unknown; signatures?: { keyid?: unknown; sig?: unknown }[] };
  try {
    raw = JSON.parse(text);
  } catch {
    throw new EnvelopeError('is no JSON');
  }
  const payload = decode(String(raw?.payload));
  const signatures = Array.isArray(raw?.signatures) ? raw.signatures : [];
  const read = signatures.flatMap((one) => {
    const sig = decode(String(one?.sig));
    return sig ? [{ keyid: String(one?.keyid), sig }] : [];
  });
  if (!payload || read.length === 0) throw new EnvelopeError('is no DSSE envelope');
  const envelope = { payloadType: String(raw.payloadType), payload, signatures: read };
  if (formatEnvelope(envelope) !== text) throw new EnvelopeError('is spelled in another way than sfs does');
  return envelope;
}
