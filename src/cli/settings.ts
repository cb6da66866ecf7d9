import { CliError, usage } from './cli_error.ts';
import { exit } from './exit.ts';
import { configFolder, dataFolder } from './folders.ts';
import type { Io } from './io.ts';
import { checkKey, readKeyFile } from './key.ts';
import { activeProfile, type Profile, profileNames, readProfile } from './profile.ts';
import { type ProjectSetting, resolveProject } from './project.ts';
import { type RepositoryFile, repositoryFile } from './repository_file.ts';
import { defaultServer, parseServer, type ServerAddress } from './server_address.ts';

/** A value and where it came from, e.g. `flag --server` or `profile local`. */
export interface Setting<T> {
  value: T;
  origin: string;
}

/** The flags that settings are made of. Absent means not given; empty means given, but empty. */
export interface SettingFlags {
  server?: string | undefined;
  project?: string | undefined;
  profile?: string | undefined;
  keyFile?: string | undefined;
  insecure?: boolean | undefined;
  tlsCa?: string | undefined;
  tlsCert?: string | undefined;
  tlsKey?: string | undefined;
}

/** Everything that decides where a command goes and as whom. */
export interface Settings {
  server: Setting<ServerAddress>;
  /** Absent where there is none, or none that may go to this server: `keyProblem` says which. */
  key: Setting<string> | undefined;
  keyProblem: CliError | undefined;
  project: ProjectSetting;
  profile: Setting<string> | undefined;
  insecure: Setting<boolean>;
  tlsCa: Setting<string> | undefined;
  tlsCert: Setting<string> | undefined;
  tlsKey: Setting<string> | undefined;
  configFolder: Setting<string>;
  dataFolder: Setting<string>;
  repository: RepositoryFile | undefined;
}

/**
 * Flag, environment, profile, default: the first wins. `.sfs.yaml` has a say in project, persona and output only.
 *
 * @param login the profile is the one to be made: it may be missing, and no other is looked at
 */
export async function loadSettings(
  flags: SettingFlags,
  io: Pick<Io, 'env' | 'cwd'>,
  { login = false } = {},
): Promise<Settings> {
  const { env, cwd } = io;
  const repository = await repositoryFile(cwd);
  const folder = configFolder(env);
  const name = first<string>(
    some(flags.profile, 'flag --profile'),
    some(env.SFS_PROFILE, 'environment SFS_PROFILE'),
    login ? { value: 'default', origin: 'default' } : some(activeProfile(folder), 'sfs auth use'),
  );
  const missing = login && name && !profileNames(folder).includes(name.value);
  const profile = name && !missing ? readProfile(folder, name.value) : undefined;
  const fromProfile = `profile ${name?.value}`;
  const file = (flag: 'tlsCa' | 'tlsCert' | 'tlsKey', option: string, variable: string, stored: keyof Profile) =>
    first<string>(
      some(flags[flag], `flag ${option}`),
      some(env[variable], `environment ${variable}`),
      some(profile?.[stored] as string | undefined, fromProfile),
    );

  const stored = profile && { value: parseServer(profile.server, fromProfile, true), origin: fromProfile };
  const named = filled(flags.server, 'flag --server') ?? variable(env, 'SFS_SERVER', 'SESSIONFS_API_URL');
  const address: Setting<string> =
    named ?? (profile ? { value: profile.server, origin: fromProfile } : { value: defaultServer, origin: 'default' });
  const insecure = insecureSetting(flags, named === undefined && profile?.insecure === true, fromProfile);
  const server = { value: parseServer(address.value, address.origin, insecure.value), origin: address.origin };
  const key = chooseKey(flags, io, server, stored, profile, fromProfile);

  return {
    server,
    key: key instanceof CliError ? undefined : key,
    keyProblem: key instanceof CliError ? key : undefined,
    project: resolveProject({ flag: flags.project, env, repository, profile: profile?.project, fromProfile, cwd }),
    profile: name,
    insecure,
    tlsCa: file('tlsCa', '--tls-ca', 'SFS_TLS_CA', 'tls_ca'),
    tlsCert: file('tlsCert', '--tls-cert', 'SFS_TLS_CERT', 'tls_cert'),
    tlsKey: file('tlsKey', '--tls-key', 'SFS_TLS_KEY', 'tls_key'),
    configFolder: { value: folder, origin: env.SFS_CONFIG_DIR ? 'environment SFS_CONFIG_DIR' : 'default' },
    dataFolder: { value: dataFolder(env), origin: env.SFS_DATA_DIR ? 'environment SFS_DATA_DIR' : 'default' },
    repository,
  };
}

/** What a profile allows, it allows for its own server: a key for another one must not travel readable because of it. */
function insecureSetting({ insecure }: SettingFlags, ofProfile: boolean, fromProfile: string): Setting<boolean> {
  if (insecure) return { value: true, origin: 'flag --insecure' };
  return ofProfile ? { value: true, origin: fromProfile } : { value: false, origin: 'default' };
}

/** A key, or why there is none: a key only ever goes to the server that it was meant for. */
function chooseKey(
  flags: SettingFlags,
  io: Pick<Io, 'env' | 'cwd'>,
  server: Setting<ServerAddress>,
  stored: Setting<ServerAddress> | undefined,
  profile: Profile | undefined,
  fromProfile: string,
): Setting<string> | CliError {
  const file = filled(flags.keyFile, 'flag --key-file');
  if (file) return { value: readKeyFile(io.cwd, file.value), origin: `${file.origin} (${file.value})` };
  const given = variable(io.env, 'SFS_API_KEY', 'SESSIONFS_API_KEY');
  if (given) {
    const defaultName = parseServer(defaultServer, 'default', false).name;
    if (server.origin === stored?.origin && server.value.name !== defaultName) {
      return denied(
        `the key of the ${given.origin} is not sent to the server of ${fromProfile}`,
        'name the server with --server or SFS_SERVER, or unset the variable to use the key of the profile',
      );
    }
    return { value: checkKey(given.value, given.origin), origin: given.origin };
  }
  if (!profile?.key || !stored) return denied('there is no key', 'set SFS_API_KEY, or sign in: sfs auth login');
  const same = stored.value.name === server.value.name && stored.value.tls === server.value.tls;
  if (same) return { value: checkKey(profile.key, fromProfile), origin: fromProfile };
  return denied(
    `the key of ${fromProfile} belongs to ${stored.value.name} and is not sent to ${server.value.name} (${server.origin})`,
    'set SFS_API_KEY or --key-file for this server, or sign in to it: sfs auth login --profile NAME --server …',
  );
}

const denied = (message: string, hint: string) => new CliError(exit.denied, message, { hint });

/** The first of two variables that is set. Set but empty is an error: that is what a fork gets in place of a secret. */
function variable(env: Io['env'], ...names: string[]): Setting<string> | undefined {
  for (const name of names) {
    const value = filled(env[name], `environment ${name}`);
    if (value) return value;
  }
  return undefined;
}

function filled(value: string | undefined, origin: string): Setting<string> | undefined {
  if (value === undefined) return undefined;
  if (value.trim() === '') {
    throw usage(
      `${origin} is set but empty`,
      'a secret is empty in a pull request from a fork; unset it, or give a value',
    );
  }
  return { value: value.trim(), origin };
}

function some(value: string | undefined, origin: string): Setting<string> | undefined {
  return value ? { value, origin } : undefined;
}

function first<T>(...settings: (Setting<T> | undefined)[]): Setting<T> | undefined {
  return settings.find((setting) => setting !== undefined);
}
