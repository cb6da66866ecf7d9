import type { Io } from '../../io.ts';
import { counted } from './finding.ts';

const quietMs = 2_000;
const terminalMs = 500;
const logMs = 5_000;

/** Tells how far a long verification is: on a terminal in one line that changes, else in a line now and then. */
export class Progress {
  readonly #stderr: Io['stderr'];
  readonly #note: (text: string) => void;
  readonly #total: number;
  #next: number;
  #shown = false;

  constructor({ stderr }: Pick<Io, 'stderr'>, note: (text: string) => void, total: number) {
    this.#stderr = stderr;
    this.#note = note;
    this.#total = total;
    this.#next = performance.now() + (stderr.isTTY ? quietMs : logMs);
  }

  /** Call it often. */
  at(size: number): void {
    const now = performance.now();
    if (now < this.#next) return;
    const text = `verified ${size.toLocaleString('en')} of ${counted(Math.max(size, this.#total), 'event')}`;
    this.#next = now + (this.#stderr.isTTY ? terminalMs : logMs);
    if (this.#stderr.isTTY) this.#stderr.write(`\r${text}`);
    else this.#note(text);
    this.#shown = this.#stderr.isTTY;
  }

  /** Removes the line, so that what comes next stands where it was. */
  end(): void {
    if (this.#shown) this.#stderr.write('\r\u001b[K');
  }
}
