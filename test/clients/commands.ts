import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from './language.ts';

const top = join(import.meta.dirname, '../..');

/** Throws with all that it printed where a program does not end with 0. */
export function mustSucceed({ command, args, cwd = top, env }: Command): void {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, error, stdout, stderr } = spawnSync(command, args, options);
  if (status === 0) return;
  const how = error?.message ?? `ended with ${status}`;
  throw new Error(`${command} ${args.join(' ')}: ${how}\n${stdout}\n${stderr}`);
}

/** Runs a program to its end, while the server of this process goes on. */
export async function finished({ command, args, cwd = top, env }: Command) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status, stdout, stderr };
}
