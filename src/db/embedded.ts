import { existsSync, rmSync } from 'node:fs';
import { bundledBinaries, installedBinaries } from './embedded/binaries.ts';
import { checkReachable, type Folders, isTemporary, prepareFolders, socketFolder } from './embedded/folders.ts';
import { checkVersion, initialise } from './embedded/initdb.ts';
import { type Keeper, keep } from './embedded/keeper.ts';
import { type Lock, takeLock } from './embedded/lock.ts';
import { passwords } from './embedded/passwords.ts';
import { readPidFile } from './embedded/pid_file.ts';
import { adopt, launch, type Plan, type Postmaster, stop } from './embedded/postmaster.ts';
import { applicationRole, asRole, ensureApplicationDatabase, onDatabase, ownerRole } from './embedded/roles.ts';
import { runUser } from './embedded/user.ts';

export { embeddedVersion } from './embedded/binaries.ts';
export { EmbeddedError } from './embedded/error.ts';

/** The application's database inside the embedded PostgreSQL. */
export const databaseName = 'sfs';

export interface EmbeddedOptions {
  /** Holds everything: the database, its passwords, its log. Made if it is missing. */
  dataDir: string;
  /** Takes a line for each event worth knowing: taken over, restarted, slow. */
  log?: (line: string) => void;
  /** Called when PostgreSQL has been launched and does not answer yet: the time for other work. Not where it runs already. */
  launched?: () => void;
  /** PostgreSQL settings beside or instead of the usual ones. Durability stays on unless they turn it off. */
  settings?: Record<string, string>;
  /** The folder with initdb and postgres of another installation, in place of the bundled one. */
  binDir?: string;
}

/** A PostgreSQL server that belongs to this process. URLs hold passwords: they are not for logs. */
export interface Embedded {
  /** The application database as the role the server works as. */
  readonly url: string;
  /** The application database as the role that owns the tables. */
  readonly ownerUrl: string;
  /** The database `postgres` as superuser. */
  readonly superuserUrl: string;
  readonly socketDir: string;
  /** PostgreSQL's process at the moment; another one after a restart. */
  readonly pid: number;
  /** "18.4" */
  readonly version: string;
  /** Stops PostgreSQL and frees the folder. May be called more than once. */
  stop(): Promise<void>;
}

/** The socket's folder stands percent-encoded in the place of the host, which pg, MikroORM and libpq all read. */
function superuser(socketDir: string, password: string): string {
  return `postgres://postgres:${password}@${encodeURIComponent(socketDir)}/postgres`;
}

function removeTemporary(folders: Folders, socketDir: string): void {
  if (isTemporary(socketDir, folders.root)) rmSync(socketDir, { recursive: true, force: true });
}

async function startLocked(options: EmbeddedOptions, folders: Folders, lock: Lock): Promise<Embedded> {
  const log = options.log ?? (() => undefined);
  const user = runUser(folders.pg);
  const binaries = options.binDir ? installedBinaries(options.binDir) : bundledBinaries(user, folders.root);
  const exists = existsSync(folders.pg);
  const secrets = passwords(folders.keys, exists);
  if (!exists) await initialise(folders, binaries, user, secrets.postgres);
  checkVersion(folders, binaries);
  checkReachable(user, folders.pg);
  const socketDir = socketFolder(folders.root, user, readPidFile(folders.pg)?.socketDir);
  const plan: Plan = {
    binDir: binaries.binDir,
    pgFolder: folders.pg,
    socketDir,
    logFile: folders.logFile,
    user,
    settings: options.settings ?? {},
    log,
    launched: options.launched ?? (() => undefined),
  };
  const superuserUrl = superuser(socketDir, secrets.postgres);
  const running = await run(plan, async () => {
    await ensureApplicationDatabase(superuserUrl, databaseName, secrets);
    lock.confirm();
  });
  const keeper = keep(running, plan);
  const databaseUrl = onDatabase(superuserUrl, databaseName);
  return {
    url: asRole(databaseUrl, applicationRole, secrets.sfs_app),
    ownerUrl: asRole(databaseUrl, ownerRole, secrets.sfs_owner),
    superuserUrl,
    socketDir,
    version: binaries.version,
    get pid() {
      return keeper.pid();
    },
    stop: stopper(keeper, lock, () => removeTemporary(folders, socketDir)),
  };
}

/**
 * Takes over what runs, or starts it, and runs the last steps of a start; if they fail, PostgreSQL does not stay behind.
 * One that was taken over may be about to die, for it was killed as well, and is then started anew.
 */
async function run(plan: Plan, prepare: () => Promise<void>): Promise<Postmaster> {
  const adopted = await adopt(plan);
  if (adopted) {
    try {
      await prepare();
      return adopted;
    } catch {
      await stop(adopted, plan);
    }
  }
  const launched = await launch(plan);
  try {
    await prepare();
    return launched;
  } catch (error) {
    await stop(launched, plan);
    throw error;
  }
}

function stopper(keeper: Keeper, lock: Lock, clean: () => void): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= keeper.stop().then(() => {
      clean();
      lock.release();
    });
    return stopped;
  };
}

/**
 * Starts the PostgreSQL that comes with sfs on a data folder, made at the first start. What a server that was killed
 * left behind is taken over or recovered. Throws an EmbeddedError that says what to do if that is not possible.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folders = prepareFolders(options.dataDir);
  const lock = takeLock(folders.root);
  try {
    return await startLocked(options, folders, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}
