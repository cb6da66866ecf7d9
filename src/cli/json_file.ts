import { decodeText, FileError, readCheckoutFile } from './files.ts';

/**
 * Reads JSON that a pull request may have prepared. A byte order mark is skipped.
 *
 * @throws FileError that says where the JSON breaks (line and column), and nothing of what stands there
 */
export function readJsonFile(cwd: string, path: string, maxBytes: number): unknown {
  const text = decodeText(readCheckoutFile(cwd, path, maxBytes), path);
  if (text.trim() === '') throw new FileError('broken', `${path} is empty`);
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = jsonErrorPlace(text);
    throw new FileError('broken', `${path} is not JSON: line ${line}, column ${column}`);
  }
}

const space = /[ \t\n\r]*/y;
const scalar =
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Line and column, from 1, of the first character that makes `text` not JSON. JSON.parse's own message quotes the text. */
export function jsonErrorPlace(text: string): { line: number; column: number } {
  const before = text.slice(0, jsonErrorIndex(text));
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

type Expect = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma' | 'nothing';

function jsonErrorIndex(text: string): number {
  const open: ('{' | '[')[] = [];
  let expect: Expect = 'value';
  let at = 0;
  const afterValue = (): Expect => (open.length === 0 ? 'nothing' : 'comma');
  for (;;) {
    at += match(space, text, at);
    const character = text[at];
    if (character === undefined) return at;
    if (closes(character, open.at(-1), expect)) {
      open.pop();
      expect = afterValue();
      at++;
    } else if ((character === '{' || character === '[') && expect.startsWith('value')) {
      open.push(character);
      expect = character === '{' ? 'key or end' : 'value or end';
      at++;
    } else if (character === ':' && expect === 'colon') {
      expect = 'value';
      at++;
    } else if (character === ',' && expect === 'comma') {
      expect = open.at(-1) === '{' ? 'key' : 'value';
      at++;
    } else {
      const key = expect.startsWith('key');
      const length = (key && character === '"') || expect.startsWith('value') ? match(scalar, text, at) : 0;
      if (length === 0) return at;
      expect = key ? 'colon' : afterValue();
      at += length;
    }
  }
}

function closes(character: string, open: '{' | '[' | undefined, expect: Expect): boolean {
  if (expect !== 'comma' && !expect.endsWith('or end')) return false;
  return (character === '}' && open === '{') || (character === ']' && open === '[');
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
