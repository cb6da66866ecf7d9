import { type Form, forms } from './mask/forms.ts';

interface Finder {
  /** Matches from the pivot on. Its groups are the head, which lies before, and the pivot with what stays after it. */
  pattern: RegExp;
  /** Whether the head and that stay. */
  keeps: boolean;
  accept: ((found: string) => boolean) | undefined;
}

const mask = '***';

const sourceOf = ({ head, pivot, where = '', kept = '', secret }: Form, group: '(' | '(?:') =>
  `(?<=${group}${head}))${where}${group}${pivot.replace(/\W/, String.raw`\$&`)}${kept})${secret}`;

/** Finds the next pivot of any form. Which form it is, is looked up afterwards: a group for each would make every step slower. */
const anyForm = new RegExp(forms.map((form) => sourceOf(form, '(?:')).join('|'), 'g');

const finderOf = (form: Form): Finder => ({
  pattern: new RegExp(sourceOf(form, '('), 'y'),
  keeps: form.kept !== undefined,
  accept: form.accept,
});

const finders = new Map<string, Finder[]>();
for (const form of forms) finders.set(form.pivot, [...(finders.get(form.pivot) ?? []), finderOf(form)]);

/** Where in `text` a secret lies whose pivot is at `at`. */
function secretAt(text: string, at: number): { from: number; to: number } | undefined {
  for (const { pattern, keeps, accept } of finders.get(text.charAt(at)) ?? []) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const [found, head = '', kept = ''] = match;
    if (accept && !accept(head + found)) continue;
    return { from: keeps ? at + kept.length : at - head.length, to: at + found.length };
  }
  return undefined;
}

/**
 * Replaces every known form of credential by `***`, and counts them. What is public about one stays: the prefix of our keys, the name of
 * a setting, a URL but for its password. Takes time in proportion to the text's length, whatever the text.
 *
 * The forms are those of src/audit/mask/forms.ts. What no form tells from an id or a digest, such as bare hex, is left.
 */
export function maskCredentials(text: string): { text: string; count: number } {
  let masked = '';
  let done = 0;
  let count = 0;
  anyForm.lastIndex = 0;
  for (let place = anyForm.exec(text); place; place = anyForm.exec(text)) {
    const secret = secretAt(text, place.index);
    if (!secret) {
      anyForm.lastIndex = place.index + 1;
      continue;
    }
    // Where a head reaches back into what was masked just before, the slice is empty.
    masked += text.slice(done, secret.from) + mask;
    done = secret.to;
    count += 1;
    anyForm.lastIndex = secret.to;
  }
  return count === 0 ? { text, count } : { text: masked + text.slice(done), count };
}

/**
 * The same over bytes of any encoding that holds ASCII as it is, such as UTF-8 within protobuf's. The very same object comes back where
 * nothing was found. Masked bytes are for a digest or a reader: lengths within them are no longer right.
 */
export function maskBytes(bytes: Uint8Array): { bytes: Uint8Array; count: number } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const masked = maskCredentials(text);
  return masked.count === 0 ? { bytes, count: 0 } : { bytes: Buffer.from(masked.text, 'latin1'), count: masked.count };
}
