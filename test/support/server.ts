import type { MikroORM } from '@mikro-orm/postgresql';
import pino from 'pino';
import { keysInMemory } from '../../src/audit/keyring.ts';
import { withClient } from '../../src/db/embedded/roles.ts';
import { uuidOf } from '../../src/db/ids.ts';
import { createOrganization } from '../../src/projects/bootstrap.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.ts';
import { type Clients, clients } from './clients.ts';
import { newDatabase, type TestDatabase } from './database.ts';

/** What a service key of a test may do; default: everything but people's business, in every project. */
export interface KeyOptions {
  scopes?: string[];
  projects?: string[];
  name?: string;
  expiresInSeconds?: number;
}

/** An organization of a test: its owner, its project, and one-line keys. */
export interface Tenant {
  organizationId: string;
  /** proj_… */
  projectId: string;
  ownerKey: string;
  /** Clients with the owner's personal key. */
  owner: Clients;
  /** Mints a service key and returns its text. */
  key(options?: KeyOptions): Promise<string>;
  /** Adds a member and returns their personal key. */
  member(role: 'member' | 'admin' | 'owner'): Promise<{ key: string; memberId: string }>;
}

/** A real server on a database of its own, with one organization. */
export interface World extends Tenant {
  address: string;
  server: RunningServer;
  database: TestDatabase;
  /** Every line that the servers logged, at every level. */
  logs: string[];
  /** Clients with any key; without: no key is sent. */
  as(key?: string): Clients;
  /** One more organization on the same server. */
  tenant(): Promise<Tenant>;
  /** One more server on the same database. */
  replica(
    options?: Partial<ServerOptions>,
  ): Promise<{ server: RunningServer; address: string; as(key?: string): Clients }>;
  /** SQL as superuser: for moving time and for looking into tables. */
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const everyScope = [
  ...['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write', 'issues:write'],
  ...['personas:read', 'personas:write', 'projects:read'],
];

/** Starts the world of a test file. Call in beforeAll, and `stop` in afterAll. */
export async function startWorld(options: Partial<ServerOptions> = {}): Promise<World> {
  const database = await newDatabase();
  const logs: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logs.push(line) });
  const logKeys = keysInMemory();
  const started: RunningServer[] = [];
  const opened: Clients[] = [];
  const start = async (more: Partial<ServerOptions>) => {
    const server = await startServer({
      databaseUrl: database.url,
      host: '127.0.0.1',
      port: 0,
      version: '0.0.0-test',
      graceMs: 2_000,
      logKeys,
      log,
      ...more,
    });
    started.push(server);
    const address = `127.0.0.1:${server.port}`;
    const as = (key?: string) => {
      const made = clients(address, key);
      opened.push(made);
      return made;
    };
    return { server, address, as };
  };
  const { server, address, as } = await start(options);
  const tenant = () => makeTenant(server.orm, as, options);
  return {
    ...(await tenant()),
    ...{ server, address, as, tenant, database, logs },
    replica: (more = {}) => start({ ...options, ...more }),
    sql: async <Row>(text: string, values: unknown[] = []) =>
      withClient(database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]),
    async stop() {
      for (const made of opened) for (const client of Object.values(made)) client.raw.close();
      await Promise.all(started.map((one) => one.stop()));
      await database.drop();
    },
  };
}

let made = 0;

async function makeTenant(orm: MikroORM, as: World['as'], options: Partial<ServerOptions>): Promise<Tenant> {
  made += 1;
  const pepper = [...(options.peppers?.values() ?? [])].at(-1);
  const organization = await createOrganization(orm.em.fork(), {
    name: `Tenant ${made}`,
    owner: { name: `Olga ${made}`, email: `olga${made}@example.com` },
    ...(pepper ? { pepper } : {}),
  });
  const owner = as(organization.secret);
  return {
    organizationId: organization.organizationId,
    projectId: organization.projectId,
    ownerKey: organization.secret,
    owner,
    async key(key = {}) {
      const { secret } = await owner.keys.createServiceKey({
        name: key.name ?? 'test',
        scopes: key.scopes ?? everyScope,
        allProjects: !key.projects,
        projects: key.projects ?? [],
        expiresInSeconds: key.expiresInSeconds ?? 0,
      });
      return secret;
    },
    async member(role) {
      const number = { member: 1, admin: 2, owner: 3 }[role] as 1 | 2 | 3;
      made += 1;
      const { member, secret } = await owner.projects.createMember({
        name: `M ${made}`,
        email: `m${made}@example.com`,
        role: number,
      });
      return { key: secret, memberId: member?.id ?? '' };
    },
  };
}

/** The uuid behind an id of the wire, for SQL. */
export function uuid(id: string): string {
  const found = uuidOf(id.slice(0, id.indexOf('_')) as Parameters<typeof uuidOf>[0], id);
  if (!found) throw new Error(`${id} is no id`);
  return found;
}
