import { hashBytes } from './merkle.ts';

/** Base 64 with the alphabet and the padding of RFC 4648, section 4. */
export function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/**
 * The bytes of a base 64 text, and undefined unless it is exactly the text that `encode` makes of them: other spellings of
 * the same bytes (other alphabets, blanks, missing padding, unused bits that are set) would let a signed file be changed unseen.
 */
export function decode(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return encode(bytes) === text ? bytes : undefined;
}

/** The 32 bytes of a hash in base 64; undefined where the text is anything else. */
export function decodeHash(text: string): Buffer | undefined {
  const bytes = decode(text);
  return bytes?.length === hashBytes ? bytes : undefined;
}
