import type { Metadata } from '@grpc/grpc-js';

const soon = 14;

/** What to say about the key, from the trailer of an authenticated answer; undefined where there is nothing to say. */
export function expiryNote(trailers: Metadata | undefined, now: Date): string | undefined {
  const text = trailers?.get('sfs-key-expires-at')[0];
  const expires = new Date(typeof text === 'string' ? text : Number.NaN);
  const days = (expires.getTime() - now.getTime()) / 86_400_000;
  if (Number.isNaN(days) || days < 0 || days > soon) return undefined;
  const left = days < 1 ? 'in less than a day' : `in ${Math.floor(days)} ${Math.floor(days) === 1 ? 'day' : 'days'}`;
  return `the key expires ${left} (${expires.toISOString()}); rotating does not prolong it: mint another`;
}
