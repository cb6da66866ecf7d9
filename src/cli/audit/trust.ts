import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { KeysError, parseKeys, type TrustedKeys } from '../../audit/proof/keys_file.ts';
import { unknownKeys } from '../../audit/proof/receipt/keys_check.ts';
import { usage } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { readTextFlag } from '../files.ts';
import { pinningProfile, readPins, writePins } from './pins.ts';

/** Whose public keys a verification goes by. */
export interface Trust {
  /** Undefined: nobody's, so that all a verification can show is that things agree with each other. */
  keys: TrustedKeys | undefined;
  /** `file`: --keys. `pins`: those of the profile. `first use`: what the profile's server lists, to be pinned if all holds. */
  from: 'file' | 'pins' | 'first use' | undefined;
  /** The profile in use. */
  profile: string | undefined;
}

const keysMaxBytes = 1024 * 1024;

/**
 * The keys to go by: those of `--keys`, else those that are pinned for the profile. Reads no other setting and connects nothing.
 *
 * @param receipt the folder to be verified: keys that lie in it vouch for nothing
 */
export function readTrust(
  { io }: Context,
  flags: { keys: string | undefined; profile: string | undefined },
  receipt?: string,
): Trust {
  if (flags.keys !== undefined) {
    if (receipt !== undefined) refuseInside(io.cwd, flags.keys, receipt);
    return { keys: keysOf(io.cwd, flags.keys), from: 'file', profile: undefined };
  }
  const profile = pinningProfile(io, flags.profile);
  const keys = profile === undefined ? undefined : readPins(io, profile);
  return { keys, from: keys && 'pins', profile };
}

function keysOf(cwd: string, path: string): TrustedKeys {
  const text = readTextFlag(cwd, path, keysMaxBytes, '--keys');
  try {
    const keys = parseKeys(text);
    if (keys.log.length > 0) return keys;
  } catch (error) {
    if (error instanceof KeysError) throw usage(`--keys: ${path}, ${error.message}`);
    throw error;
  }
  throw usage(`--keys: ${path} has no key of a log`, 'on a machine that you trust: sfs audit keys > keys.txt');
}

function refuseInside(cwd: string, keys: string, receipt: string): void {
  const way = relative(realOf(cwd, receipt), realOf(cwd, keys));
  const outside = way.split(sep)[0] === '..' || resolve(way) === way;
  if (!outside) throw usage('--keys lies in the receipt itself', 'name keys that came to this machine in another way');
}

/** What is not there is refused where it is read. */
function realOf(cwd: string, path: string): string {
  try {
    return realpathSync(resolve(cwd, path));
  } catch {
    return resolve(cwd, path);
  }
}

/** The keys that can vouch for this log. Pins of another log say nothing about it, while keys that are named are taken at their word. */
export function keysFor({ keys, from }: Trust, origin: string | undefined): TrustedKeys | undefined {
  const ofAnother = from === 'pins' && origin !== undefined && !keys?.log.some(({ name }) => name === origin);
  return ofAnother ? undefined : keys;
}

/** Whether what the server lists may be pinned: nothing is yet, and the server is the one that the profile names. */
export async function isFirstUse(context: Context, { keys, profile }: Trust): Promise<boolean> {
  if (keys !== undefined || profile === undefined) return false;
  return (await context.settings()).server.origin === `profile ${profile}`;
}

/** Trust in what the server lists, at the first use of a profile. `pinAtFirstUse` keeps it once everything holds. */
export const atFirstUse = (trust: Trust, listed: TrustedKeys): Trust => ({
  ...trust,
  ...{ keys: listed, from: 'first use' },
});

/** Pins what was trusted at first use. Call it only where nothing was found wrong. */
export function pinAtFirstUse(context: Context, { keys, from, profile }: Trust): void {
  if (from !== 'first use' || profile === undefined || !keys) return;
  if (writePins(context.io, profile, keys, { keep: true }))
    context.note(`pinned for profile ${profile}, at first use: ${unknownKeys(keys, none).join(', ')}`);
}

/** Tells of keys that are listed and not pinned. Pins are never changed unasked: a key that is new may be somebody else's. */
export function tellNewKeys(context: Context, { keys, from, profile }: Trust, listed: TrustedKeys): void {
  const strange = from === 'pins' && keys ? unknownKeys(listed, keys) : [];
  if (strange.length > 0)
    context.note(
      `the log has keys that are not pinned for profile ${profile}: ${strange.join(', ')}; if its operator changed them, accept them with: sfs audit keys --trust`,
    );
}

const none: TrustedKeys = { log: [], attestation: [] };
