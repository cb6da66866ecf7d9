import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { AgentRun, AgentRunContext, Finding } from '../agent_runs/entity.ts';
import { AuditEvent, AuditHold } from '../audit/entity.ts';
import { Persona, PersonaVersion } from '../personas/entity.ts';
import { Member, Organization, Project, ProjectRemote } from '../projects/entity.ts';
import { Key, KeySecret } from '../service_keys/entity.ts';
import { Ticket, TicketChange, TicketComment, TicketDependency } from '../tickets/entity.ts';
import { migrations } from './migrations/index.ts';
import { QuietClient, returnLostConnections } from './pool.ts';

const entities = [
  ...[Organization, Member, Project, ProjectRemote, Key, KeySecret, Persona, PersonaVersion],
  ...[Ticket, TicketDependency, TicketComment, TicketChange, AgentRun, AgentRunContext, Finding, AuditEvent, AuditHold],
];

/** Settings of a connection. */
export interface DatabaseOptions {
  /** postgres://user:password@host:port/name; host may be a socket's folder. */
  url: string;
  /** Connections at most; default 20. */
  poolSize?: number;
  /** Receives what the ORM has to say. */
  log?: (message: string) => void;
}

/** Opens the ORM on a pool. Nothing connects before the first query. */
export function openOrm(options: DatabaseOptions) {
  return new MikroORM({
    clientUrl: options.url,
    entities,
    extensions: [Migrator],
    pool: { min: 0, max: options.poolSize ?? 20 },
    // pg reads the URL itself, because the ORM's own reading loses a socket's folder and sslmode. The time-out lets a caller
    // hear that the database is away while it still waits.
    driverOptions: {
      connectionString: options.url,
      connectionTimeoutMillis: 5_000,
      application_name: 'sfs',
      keepAlive: true,
      Client: QuietClient,
      onPoolCreated: returnLostConnections,
    },
    migrations: {
      migrationsList: migrations,
      tableName: 'migrations',
      transactional: true,
      allOrNothing: true,
      snapshot: false,
    },
    logger: (message) => options.log?.(message),
    colors: false,
    discovery: { warnWhenNoEntities: false },
    forceUtcTimezone: true,
    allowGlobalContext: false,
    preferReadReplicas: false,
    ignoreUndefinedInQuery: false,
  });
}

// How long a connection that was just being opened may hold up the end, in milliseconds.
const closeMs = 2_000;

/**
 * Closes the pool, and does not wait for ever.
 *
 * Kysely, below the ORM, loses a connection that is being opened at the moment of the close, and the pool would wait for it. Whoever
 * closes has ended its queries before, as far as it can; those that a shutdown cuts off are the rest.
 */
export async function closeOrm(orm: MikroORM): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeMs);
  });
  await Promise.race([orm.close(true), late]);
  clearTimeout(timer);
}
