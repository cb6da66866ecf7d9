import { newId } from './base.ts';
import { dashed, hexOf } from './ids.ts';

/**
 * A new id that comes after `last`, the newest so far, also where another replica's clock is ahead.
 *
 * Only right under a lock that keeps others from adding to the same list.
 */
export function idAfter(last: string | undefined): string {
  const id = newId();
  if (last === undefined || id > last) return id;
  return dashed((BigInt(`0x${hexOf(last)}`) + 1n).toString(16).padStart(32, '0'));
}
