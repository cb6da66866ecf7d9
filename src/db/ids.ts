/** What each kind of id begins with on the wire; inside, every id is a uuid. */
export type IdPrefix = 'org' | 'proj' | 'mem' | 'key' | 'per' | 'tk' | 'tc' | 'te' | 'run' | 'evt';

/** run_0190… for a uuid; empty for null, as an absent string is on the wire. */
export const wireId = (prefix: IdPrefix, uuid: string | null | undefined): string =>
  uuid ? `${prefix}_${hexOf(uuid)}` : '';

/** The 32 hex digits of a uuid. Cut by place: ids are in every message many times, and this is the cheapest way. */
export const hexOf = (uuid: string): string =>
  uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);

/** The uuid of 32 hex digits. */
export const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

const digits = /^[0-9a-f]{32}$/;

/** The uuid of run_0190…; undefined where the text is not such an id. */
export function uuidOf(prefix: IdPrefix, id: string): string | undefined {
  const hex = id.slice(prefix.length + 1);
  return id.startsWith(`${prefix}_`) && digits.test(hex) ? dashed(hex) : undefined;
}
