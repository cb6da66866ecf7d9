import type { Check, CheckResult } from '../../../audit/proof/check.ts';

/** One line of the verification while it is being made: the first problem is kept in words, the others are counted. */
export class Finding {
  readonly name: string;
  #tampered: { first: string; more: number } | undefined;
  #incomplete: string | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** True until something was found. */
  get holds(): boolean {
    return this.#tampered === undefined && this.#incomplete === undefined;
  }

  /** Something contradicts what was signed. The message names the place: a log is large. */
  tampered(message: string): void {
    if (this.#tampered) this.#tampered.more++;
    else this.#tampered = { first: message, more: 0 };
  }

  /** Something that the check takes is not there. */
  incomplete(message: string): void {
    this.#incomplete ??= message;
  }

  /** The line, with what to say where nothing was found. */
  check(ok: string): Check {
    const [result, message] = this.#outcome(ok);
    return { name: this.name, result, message };
  }

  #outcome(ok: string): [CheckResult, string] {
    if (this.#tampered) {
      const { first, more } = this.#tampered;
      return ['tampered', more === 0 ? first : `${first}; ${counted(more, 'more problem')} of this kind`];
    }
    return this.#incomplete === undefined ? ['ok', ok] : ['incomplete', this.#incomplete];
  }
}

/** `1 event`, `350,000 events`, `2 entries`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
