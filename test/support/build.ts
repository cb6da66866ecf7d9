/** Makes dist, which is what the package holds: `npm run build`. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

const top = join(import.meta.dirname, '../..');
const dist = join(top, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = join(top, 'node_modules/.bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', top], { stdio: 'inherit' });
if (status === 0) await bundle(dist);
process.exitCode = status ?? 1;
