import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Build, Command, Language } from './language.ts';

const top = join(import.meta.dirname, '../..');

const finish = ({ command, args, cwd = top, env }: Command): SpawnSyncReturns<string> =>
  spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** Throws with all that it printed where a program does not end with 0. */
export function mustSucceed(what: Command): void {
  const { status, error, stdout, stderr } = finish(what);
  if (status === 0) return;
  const how = error?.message ?? `ended with ${status}`;
  throw new Error(`${what.command} ${what.args.join(' ')}: ${how}\n${stdout}\n${stderr}`);
}

/** Runs a program to its end, while the server of this process goes on. */
export async function finished({ command, args, cwd = top, env }: Command) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status, stdout, stderr };
}

export function build({ unless, ...command }: Build): void {
  if (!unless || !existsSync(join(top, command.cwd ?? '', unless))) mustSucceed(command);
}

/** The first program that the language needs and that does not work here. */
export function missing(language: Language): string | undefined {
  return language.needs.find(([command, ...args]) => finish({ command, args }).status !== 0)?.join(' ');
}
