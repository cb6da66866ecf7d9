import type { Check } from '../../../audit/proof/check.ts';
import type { Checkpoint } from '../../../audit/proof/note.ts';
import { counted } from './finding.ts';
import { type Kept, openKept } from './kept.ts';
import type { LogKeys } from './log_keys.ts';

const name = 'consistency';

interface Earlier {
  kept: Kept;
  checkpoint: Checkpoint;
  /** The root of the log at this size; undefined until it has been read so far. */
  root: Buffer | undefined;
}

/** The log against what was kept of it earlier: it must begin with exactly that. */
export class Consistency {
  readonly #problems: Pick<Check, 'result' | 'message'>[] = [];
  readonly #earlier: Earlier[] = [];

  constructor(kept: readonly Kept[], keys: LogKeys) {
    for (const one of kept) {
      const opened = openKept(one, keys);
      if ('result' in opened) this.#problems.push(opened);
      else this.#earlier.push({ kept: one, checkpoint: opened, root: undefined });
    }
    this.#earlier.sort((a, b) => a.checkpoint.size - b.checkpoint.size);
  }

  /** Sizes at which the tree's root is asked for, ascending. */
  get sizes(): number[] {
    return [...new Set(this.#earlier.map(({ checkpoint }) => checkpoint.size))];
  }

  /** The tree's root at one of these sizes. */
  reached(size: number, root: Buffer): void {
    for (const one of this.#earlier) if (one.checkpoint.size === size) one.root = root;
  }

  /** @param size leaves that were read; `whole`: these are all */
  check(size: number, whole: boolean): Check {
    const problems = [...this.#problems, ...this.#earlier.flatMap((one) => problemOf(one, size, whole))];
    const worst =
      problems.find(({ result }) => result === 'tampered') ??
      problems.find(({ result }) => result === 'unusable') ??
      problems[0];
    if (worst) return { name, ...worst };
    return { name, result: 'ok', message: this.#summary() };
  }

  #summary(): string {
    const parts = this.#earlier.map(
      ({ kept, checkpoint }) => `the ${counted(checkpoint.size, 'leaf', 'leaves')} of ${kept.name}`,
    );
    return parts.length === 0 ? 'nothing kept from earlier to compare with' : `begins with ${parts.join(' and ')}`;
  }
}

function problemOf(
  { kept, checkpoint, root }: Earlier,
  size: number,
  whole: boolean,
): Pick<Check, 'result' | 'message'>[] {
  if (root?.equals(checkpoint.root)) return [];
  if (root) {
    const message = `the log was rewritten: its first ${checkpoint.size} leaves are not those of ${kept.name}`;
    return [{ result: 'tampered', message }];
  }
  if (!whole)
    return [
      { result: 'incomplete', message: `the log was not read up to the ${checkpoint.size} leaves of ${kept.name}` },
    ];
  return [
    { result: 'tampered', message: `the log was cut: it has ${size} leaves, and ${kept.name} has ${checkpoint.size}` },
  ];
}
