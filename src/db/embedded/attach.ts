import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { passwords } from './passwords.ts';
import { readPidFile } from './pid_file.ts';
import { applicationRole, asRole, onDatabase } from './roles.ts';

/**
 * The URL of the embedded database that a running server of this machine uses, for the commands that work beside it;
 * undefined where none runs. Needs the rights to read the data folder's keys.
 */
export function runningDatabase(dataDir: string, database: string): string | undefined {
  if (!existsSync(join(dataDir, 'keys'))) return undefined;
  const root = realpathSync(dataDir);
  const running = readPidFile(join(root, 'pg'));
  if (!running?.socketDir) return undefined;
  const secrets = passwords(join(root, 'keys'), true);
  const superuserUrl = `postgres://postgres:${secrets.postgres}@${encodeURIComponent(running.socketDir)}/postgres`;
  return asRole(onDatabase(superuserUrl, database), applicationRole, secrets.sfs_app);
}
