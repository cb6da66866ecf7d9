import { fitting } from '../db/fit.ts';
import { type Page, tokenFor } from '../server/page.ts';

// Enough for a page of the usual size in one query, few enough that rows of the largest size do not fill the memory.
const chunk = 51;

/** What a reading of rows found. */
export interface Found<Row> {
  rows: Row[];
  /** The cursor where the reading gave up looking; undefined where it found as many as were wanted, or all there are. */
  stoppedAt?: string | undefined;
}

/**
 * A page that ends at its number of rows, at about 2 MiB, or where the reading gave up, whichever comes first. It holds at least one row
 * if there is one, unless the reading gave up before it.
 *
 * @param fetch reads at least `limit` rows that come after the cursor, if there are as many; undefined: from the beginning
 */
export async function sizedPage<Row>(
  page: Page,
  filters: unknown,
  read: {
    fetch: (after: string | undefined, limit: number) => Promise<Found<Row>>;
    cursor: (row: Row) => string;
    bytes: (row: Row) => number;
  },
): Promise<{ rows: Row[]; nextPageToken: string }> {
  const rows: Row[] = [];
  const sizes: number[] = [];
  let after = page.after;
  let stoppedAt: string | undefined;
  while (rows.length <= page.size && fitting(sizes) === sizes.length) {
    const limit = Math.min(chunk, page.size + 1 - rows.length);
    const more = await read.fetch(after, limit);
    rows.push(...more.rows);
    sizes.push(...more.rows.map(read.bytes));
    stoppedAt = more.stoppedAt;
    if (stoppedAt !== undefined || more.rows.length < limit) break;
    after = read.cursor(more.rows.at(-1)!);
  }
  const shown = rows.slice(0, Math.min(page.size, fitting(sizes)));
  const cut = rows.length > shown.length ? shown.at(-1) : undefined;
  const next = cut ? read.cursor(cut) : stoppedAt;
  return { rows: shown, nextPageToken: next === undefined ? '' : tokenFor(filters, next) };
}
