import { type Checkpoint, NoteError, openNote, parseCheckpoint } from '../../../audit/proof/note.ts';
import type { LogCheckpoint, LogRest } from '../../../gen/client/sfs/v1/audit.ts';
import { counted, Finding } from './finding.ts';
import type { LogKeys } from './log_keys.ts';

/** The newest checkpoint, once everything about it holds. */
export interface Head {
  note: string;
  checkpoint: Checkpoint;
}

/** Every stored checkpoint against the tree at its size. */
export class Checkpoints {
  readonly finding = new Finding('checkpoints');
  readonly #keys: LogKeys;
  #count = 0;
  #lastSize = 0;
  #head: Head | undefined;

  constructor(keys: LogKeys) {
    this.#keys = keys;
  }

  /**
   * Those of a message, as far as their place is right: the sizes rise, and each is one that the entries reach.
   *
   * @param size leaves before the new entries of the message, and `end` behind them
   * @param again some of the entries came before: checkpoints that were looked at come again
   */
  inOrder(stored: readonly LogCheckpoint[], size: number, end: number, again: boolean): LogCheckpoint[] {
    return stored.filter((checkpoint) => {
      if (again && checkpoint.size <= this.#lastSize) return false;
      const fits = checkpoint.size > Math.max(size, this.#lastSize) && checkpoint.size <= end;
      if (fits) this.#lastSize = checkpoint.size;
      else this.finding.tampered(`the checkpoint at size ${checkpoint.size} stands where it does not belong`);
      return fits;
    });
  }

  /** A checkpoint, when the tree has its size; `root` is the tree's. */
  take(stored: LogCheckpoint, root: Buffer): void {
    this.#count++;
    const problem = this.#problem(stored, root);
    if (problem === undefined) return;
    this.#head = undefined;
    this.finding.tampered(`the checkpoint at size ${stored.size} ${problem}`);
  }

  #problem(stored: LogCheckpoint, root: Buffer): string | undefined {
    try {
      this.#head = undefined;
      const { text, signedBy, strangers } = openNote(stored.note, this.#keys.known);
      const checkpoint = parseCheckpoint(text);
      this.#head = { note: stored.note, checkpoint };
      if (signedBy.length === 0) return 'is not signed by a key of the log';
      if (checkpoint.origin !== this.#keys.origin) return 'is of another log';
      if (checkpoint.size !== stored.size) return 'says another size';
      if (!checkpoint.root.equals(stored.root)) return 'has another root beside it than it says';
      if (!checkpoint.root.equals(root))
        return 'has another root than the leaves: one of them was changed, removed or moved';
      if (strangers.length > 0)
        this.finding.incomplete(`the checkpoint at size ${stored.size} has a signature of a key that is not known`);
      return undefined;
    } catch (error) {
      if (error instanceof NoteError) return `cannot be used: ${error.message}`;
      throw error;
    }
  }

  /** The end of the log; `size` leaves were read. */
  finish(rest: LogRest, size: number): void {
    const { leaves, newestCheckpoint } = rest;
    if (newestCheckpoint > leaves)
      this.finding.tampered(
        `${leaves} leaves are there, and ${newestCheckpoint} were signed: the end of the log was cut off`,
      );
    else if (this.#lastSize < Math.max(leaves, size))
      this.finding.tampered(`${leaves} leaves are there, and the newest checkpoint covers ${this.#lastSize}`);
    if (leaves === 0 && newestCheckpoint === 0)
      this.finding.incomplete('the log is empty: it has no leaf and no checkpoint');
    if (this.#head && !this.#trusted(this.#head)) this.finding.tampered(strange(this.#head));
  }

  #trusted({ note }: Head): boolean {
    return openNote(note, this.#keys.goBy).signedBy.length > 0;
  }

  /** The newest checkpoint, where it was not found to be wrong. */
  get head(): Head | undefined {
    return this.#head;
  }

  get summary(): string {
    const newest = this.#head ? `; the newest covers ${counted(this.#head.checkpoint.size, 'leaf', 'leaves')}` : '';
    return `${counted(this.#count, 'checkpoint')}, signed and with the root of the leaves${newest}`;
  }
}

const strange = ({ checkpoint }: Head) =>
  `the newest checkpoint, at size ${checkpoint.size}, is not signed by a key that is trusted (after a change of keys: \`sfs audit keys --trust\`)`;
