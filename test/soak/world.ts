import { Client } from 'pg';
import { type Clients, clients } from '../support/clients.ts';
import { type Home, newHome, type ProcessServer } from '../support/process_server.ts';
import { expectNoKeyAnywhere } from './no_key.ts';

/** The real server in a home of its own, with a persona; it can be killed and started again. */
export interface SoakWorld {
  home: Home;
  /** The server that runs now. */
  server(): ProcessServer;
  /** Clients of the server that runs now. */
  as(key: string): Clients;
  owner(): Clients;
  /** Mints a service key with the scopes of a CI job, and more; without `owner` in the first organization. */
  key(name: string, owner?: Clients): Promise<string>;
  /** Starts a server on the same folder; one that still runs is killed first. */
  restart(argv?: string[], options?: { detached?: boolean }): Promise<ProcessServer>;
  /** SQL as superuser, on a connection that is made again when the database was. */
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Looks for keys in every place where none may be; call it last, while the server still runs. */
  expectNoKey(): Promise<void>;
  /** Ends everything. */
  end(): Promise<void>;
}

/** The persona of the runs here. */
export const persona = 'sentinel';

const scopes = ['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write', 'personas:read'];

/** Makes a home, starts the server on it, logging at every level where nothing else is said, and adds a persona. */
export async function startSoak({ logLevel = 'trace' } = {}): Promise<SoakWorld> {
  const home = newHome();
  const keys: string[] = [];
  const opened: Clients[] = [];
  let known = new Map<string, Clients>();
  let server: ProcessServer;
  let database: Client | undefined;

  const start = async (argv: string[], options = {}) => {
    server = await home.serve(['--log-level', logLevel, ...argv], options);
    known = new Map();
    return server;
  };
  const as = (key: string) => {
    const made = known.get(key) ?? clients(server.address, key);
    if (!known.has(key)) opened.push(made);
    known.set(key, made);
    return made;
  };
  const hangUp = () => {
    for (const made of opened.splice(0)) for (const client of Object.values(made)) client.raw.close();
  };
  const connection = async () => {
    if (database) return database;
    const made = new Client({ connectionString: home.superuserUrl(), application_name: 'sfs soak' });
    const forget = () => {
      if (database === made) database = undefined;
    };
    made.on('error', forget);
    made.on('end', forget);
    await made.connect();
    database = made;
    return made;
  };
  const world: SoakWorld = {
    home,
    as,
    server: () => server,
    owner: () => as(home.ownerKey()),
    async key(name, owner = world.owner()) {
      const { secret } = await owner.keys.createServiceKey({ name, scopes, allProjects: true });
      keys.push(secret);
      return secret;
    },
    restart: async (argv = [], options = {}) => {
      hangUp();
      await server.kill();
      return start(argv, options);
    },
    sql: async <Row>(text: string, values: unknown[] = []) =>
      (await (await connection()).query(text, values)).rows as Row[],
    expectNoKey: () => expectNoKeyAnywhere(world, [home.ownerKey(), ...keys]),
    async end() {
      hangUp();
      await database?.end().catch(() => undefined);
      await home.remove();
    },
  };
  try {
    await start([]);
    await world.owner().personas.createPersona({ name: persona, role: 'reviewer', content: 'Look for holes.' });
  } catch (error) {
    await world.end();
    throw error;
  }
  return world;
}
