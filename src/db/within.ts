/** Does something that ends with a signal, at the latest after so many milliseconds. The signal is silent once it is done. */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms).unref();
  try {
    return await work(late.signal);
  } finally {
    clearTimeout(timer);
  }
}
