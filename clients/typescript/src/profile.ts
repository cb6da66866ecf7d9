import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ConfigError } from './errors.ts';
import type { Environment } from './options.ts';

/** What `sfs auth login` remembers of a server. */
export interface Profile {
  server: string;
  key?: string;
  insecure?: boolean;
  tls_ca?: string;
  tls_cert?: string;
  tls_key?: string;
}

/**
 * Where profiles are: `$SFS_CONFIG_DIR`, `$XDG_CONFIG_HOME/sfs` or `~/.config/sfs`.
 *
 * @param ofProcess the environment is that of the process, so the home of its user counts where HOME is not set
 */
export function configFolder(environment: Environment, ofProcess: boolean): string {
  if (environment.SFS_CONFIG_DIR) return environment.SFS_CONFIG_DIR;
  const xdg = environment.XDG_CONFIG_HOME;
  const home = environment.HOME || (ofProcess ? homedir() : '/nonexistent');
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.config'), 'sfs');
}

/** The profile that is used where none is named: the choice of `sfs auth use`, else the only one there is. */
export function activeProfile(folder: string): string | undefined {
  const chosen = textOf(join(folder, 'active_profile'))?.trim();
  if (chosen) return chosen;
  const names = profileNames(folder);
  return names.length === 1 ? names[0] : undefined;
}

/** @throws ConfigError where there is no such profile, others can read it, or it is none; its text is not repeated */
export function readProfile(folder: string, name: string): Profile {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name))
    throw new ConfigError('a profile name has 1 to 64 characters: a-z, 0-9, _ and -, and begins with a letter or digit');
  const path = join(folder, 'profiles', `${name}.json`);
  const text = textOf(path);
  if (text === undefined) {
    const known = profileNames(folder).join(', ');
    const hint = known ? `profiles: ${known}` : `make it with: sfs auth login --profile ${name}`;
    throw new ConfigError(`there is no profile ${name} in ${folder}; ${hint}`);
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new ConfigError(`${path} holds a key and can be read by other users: chmod 600 ${path}`);
  try {
    const profile = JSON.parse(text) as Profile;
    if (typeof profile.server === 'string') return profile;
  } catch {
    // What JSON.parse says may quote the key.
  }
  throw new ConfigError(`${path} is not a profile; remove it and sign in again: sfs auth login --profile ${name}`);
}

function profileNames(folder: string): string[] {
  try {
    const files = readdirSync(join(folder, 'profiles')).filter((file) => file.endsWith('.json'));
    return files.map((file) => file.slice(0, -'.json'.length)).sort();
  } catch {
    return [];
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigError(`${path} cannot be read: ${code}`);
  }
}
