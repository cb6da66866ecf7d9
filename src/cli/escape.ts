/**
 * Where text from users or agents is going to stand.
 *
 * - `line`: one line of a terminal or log; a newline becomes `\n`, spelled out.
 * - `block`: several lines of a terminal or log; newlines and tabs stay.
 * - `markdown`: inline in a markdown document; every mark loses its meaning and a newline becomes a space.
 * - `fence`: a fenced block of a markdown document, fences included; for text of several lines.
 */
export type Place = 'line' | 'block' | 'markdown' | 'fence';

/**
 * The one escape function: nothing that a user or an agent wrote is ever interpreted by a terminal, a markdown renderer or
 * a CI runner. Control and bidirectional characters are spelled out (`\x1b`, `\u202e`); a line that a runner would take for
 * a command (`::error::`, `##[group]`) gets a backslash into its mark.
 */
export function escapeText(text: string, place: Place): string {
  const safe = (flat: string) => inertForRunners(spellOut(flat));
  const unix = text.toWellFormed().replaceAll('\r\n', '\n');
  if (place === 'block') return safe(unix);
  if (place === 'line') return safe(unix.replaceAll('\n', '\\n').replaceAll('\t', '\\t'));
  if (place === 'markdown') return markdown(spellOut(unix.replace(/[\n\t]+/g, ' ').trim()));
  return fence(safe(unix));
}

/** C0 but newline and tab, DEL, C1, the separators U+2028/9, and everything that changes the direction of writing. */
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function spellOut(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}

/** GitHub trims spaces before `::` and finds `##[` (as Azure finds `##vso[`) anywhere in a line. */
function inertForRunners(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1\\:').replace(/##(?=\[|vso\[)/g, '#\\#');
}

function markdown(text: string): string {
  const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
  return text
    .replace(/[<>&]|[\\`*_{}[\]()#!|~:$^=+.-]/g, (mark) => entities[mark] ?? `\\${mark}`)
    .replaceAll('@', '@\u200b'); // A zero-width space: no renderer takes it for a mention or an address.
}

function fence(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const marks = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${marks}text\n${text.endsWith('\n') ? text : `${text}\n`}${marks}`;
}

/**
 * JSON for a terminal and a log: the same value, with every character that either would interpret written as `\uXXXX`.
 *
 * @param indent 2 for people, 0 for one line per value
 */
export function jsonText(value: unknown, indent: number): string {
  const code = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, indent)
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, code)
    .replace(/#(?=#\[|#vso\[)/g, code);
}
