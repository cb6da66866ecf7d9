import pg from 'pg';

/** The channel on which replicas tell each other what caches must forget. */
export const channel = 'sfs_changes';

/**
 * Listens on a connection of its own and reconnects for ever.
 *
 * It needs a direct connection, not one of a pooler in transaction mode. What is missed while it is cut off is caught by the
 * caches' own confirmation within a second.
 */
export function listen(
  url: string,
  onMessage: (payload: string) => void,
  log: (message: string) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const again = (error?: unknown) => {
    if (stopped || timer) return;
    if (error) log(`listening was cut off: ${error instanceof Error ? error.message : String(error)}`);
    timer = setTimeout(connect, 500);
    timer.unref();
  };

  // Whoever may connect may notify: what is not ours must not end the process.
  const heard = (payload: string) => {
    try {
      onMessage(payload);
    } catch {
      log('a notification could not be read');
    }
  };

  async function connect() {
    timer = undefined;
    const fresh = new pg.Client({ connectionString: url, application_name: 'sfs listen', keepAlive: true });
    client = fresh;
    fresh.on('error', again);
    fresh.on('end', () => again());
    fresh.on('notification', (message) => heard(message.payload ?? ''));
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
    } catch (error) {
      again(error);
      await fresh.end().catch(() => {});
    }
  }

  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
