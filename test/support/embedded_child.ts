// Starts the embedded PostgreSQL on the folder it is given, and stays, so that a test can kill it.
import { startEmbedded } from '../../src/db/embedded.ts';

const server = await startEmbedded({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify({ url: server.url, ownerUrl: server.ownerUrl, pid: server.pid })}\n`);
setInterval(() => undefined, 60_000);
