import { readFileSync } from 'node:fs';
import { type Address, defaultServer, parseAddress } from './address.ts';
import { ConfigError } from './errors.ts';
import { activeProfile, configFolder, type Profile, readProfile } from './profile.ts';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How to reach a server, and as whom. What is left out comes from the environment, then the profile, then the default. */
export interface ConnectOptions {
  /** `host:port` or a URL; else SFS_SERVER, the profile's, or 127.0.0.1:7350. Plaintext on loopback, TLS elsewhere. */
  server?: string;
  /** The key; else SFS_API_KEY, or the profile's where it is for this server. */
  key?: string;
  /** The name of a profile that `sfs auth login` made; else SFS_PROFILE, the one in use, or the only one. */
  profile?: string;
  /** PEM file of the authority that signed the server's certificate; else SFS_TLS_CA, or the system's authorities. */
  tlsCa?: string;
  /** PEM file of the client's certificate; else SFS_TLS_CERT. */
  tlsCert?: string;
  /** PEM file of its key; else SFS_TLS_KEY. */
  tlsKey?: string;
  /** Allows plaintext to another machine. */
  insecure?: boolean;
  /** Milliseconds that a call may take in all; default 30,000. */
  deadlineMs?: number;
  /** Read in the place of `process.env`. */
  environment?: Environment;
}

/** Options that have been read. */
export interface Settings {
  address: Address;
  /** The key, or why there is none that may go to this server. */
  key: string | ConfigError;
  tls: { ca: Buffer | null; cert: Buffer | null; key: Buffer | null };
  deadlineMs: number;
}

/** A value and where it came from. */
interface Setting {
  value: string;
  origin: string;
}

/** @throws ConfigError */
export function readOptions(options: ConnectOptions): Settings {
  const environment = options.environment ?? process.env;
  const folder = configFolder(environment, options.environment === undefined);
  const name = options.profile ?? (environment.SFS_PROFILE || activeProfile(folder));
  const profile = name === undefined ? undefined : readProfile(folder, name);
  const fromProfile = `profile ${name}`;

  const named =
    filled(options.server, 'option server') ?? variable(environment, 'SFS_SERVER', 'SESSIONFS_API_URL');
  const server = named ?? (profile ? { value: profile.server, origin: fromProfile } : { value: defaultServer, origin: 'default' });
  // What a profile allows, it allows for its own server.
  const insecure = options.insecure ?? (named === undefined && profile?.insecure === true);
  const address = parseAddress(server.value, server.origin, insecure);
  return {
    address,
    key: chooseKey(options, environment, address, server.origin === fromProfile, profile, fromProfile),
    tls: readTls(options, environment, address, profile),
    deadlineMs: checkDeadline(options.deadlineMs ?? 30_000),
  };
}

/** A key only goes to the server that it was meant for. */
function chooseKey(
  options: ConnectOptions,
  environment: Environment,
  address: Address,
  serverOfProfile: boolean,
  profile: Profile | undefined,
  fromProfile: string,
): string | ConfigError {
  try {
    if (options.key !== undefined) return checkKey(options.key, 'option key');
    const given = variable(environment, 'SFS_API_KEY', 'SESSIONFS_API_KEY');
    if (given) {
      if (!serverOfProfile || address.name === defaultServer) return checkKey(given.value, given.origin);
      return new ConfigError(
        `the key of the ${given.origin} is not sent to the server of ${fromProfile}; name the server with the option server or SFS_SERVER`,
      );
    }
    if (!profile?.key) return new ConfigError('there is no key; set SFS_API_KEY, or sign in: sfs auth login');
    const own = parseAddress(profile.server, fromProfile, true);
    if (own.name === address.name && own.tls === address.tls) return checkKey(profile.key, fromProfile);
    return new ConfigError(`the key of ${fromProfile} belongs to ${own.name} and is not sent to ${address.name}`);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function checkDeadline(ms: number): number {
  if (typeof ms === 'number' && ms > 0 && Number.isFinite(ms)) return ms;
  throw new ConfigError('deadlineMs must be a number of milliseconds above 0');
}

/** What cannot stand in a header is refused here, and not repeated. */
function checkKey(text: string, origin: string): string {
  const key = text.trim();
  if (/^[\x21-\x7e]{1,512}$/.test(key)) return key;
  throw new ConfigError(`the key (${origin}) is not a key: it is empty, too long, or has characters no key has`);
}

function readTls(
  options: ConnectOptions,
  environment: Environment,
  { tls, name }: Address,
  profile: Profile | undefined,
): Settings['tls'] {
  const given = Object.entries({ tls_ca: options.tlsCa, tls_cert: options.tlsCert, tls_key: options.tlsKey });
  const none = { ca: null, cert: null, key: null };
  if (!tls) {
    const option = given.find(([, value]) => value);
    if (option) throw new ConfigError(`option ${option[0]}: the server ${name} is plaintext; write https:// before its address`);
    return none;
  }
  const [ca, cert, key] = [
    options.tlsCa ?? (environment.SFS_TLS_CA || profile?.tls_ca),
    options.tlsCert ?? (environment.SFS_TLS_CERT || profile?.tls_cert),
    options.tlsKey ?? (environment.SFS_TLS_KEY || profile?.tls_key),
  ];
  if (!cert !== !key) throw new ConfigError('a TLS certificate needs its key: tls_cert and tls_key');
  return { ca: readPem(ca), cert: readPem(cert), key: readPem(key) };
}

function readPem(path: string | undefined): Buffer | null {
  if (!path) return null;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** The first variable that is set. Set but empty is an error: that is what a fork gets in the place of a secret. */
function variable(environment: Environment, ...names: string[]): Setting | undefined {
  for (const name of names) {
    const value = filled(environment[name], `environment ${name}`);
    if (value) return value;
  }
  return undefined;
}

function filled(value: string | undefined, origin: string): Setting | undefined {
  if (value === undefined) return undefined;
  if (value.trim() !== '') return { value: value.trim(), origin };
  throw new ConfigError(`${origin} is set but empty; a secret is empty in a pull request from a fork: unset it, or give a value`);
}
