/** Where and why a text is not JSON. `what` never holds anything of the text. */
export interface JsonFault {
  line: number;
  column: number;
  what: string;
}

/** Deeper nesting than this is refused, because the code that walks a value afterwards recurses. */
export const depthMax = 200;

const spaces = /[ \t\n\r]*/y;
const literals = /true|false|null/y;
const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What a string may hold up to its next quote or backslash, so that a long one costs few steps and no recursion. */
const plain = /[^"\\\u0000-\u001f]*/y;
const escapes = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Finds the first place where the text stops being one JSON value; undefined if it is one.
 *
 * JSON.parse knows this too, but its messages quote the text, and a findings file may be a link to a file full of secrets. Line and
 * column count from 1; columns count UTF-16 units.
 */
export function checkJson(text: string): JsonFault | undefined {
  const fault = new Scanner(text).fault();
  return fault && { ...placeOf(text, fault.at), what: fault.what };
}

export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

type Fault = { at: number; what: string };
type Step = 'value' | 'first element' | 'first key' | 'key' | 'end of value';

class Scanner {
  private at = 0;
  private step: Step = 'value';
  /** The closing brackets that are still owed. */
  private readonly open: ('}' | ']')[] = [];
  /** The keys so far of each bracket that is open; those of lists stay empty. */
  private readonly keys: Set<string>[] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  fault(): Fault | undefined {
    for (;;) {
      this.skip(spaces);
      if (this.step === 'end of value' && this.open.length === 0) {
        return this.at === this.text.length ? undefined : this.broken('expected nothing more after the value');
      }
      const what = this.advance();
      if (what !== undefined) return this.broken(what);
    }
  }

  /** Takes one step; the answer is what was expected and not found. */
  private advance(): string | undefined {
    switch (this.step) {
      case 'value':
        return this.value();
      case 'first element':
        return this.close(']') ? undefined : this.value();
      case 'first key':
        return this.close('}') ? undefined : this.key();
      case 'key':
        return this.key();
      case 'end of value':
        return this.afterValue();
    }
  }

  private value(): string | undefined {
    const character = this.text[this.at];
    if (character === '[' || character === '{') return this.enter(character);
    if (character === '"') {
      this.step = 'end of value';
      return this.string();
    }
    if (!this.skip(literals) && !this.skip(numbers)) return 'expected a value';
    this.step = 'end of value';
    return undefined;
  }

  private enter(bracket: '[' | '{'): string | undefined {
    if (this.open.length === depthMax) return `nested deeper than ${depthMax} levels`;
    this.open.push(bracket === '[' ? ']' : '}');
    this.keys.push(new Set());
    this.step = bracket === '[' ? 'first element' : 'first key';
    this.at += 1;
    return undefined;
  }

  private key(): string | undefined {
    if (this.text[this.at] !== '"') return 'expected a key in double quotes';
    const start = this.at;
    const what = this.string();
    if (what !== undefined) return what;
    // JSON.parse lets the last of two count: a text that got into the file unescaped could take a severity back.
    const key = JSON.parse(this.text.slice(start, this.at)) as string;
    const keys = this.keys.at(-1)!;
    if (keys.has(key)) return 'this key is in the object already';
    keys.add(key);
    this.skip(spaces);
    if (this.text[this.at] !== ':') return 'expected a colon';
    this.at += 1;
    this.step = 'value';
    return undefined;
  }

  private afterValue(): string | undefined {
    const bracket = this.open.at(-1) as ']' | '}';
    if (this.close(bracket)) return undefined;
    if (this.text[this.at] !== ',') return `expected a comma or ${bracket}`;
    this.at += 1;
    this.step = bracket === ']' ? 'value' : 'key';
    return undefined;
  }

  private close(bracket: ']' | '}'): boolean {
    if (this.text[this.at] !== bracket) return false;
    this.at += 1;
    this.open.pop();
    this.keys.pop();
    this.step = 'end of value';
    return true;
  }

  private string(): string | undefined {
    this.at += 1;
    for (;;) {
      this.skip(plain);
      if (this.text[this.at] === '"') {
        this.at += 1;
        return undefined;
      }
      if (this.at === this.text.length) return 'expected the end of a string';
      if (this.text[this.at] !== '\\') return 'expected no control character in a string';
      if (!this.skip(escapes)) return 'expected a valid escape in a string';
    }
  }

  /** True if something was skipped. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    const moved = pattern.lastIndex > this.at;
    this.at = pattern.lastIndex;
    return moved;
  }

  private broken(what: string): Fault {
    const ended = this.at >= this.text.length;
    return { at: this.at, what: ended ? `the text ends, ${what}` : what };
  }
}
