import type { Context } from './context.ts';
import type { Method } from './method.ts';

const largestPage = 200;

/** Every item of a list, page after page: for commands that look for one of them. */
export async function* every<Request, Response extends { nextPageToken: string }, Item>(
  context: Context,
  method: Method<Request, Response>,
  request: (paging: { pageSize: number; pageToken: string }) => Request,
  items: (answer: Response) => readonly Item[],
): AsyncGenerator<Item, void, undefined> {
  let pageToken = '';
  do {
    const answer = await context.call(method, request({ pageSize: largestPage, pageToken }));
    yield* items(answer);
    pageToken = answer.nextPageToken;
  } while (pageToken !== '');
}
