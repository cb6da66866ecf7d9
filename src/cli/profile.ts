import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, usage } from './cli_error.ts';
import { exit } from './exit.ts';
import { writePrivateFile } from './private_file.ts';

/** What `sfs auth login` remembers. One file per profile, so that two logins at once cannot lose each other's. */
export interface Profile {
  server: string;
  key?: string;
  project?: string;
  insecure?: boolean;
  tls_ca?: string;
  tls_cert?: string;
  tls_key?: string;
}

/** Letters, digits, `_` and `-`: the name is also the name of a file. */
export function checkProfileName(name: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)) return name;
  throw usage('a profile name has 1 to 64 characters: a-z, 0-9, _ and -, and begins with a letter or digit');
}

/** The file of a profile, below the configuration folder. */
export function profilePath(folder: string, name: string): string {
  return join(folder, 'profiles', `${checkProfileName(name)}.json`);
}

/** A profile that exists. */
export function readProfile(folder: string, name: string): Profile {
  const path = profilePath(folder, name);
  let text: string;
  try {
    refuseReadableByOthers(path);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!isAbsent(error)) throw error;
    const known = profileNames(folder);
    const hint = known.length > 0 ? `profiles: ${known.join(', ')}` : 'make it with: sfs auth login --profile NAME';
    throw usage(`there is no profile ${name} in ${folder}`, hint);
  }
  try {
    const profile = JSON.parse(text) as Profile;
    if (typeof profile.server === 'string') return profile;
  } catch {
    // The text may hold a key: what JSON.parse says about it is not repeated.
  }
  throw usage(`${path} is not a profile`, `remove it and sign in again: sfs auth login --profile ${name}`);
}

/**
 * Stores a profile, readable by this user alone.
 *
 * @param keep leaves an existing profile as it is and returns false
 */
export function writeProfile(folder: string, name: string, profile: Profile, { keep = false } = {}): boolean {
  return writePrivateFile(profilePath(folder, name), `${JSON.stringify(profile, null, 2)}\n`, { keep });
}

/**
 * Stores a profile as `writeProfile` does. It becomes the one in use only where none was: a second server or sign-in must not
 * change where commands go.
 */
export function addProfile(folder: string, name: string, profile: Profile, { keep = false } = {}): boolean {
  const used = activeProfile(folder);
  if (!writeProfile(folder, name, profile, { keep })) return false;
  // Written down also where it was in use because it was the only one. One that is gone is in use no more.
  useProfile(folder, used !== undefined && profileNames(folder).includes(used) ? used : name);
  return true;
}

/** The names of all profiles, sorted. */
export function profileNames(folder: string): string[] {
  try {
    const files = readdirSync(join(folder, 'profiles')).filter((file) => file.endsWith('.json'));
    return files.map((file) => file.slice(0, -'.json'.length)).sort();
  } catch {
    return [];
  }
}

/** The profile that is used where none is named: the choice of `sfs auth use`, else the only one there is. */
export function activeProfile(folder: string): string | undefined {
  try {
    const chosen = readFileSync(join(folder, 'active_profile'), 'utf8').trim();
    if (chosen) return checkProfileName(chosen);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  const names = profileNames(folder);
  return names.length === 1 ? names[0] : undefined;
}

/** Makes a profile the one that is used where none is named. */
export function useProfile(folder: string, name: string): void {
  writePrivateFile(join(folder, 'active_profile'), `${checkProfileName(name)}\n`);
}

/** There is no such file; nor can there be one where the home is no folder, as with HOME=/dev/null. */
function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function refuseReadableByOthers(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  throw new CliError(exit.denied, `${path} holds a key and can be read by other users`, { hint: `chmod 600 ${path}` });
}
