/** Makes dist, which is what the package holds: `npm run build`. */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const top = join(import.meta.dirname, '../..');
const dist = join(top, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = join(top, 'node_modules/.bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(top, 'tsconfig.build.json')], { stdio: 'inherit' });
for (const name of ['descriptors.binpb', 'plain.json', 'scopes.json'])
  cpSync(join(top, 'src/gen', name), join(dist, 'src/gen', name));
process.exitCode = status ?? 1;
