// Ends what is left in a home once the test that made it is gone, however it went: its end of our stdin is then closed.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPidFile } from '../../src/db/embedded/pid_file.ts';
import { processIdentity, signal } from '../../src/db/embedded/process.ts';
import { startEmbedded } from '../../src/db/embedded.ts';

const [folder = '', dataDir = ''] = process.argv.slice(2);
const lock = join(dataDir, 'server.lock');

for await (const _ of process.stdin);

if (existsSync(lock)) {
  const { pid, identity } = JSON.parse(readFileSync(lock, 'utf8'));
  const runs = () => processIdentity(pid) === identity;
  if (runs()) signal(pid, 'SIGKILL');
  while (runs()) await sleep(20);
}
if (readPidFile(join(dataDir, 'pg'))) await (await startEmbedded({ dataDir })).stop();
rmSync(folder, { recursive: true, force: true });
