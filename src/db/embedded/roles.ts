import { Client } from 'pg';
import type { Passwords } from './passwords.ts';

/** The role that owns the tables, and migrates them. */
export const ownerRole = 'sfs_owner';
/** The role the server works as: it reads and writes rows, and can neither change a table nor undo a REVOKE. */
export const applicationRole = 'sfs_app';

/** One lock for all that make roles at the same time; CREATE ROLE has no IF NOT EXISTS. */
const rolesLock = 7350;

/** Runs something on a connection of its own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // A connection that drops while idle is an event as well, and would end the process if nobody listened.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server and credentials, another database. */
export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** The same server and database, another role. */
export function asRole(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = password;
  return changed.href;
}

/** Makes the two roles if they are missing, and gives them these passwords. */
export async function ensureRoles(superuserUrl: string, passwords: Omit<Passwords, 'postgres'>): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [rolesLock]);
    for (const role of [ownerRole, applicationRole] as const) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = rowCount ? 'ALTER' : 'CREATE';
      const password = client.escapeLiteral(passwords[role]);
      await client.query(
        `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${password}`,
      );
    }
  });
}

/** What the application may do with whatever the owner makes later. REVOKEs on single tables come with migrations. */
const privileges = `
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO ${applicationRole};
  ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerRole} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${applicationRole};
  ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerRole} GRANT USAGE ON SEQUENCES TO ${applicationRole};
`;

/** Makes a database that belongs to the owner role. May be repeated after an interruption. */
export async function ensureDatabase(superuserUrl: string, name: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    const database = client.escapeIdentifier(name);
    // template0 holds nothing that somebody may have added to a server of their own.
    if (!rowCount) {
      await client.query(`CREATE DATABASE ${database} OWNER ${ownerRole} TEMPLATE template0 ENCODING 'UTF8'`);
    }
    await client.query(
      `REVOKE ALL ON DATABASE ${database} FROM PUBLIC; GRANT CONNECT ON DATABASE ${database} TO ${applicationRole}`,
    );
  });
  await withClient(onDatabase(superuserUrl, name), (client) => client.query(privileges));
}

const marker = 'sfs: roles and privileges are in place';

/** Makes the roles and the database once; a later start asks one question and is done. */
export async function ensureApplicationDatabase(superuserUrl: string, name: string, all: Passwords): Promise<void> {
  const done = await withClient(superuserUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1`,
      [name],
    );
    return rows[0]?.note === marker;
  });
  if (done) return;
  await ensureRoles(superuserUrl, all);
  await ensureDatabase(superuserUrl, name);
  await withClient(superuserUrl, (client) =>
    client.query(`COMMENT ON DATABASE ${client.escapeIdentifier(name)} IS ${client.escapeLiteral(marker)}`),
  );
}
