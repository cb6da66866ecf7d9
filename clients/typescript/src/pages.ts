/** All items of a list method, page by page as they are needed. An empty page is not the end; an empty token is. */
export async function* pages<Q extends object, K extends string, T>(
  list: (request: Q & { pageToken?: string }) => Promise<{ [key in K]: T[] } & { nextPageToken: string }>,
  items: K,
  request: Q,
): AsyncGenerator<T, void, undefined> {
  for (let pageToken = ''; ; ) {
    const page = await list({ ...request, ...(pageToken && { pageToken }) });
    yield* page[items];
    pageToken = page.nextPageToken;
    if (pageToken === '') return;
  }
}
