import type { Context } from './context.ts';
import type { Method } from './method.ts';
import type { Options } from './options.ts';
import { plainJson } from './plain.ts';
import type { Cell } from './table.ts';

/** The formats of every list; the first is the default. */
export const listFormats = ['table', 'json', 'jsonl'] as const;

/** The options of every list. */
export const listOptions = {
  limit: { type: 'integer', about: 'how many at most', min: 1, max: 1_000_000, default: 50 },
  cursor: { type: 'string', about: 'go on where an earlier list stopped' },
  all: { type: 'boolean', about: 'all there are' },
} as const satisfies Options;

const largestPage = 200;

interface Page {
  nextPageToken: string;
}

type ItemOf<Response, Field extends keyof Response> = Response[Field] extends (infer Item)[] ? Item : never;

/** What makes one list different from another. */
export interface ListSpec<Request, Response extends Page, Field extends keyof Response> {
  /** The method, e.g. `AgentRunServiceService.listAgentRuns`. */
  method: Method<Request, Response>;
  request: (paging: { pageSize: number; pageToken: string }) => Request;
  /** The field of the answer that holds the items. */
  field: Field;
  /** The messages of the answer and of an item, e.g. `sfs.v1.ListAgentRunsResponse` and `sfs.v1.AgentRun`. */
  response: string;
  item: string;
  headings: readonly string[];
  row: (item: ItemOf<Response, Field>) => readonly Cell[];
}

/**
 * Prints a list: a table, one JSON object with all items and `next_page_token`, or a line of JSON for each item. Pages are
 * asked for until `--limit` is reached, because a page may hold fewer than it was asked for.
 */
export async function printList<Request, Response extends Page, Field extends keyof Response & string>(
  context: Context<(typeof listFormats)[number]>,
  args: { limit: number; cursor: string | undefined; all: boolean },
  list: ListSpec<Request, Response, Field>,
): Promise<void> {
  type Item = ItemOf<Response, Field>;
  const items: Item[] = [];
  let left = args.all ? Number.POSITIVE_INFINITY : args.limit;
  let pageToken = args.cursor ?? '';
  do {
    const request = list.request({ pageSize: Math.min(left, largestPage), pageToken });
    const answer = await context.call(list.method, request);
    const found = answer[list.field] as Item[];
    left -= found.length;
    pageToken = answer.nextPageToken;
    if (context.format !== 'jsonl') items.push(...found);
    else for (const item of found) await context.jsonLine(list.item, item as object);
  } while (pageToken !== '' && left > 0 && !context.io.stdoutClosed.aborted);

  if (context.format === 'json') {
    context.value(await plainJson(list.response, { [list.field]: items, nextPageToken: pageToken }));
  } else if (context.format === 'table') {
    context.table(list.headings, items.map(list.row));
  }
  if (pageToken !== '' && context.format !== 'json') context.note(`there are more: --cursor ${pageToken}, or --all`);
}
