import { createHash } from 'node:crypto';
import { fitting } from '../db/fit.ts';
import { invalidField } from './errors.ts';

/** A page as the request asks for it. */
export interface Page {
  /** Rows to answer; ask the database for one more to know whether there is a next page. */
  size: number;
  /** Where the page before ended; undefined on the first. */
  after: string | undefined;
}

const defaultSize = 50;

// A cursor is opaque and bound to the filters that it was made with.
const bind = (filters: unknown) =>
  createHash('sha256').update(JSON.stringify(filters)).digest('base64url').slice(0, 11);

/** Reads page_size and page_token. `filters`: whatever else of the request decides which rows there are. */
export function readPage(request: { pageSize: number; pageToken: string }, filters: unknown): Page {
  const size = request.pageSize || defaultSize;
  if (!request.pageToken) return { size, after: undefined };
  const [binding, ...rest] = Buffer.from(request.pageToken, 'base64url').toString().split(':');
  if (rest.length === 0) throw foreignToken();
  if (binding !== bind(filters))
    throw invalidField(
      'page_token',
      'belongs to other filters; keep the filters of the first page, or begin again without it',
    );
  return { size, after: rest.join(':') };
}

/**
 * Cuts what the database answered to a page.
 *
 * @param rows up to `page.size + 1` rows
 * @param cursor what the next page begins after
 * @param bytes how large a row is in the answer; where it is given, the page also ends at about 2 MiB
 */
export function cutPage<Row>(
  page: Page,
  filters: unknown,
  rows: Row[],
  cursor: (row: Row) => string,
  bytes?: (row: Row) => number,
) {
  const size = bytes ? Math.min(page.size, fitting(rows.map(bytes))) : page.size;
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const more = rows.length > size && last !== undefined;
  return { rows: shown, nextPageToken: more ? tokenFor(filters, cursor(last)) : '' };
}

/** The token of a page that begins after `cursor`. */
export const tokenFor = (filters: unknown, cursor: string): string =>
  Buffer.from(`${bind(filters)}:${cursor}`).toString('base64url');

/** Where a list of rows by falling id goes on; with `rising`, one by rising id. */
export function afterId(page: Pick<Page, 'after'>, rising = false): { id?: { $lt: string } | { $gt: string } } {
  const after = lastId(page);
  if (after === undefined) return {};
  return { id: rising ? { $gt: after } : { $lt: after } };
}

/** The id that the page before ended with. */
export function lastId({ after }: Pick<Page, 'after'>): string | undefined {
  if (after === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after)) return after;
  throw foreignToken();
}

/** A token of ours holds what `cutPage` was told; anything else was made by somebody else. */
export const foreignToken = () => invalidField('page_token', 'is no token of this server; begin again without it');
