/** What each kind of id begins with on the wire; inside, every id is a uuid. */
export type IdPrefix = 'org' | 'proj' | 'mem' | 'key' | 'per' | 'tk' | 'tc' | 'te' | 'run' | 'evt';

/** run_0190… for a uuid; empty for null, as an absent string is on the wire. */
export function wireId(prefix: IdPrefix, uuid: string | null | undefined): string {
  return uuid ? `${prefix}_${uuid.replaceAll('-', '')}` : '';
}

/** The uuid of run_0190…; undefined where the text is not such an id. */
export function uuidOf(prefix: IdPrefix, id: string): string | undefined {
  const match = new RegExp(`^${prefix}_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$`).exec(id);
  return match?.slice(1).join('-');
}
