const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A whole number in base62, with leading zeros up to `width`. */
export function toBase62(value: bigint, width: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = alphabet.charAt(Number(rest % 62n)) + text;
  return text.padStart(width, '0');
}

/** The number that a text of base62 digits says. Callers check the digits. */
export function fromBase62(text: string): bigint {
  let value = 0n;
  for (const digit of text) value = value * 62n + BigInt(alphabet.indexOf(digit));
  return value;
}

/** Base62 digits from random bytes. Bytes from 248 on are thrown away: 256 is no multiple of 62, and the first digits would be likelier. */
export function randomBase62(width: number, randomBytes: (size: number) => Uint8Array): string {
  let text = '';
  while (text.length < width) {
    for (const byte of randomBytes(width + 8)) {
      if (byte < 248 && text.length < width) text += alphabet.charAt(byte % 62);
    }
  }
  return text;
}
