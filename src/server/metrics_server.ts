import { createServer, type Server } from 'node:http';
import type { Server as NetServer } from 'node:net';

/** Serves /metrics and nothing else. */
export async function serveMetrics(
  metrics: { contentType: string; metrics: () => Promise<string> },
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return server;
}

/** Where a server listens; undefined where there is none. */
export const portOf = (server: NetServer | undefined): number | undefined => {
  const address = server?.address();
  return address && typeof address === 'object' ? address.port : undefined;
};
