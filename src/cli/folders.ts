import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** A folder of the XDG base directory specification, which says that relative values are to be ignored. */
function xdg(env: Env, name: string, ...fallback: string[]): string {
  const value = env[name];
  return value && isAbsolute(value) ? value : join(env.HOME || home(), ...fallback);
}

/** A container may run as a user that nothing is known of. No folder can be made there, and none is found: that is all right. */
function home(): string {
  try {
    return homedir();
  } catch {
    return '/nonexistent';
  }
}

/** Where profiles are: `$SFS_CONFIG_DIR`, `$XDG_CONFIG_HOME/sfs` or `~/.config/sfs`. */
export function configFolder(env: Env): string {
  return env.SFS_CONFIG_DIR || join(xdg(env, 'XDG_CONFIG_HOME', '.config'), 'sfs');
}

/** Where commands remember what they did: `$XDG_STATE_HOME/sfs` or `~/.local/state/sfs`. */
export function stateFolder(env: Env): string {
  return join(xdg(env, 'XDG_STATE_HOME', '.local', 'state'), 'sfs');
}

/** Where `sfs serve` keeps its data: `$SFS_DATA_DIR`, `/var/lib/sfs` for root, else `$XDG_DATA_HOME/sfs`. */
export function dataFolder(env: Env): string {
  if (env.SFS_DATA_DIR) return env.SFS_DATA_DIR;
  if (process.getuid?.() === 0) return '/var/lib/sfs';
  return join(xdg(env, 'XDG_DATA_HOME', '.local', 'share'), 'sfs');
}
