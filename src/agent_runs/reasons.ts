import { cleanLine, cutCodePoints } from './text.ts';

/** A run keeps at most this many reasons. */
const reasonsMax = 20;
/** Each of at most this many characters: the 500 of a caller's error reason, and our words around it. */
const reasonCharactersMax = 600;
/** A label is at most this long wherever it is kept or shown. */
const labelCharactersMax = 50;

/** A text of a caller, in quotes, on one line, short, without anything that a terminal or a reader could take for ours. */
export function quote(text: string): string {
  return `"${cutCodePoints(cleanLine(text).replaceAll('"', "'"), labelCharactersMax)}"`;
}

/** `1 finding`, `2 findings`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The sentences as they are stored: on one line each, without repetition, few and short. */
export function bounded(reasons: readonly string[]): string[] {
  const lines = [...new Set(reasons.map((reason) => cutCodePoints(cleanLine(reason), reasonCharactersMax)))];
  const kept = lines.filter((line) => line !== '');
  if (kept.length <= reasonsMax) return kept;
  const left = kept.length - reasonsMax + 1;
  return [...kept.slice(0, reasonsMax - 1), `${plural(left, 'more reason')} not shown.`];
}
