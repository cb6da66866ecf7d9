import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatKeys, KeysError, parseKeys, type TrustedKeys } from '../../audit/proof/keys_file.ts';
import { usage } from '../cli_error.ts';
import { configFolder } from '../folders.ts';
import type { Io } from '../io.ts';
import { writePrivateFile } from '../private_file.ts';
import { activeProfile, checkProfileName } from '../profile.ts';

type Where = Pick<Io, 'env'>;

/** The profile whose keys are meant, found as settings find it, but without reading any: `--offline` needs none. */
export function pinningProfile({ env }: Where, flag: string | undefined): string | undefined {
  const name = flag || env.SFS_PROFILE || activeProfile(configFolder(env));
  return name === undefined ? undefined : checkProfileName(name);
}

/** The file of the keys that are pinned for a profile. */
export const pinsPath = ({ env }: Where, profile: string): string =>
  join(configFolder(env), 'log_keys', `${checkProfileName(profile)}.txt`);

/** The keys that are pinned for a profile; undefined where there are none. */
export function readPins(io: Where, profile: string): TrustedKeys | undefined {
  const path = pinsPath(io, profile);
  try {
    return parseKeys(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const hint = `put it right, or pin the keys of the server again: sfs audit keys --trust --profile ${profile}`;
    if (error instanceof KeysError) throw usage(`${path}, ${error.message}`, hint);
    throw usage(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`, hint);
  }
}

/**
 * Pins keys for a profile.
 *
 * @param keep leaves those that are there and returns false
 */
export function writePins(io: Where, profile: string, keys: TrustedKeys, { keep = false } = {}): boolean {
  return writePrivateFile(pinsPath(io, profile), formatKeys(keys), { keep });
}
