const encoder = new TextEncoder();

/** The size of the text in UTF-8, in bytes. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Cuts to at most `max` code points, the last of which is then an ellipsis, so that a cut text never equals a whole one. */
export function cutCodePoints(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = [...text.slice(0, 2 * max + 2)];
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`;
}

/** Cuts to at most `max` bytes of UTF-8, between code points, with an ellipsis. */
export function cutBytes(text: string, max: number): string {
  if (text.length * 3 <= max || byteLength(text) <= max) return text;
  const { read } = encoder.encodeInto(text, new Uint8Array(max - byteLength('…')));
  return `${text.slice(0, read)}…`;
}

/**
 * The text as a string field can hold it: no NUL, which PostgreSQL refuses, and no lone surrogate, which UTF-8 cannot say.
 *
 * Both become U+FFFD and are not removed, because a label such as "no\0ne" must not turn into a known one.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The text on one line: control, bidi and invisible characters are removed, white space becomes one space. */
export function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\u0085]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}
