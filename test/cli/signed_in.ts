import { type Ran, type RunOptions, sfs } from './run.ts';

/** Runs `sfs …` against a server with a key. A raw key may be on stdout only: every other place is looked at, every time. */
export function signedIn(address: string, key: string) {
  return async (argv: readonly string[], options: RunOptions = {}): Promise<Ran> => {
    const env = { SFS_SERVER: address, SFS_API_KEY: key, ...options.env };
    const ran = await sfs(argv, { ...options, env });
    if (/sfs[kp]_\w+_\w{20}/.test(ran.stderr)) throw new Error(`a raw key is on stderr: ${argv.join(' ')}`);
    return ran;
  };
}

/** The JSON on stdout of a command that must have worked. */
export async function json<T = Record<string, unknown>>(ran: Promise<Ran>): Promise<T> {
  const { code, stdout, stderr } = await ran;
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
