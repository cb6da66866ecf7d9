import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const top = join(import.meta.dirname, '../..');
/** Below node_modules, so that it finds its dependencies and there is no source beside it. */
const folder = join(top, 'node_modules/.cache/sfs-package');

let made: string | undefined;

/** Builds the package and lays it out as npm installs it; answers the path of its launcher. Once per process. */
export function builtLauncher(): string {
  if (made) return made;
  const { status } = spawnSync(process.execPath, [join(top, 'test/support/build.ts')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the build failed');
  rmSync(folder, { recursive: true, force: true });
  const { files } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { files: string[] };
  for (const name of ['package.json', ...files]) {
    if (!existsSync(join(top, name))) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(top, name), join(folder, name), { recursive: true });
  }
  made = join(folder, 'src/cli/sfs.mjs');
  return made;
}
