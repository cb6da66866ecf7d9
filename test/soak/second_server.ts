import { join } from 'node:path';
import type { SoakWorld } from './world.ts';

/** One more server, in a process of its own. */
export interface SecondServer {
  pid: number;
  address: string;
  /** Resolves with what it wrote to stderr, once it has ended. */
  ended: Promise<string>;
  kill(): Promise<void>;
}

/** Starts a server on the database of the world's; that one runs the PostgreSQL of both. */
export async function secondServer(world: SoakWorld): Promise<SecondServer> {
  const { home } = world;
  const ownerUrl = home.applicationUrl().replace(/sfs_app:[^@]+/, `sfs_owner:${home.passwords().sfs_owner}`);
  const run = home.sfs([
    ...['serve', '--database-url', home.applicationUrl(), '--data-dir', join(home.dataDir, '../second')],
    ...['--migration-database-url', ownerUrl, '--log-key-dir', join(home.dataDir, 'keys')],
    ...['--listen', '127.0.0.1:0', '--log-level', 'error'],
  ]);
  const ended = run.output.then(({ stderr }) => stderr);
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    run.child.stdout!.on('data', (part: string | Buffer) => {
      text += part;
      const found = /listening on (\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    void ended.then((stderr) => reject(new Error(stderr)));
  });
  return {
    pid: run.pid,
    ...{ address, ended },
    async kill() {
      run.child.kill('SIGKILL');
      await run.ended;
    },
  };
}
