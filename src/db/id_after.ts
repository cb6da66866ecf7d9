import { newId } from './base.ts';

/**
 * A new id that comes after `last`, the newest so far, also where another replica's clock is ahead.
 *
 * Only right under a lock that keeps others from adding to the same list.
 */
export function idAfter(last: string | undefined): string {
  const id = newId();
  if (last === undefined || id > last) return id;
  const next = (BigInt(`0x${last.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0');
  return next.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
