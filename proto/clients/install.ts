import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedClient, Program } from './language.ts';

/** The first program that does not work here. */
export function missing(programs: Program[]): string | undefined {
  return programs.find(([command, ...args]) => spawnSync(command, args).status !== 0)?.join(' ');
}

/** Installs a language's tools into an empty folder, unless they are there, as its pins say today. */
export function install({ pins, install }: Pick<GeneratedClient, 'pins' | 'install'>, folder: string): void {
  const stamp = join(folder, '.installed');
  const wanted = pins.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  install(folder);
  writeFileSync(stamp, wanted);
}
