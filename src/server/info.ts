import type { MikroORM } from '@mikro-orm/postgresql';
import { migrationState } from '../db/migrate.ts';
import type { ServerServiceService } from '../gen/sfs/v1/server.ts';
import type { Handlers } from './handler.ts';

/** What the server knows of itself. */
export interface ServerFacts {
  version: string;
  embeddedDatabase: boolean;
  orm: MikroORM;
  /** Why nothing may be changed; undefined where it may. */
  logKeyProblem: () => string | undefined;
}

const select = `
  select now() as time, current_setting('server_version') as version,
    (select coalesce(max(leaf_index) + 1, 0) from audit_leaves where organization_id = ?)::int
      + (select count(*) from audit_pending where organization_id = ?)::int as events,
    (select occurred_at from audit_events where organization_id = ? order by id desc limit 1) as head,
    (select coalesce(max(size), 0) from audit_checkpoints where organization_id = ?)::int as signed`;

interface ServerRow {
  time: string;
  version: string;
  events: number;
  head: string | null;
  signed: number;
}

/** ServerService. */
export const serverHandlers = (facts: ServerFacts): Handlers<ServerServiceService> => ({
  async getServerInfo(_request, { em, principal }) {
    const [row] = await em.execute<[ServerRow]>(
      select,
      [1, 2, 3, 4].map(() => principal.organizationId),
    );
    const { applied, pending } = await migrationState(facts.orm);
    return {
      version: facts.version,
      databaseVersion: row.version.split(' ')[0] ?? '',
      embeddedDatabase: facts.embeddedDatabase,
      migration: applied.at(-1) ?? '',
      pendingMigrations: pending,
      time: new Date(row.time),
      auditEvents: row.events,
      auditHeadAt: row.head ? new Date(row.head) : undefined,
      auditCheckpointSize: row.signed,
      logKeyProblem: facts.logKeyProblem(),
    };
  },
});
