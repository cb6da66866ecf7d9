/**
 * Does something that ends with a signal, at the latest after so many milliseconds; then it counts as a database that cannot be reached.
 * The signal is silent once it is done.
 */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Query read timeout: no answer within ${ms} ms`));
      late.abort();
    }, ms).unref();
  });
  try {
    return await Promise.race([work(late.signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
