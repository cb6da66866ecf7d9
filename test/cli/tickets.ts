import type { Machine } from './machine.ts';

/** Makes a ticket and returns its id. */
export async function made(m: Machine, ...more: string[]): Promise<string> {
  const { code, stdout, stderr } = await m.sfs('ticket', 'create', '--title', 'a task', '--output-id', ...more);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** What a command about tickets printed as JSON. */
export async function json(m: Machine, ...argv: string[]) {
  const { code, stdout, stderr } = await m.sfs('ticket', ...argv, '--format', 'json');
  if (code !== 0) throw new Error(`${code} ${stderr}`);
  return JSON.parse(stdout);
}
