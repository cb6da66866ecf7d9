import { connect } from 'node:net';
import type { PoolClient } from 'pg';

/** What pg knows of a connection, and its types do not say. */
type Known = PoolClient & { processID: number; secretKey: number; host: string; port: number };

const requestCode = 80_877_102;
const waitMs = 2_000;

/**
 * Ends what a connection is doing, by PostgreSQL's own request for that; answers when it was heard, or after two seconds.
 *
 * It needs no connection of the pool, which may be what everybody waits for, and goes through poolers, which know whose it is.
 */
export function cancelStatement(client: PoolClient): Promise<void> {
  const { processID, secretKey, host, port } = client as Known;
  const request = Buffer.alloc(16);
  [request.length, requestCode, processID, secretKey].forEach((value, at) => void request.writeInt32BE(value, 4 * at));
  return new Promise((resolve) => {
    const socket = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
    socket.setTimeout(waitMs, () => socket.destroy());
    socket.on('error', () => {});
    // The server closes it after it has sent the signal.
    socket.on('close', () => resolve());
    socket.end(request);
  });
}
