import { fitting } from '../db/fit.ts';
import { type Page, tokenFor } from '../server/page.ts';

// Enough for a page of the usual size in one query, few enough that rows of the largest size do not fill the memory.
const chunk = 51;

/**
 * A page that ends at its number of rows or at about 2 MiB, whichever comes first; it holds at least one row if there is one.
 *
 * @param fetch reads at most `limit` rows that come after the cursor; undefined: from the beginning
 */
export async function sizedPage<Row>(
  page: Page,
  filters: unknown,
  read: {
    fetch: (after: string | undefined, limit: number) => Promise<Row[]>;
    cursor: (row: Row) => string;
    bytes: (row: Row) => number;
  },
): Promise<{ rows: Row[]; nextPageToken: string }> {
  const rows: Row[] = [];
  const sizes: number[] = [];
  let after = page.after;
  while (rows.length <= page.size && fitting(sizes) === sizes.length) {
    const limit = Math.min(chunk, page.size + 1 - rows.length);
    const more = await read.fetch(after, limit);
    rows.push(...more);
    sizes.push(...more.map(read.bytes));
    if (more.length < limit) break;
    after = read.cursor(more[more.length - 1]!);
  }
  const shown = rows.slice(0, Math.min(page.size, fitting(sizes)));
  const last = shown.at(-1);
  const nextPageToken = last && rows.length > shown.length ? tokenFor(filters, read.cursor(last)) : '';
  return { rows: shown, nextPageToken };
}
