import type { Client } from 'pg';
import {
  applicationRole,
  asRole,
  ensureDatabase,
  onDatabase,
  ownerRole,
  withClient,
} from '../../../src/db/embedded/roles.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { clients } from '../../support/clients.ts';
import { uuid } from '../../support/server.ts';
import { type BenchServer, personaName } from '../bench_server.ts';
import { completion } from '../operations.ts';
import { type ModelRow, modelRows, type Names, Script } from './model.ts';

/** Scripts that write what the server writes for a run, row for row, in one transaction of one statement each. */
export interface SameRows {
  /** A database of its own in the same PostgreSQL, with the product's tables and indexes, as the role that the server works as. */
  url: string;
  superuserUrl: string;
  create: { text: string; variables: Record<string, string> };
  complete: { text: string; variables: Record<string, string> };
  /** Makes runs to complete: so many for each client. */
  fill(clients: number, each: number): Promise<void>;
}

const database = 'sfs_bench';
/** Tables that hold who and what a run belongs to. */
const surroundings = ['organizations', 'members', 'projects', 'keys', 'key_secrets', 'personas', 'persona_versions'];
/** Ids of the runs to complete follow from a number, so that no script has to look for one. */
const numbered = (number: string) =>
  `cast('01900000-0000-7000-8000-' || lpad(to_hex(cast(${number} as bigint)), 12, '0') as uuid)`;
const perClient = 1_000_000;
const requestIds = { create: 'b'.repeat(32), complete: 'd'.repeat(32) };

/** Makes the database and the scripts, with a run that the server made and completed as the model. */
export async function sameRows(bench: BenchServer): Promise<SameRows> {
  const url = bench.home.superuserUrl();
  const made = await makeModel(bench);
  const target = onDatabase(url, database);
  await ensureDatabase(url, database);
  await migrate(asRole(target, ownerRole, bench.home.passwords().sfs_owner));
  await withClient(url, (from) => withClient(target, (to) => copyTables(from, to)));
  const { create, complete, started } = made;
  return {
    url: asRole(target, applicationRole, bench.home.passwords().sfs_app),
    superuserUrl: target,
    create: createScript(create),
    complete: completeScript(complete),
    async fill(clients, each) {
      const script = new Script();
      const insert = script.insert([started.row], started.names, started.at);
      // The statement is made for pgbench; here its variables become literals.
      await withClient(target, async (client) => {
        const text = insert.replace(/:(v\d+)\b/g, (_, name) => client.escapeLiteral(script.variables[name]!));
        await client.query(`with new as (
          select ${numbered(`client * ${perClient} + n`)} as run, null::uuid as event
          from generate_series(0, ${clients - 1}) as client, generate_series(1, ${each}) as n) ${text}`);
        await client.query('vacuum analyze');
      });
    },
  };
}

interface Change {
  names: Names;
  at: Date;
  inserts: ModelRow[][];
  /** Columns of the run that changed. */
  update?: ModelRow;
}

async function makeModel(bench: BenchServer) {
  const made = clients(bench.server.address, bench.key);
  const { run } = await made.runs.createAgentRun({
    ...{ persona: personaName, start: true, ciProvider: 1, triggerSource: 2 },
    ...{ requestId: requestIds.create, commit: 'c'.repeat(40), triggerRef: 'refs/pull/12345/merge' },
  });
  const id = uuid(run!.id);
  return withClient(bench.home.superuserUrl(), async (client) => {
    const before = (await modelRows(client, 'agent_runs', 'id = $1', [id]))[0]!;
    const create = await changeOf(client, id, 1, requestIds.create);
    create.inserts.unshift([before]);
    create.inserts.push(await modelRows(client, 'agent_run_contexts', 'run_id = $1', [id]));
    await made.runs.completeAgentRun(completion({ runId: run!.id, requestId: requestIds.complete }));
    const after = (await modelRows(client, 'agent_runs', 'id = $1', [id]))[0]!;
    const complete = await changeOf(client, id, 2, requestIds.complete);
    complete.update = { ...after, cells: after.cells.filter(({ value }, at) => value !== before.cells[at]!.value) };
    complete.inserts.push(await modelRows(client, 'findings', 'run_id = $1 order by number', [id]));
    for (const one of Object.values(made)) one.raw.close();
    return { create, complete, started: { row: before, names: create.names, at: create.at } };
  });
}

/** The rows of one event of a run, and of the request that led to it. */
async function changeOf(client: Client, run: string, place: number, requestId: string): Promise<Change> {
  const [event] = await modelRows(client, 'audit_events', 'run_id = $1 and run_seq = $2', [run, String(place)]);
  const cell = (name: string) => event!.cells.find(({ column }) => column === name)!;
  const names = { run, event: cell('id').value! };
  const pending = { table: 'audit_pending', cells: [cell('organization_id'), { ...cell('id'), column: 'event_id' }] };
  const inserts = [
    [event!],
    await modelRows(client, 'audit_payloads', 'event_id = $1', [names.event]),
    // The sequencer has removed it by now.
    [pending],
    await modelRows(client, 'idempotency', 'request_id = $1', [requestId]),
  ];
  return { names, at: new Date(cell('occurred_at').value!), inserts };
}

function createScript(change: Change) {
  return scriptOf('select uuidv7() as run, uuidv7() as event', change);
}

function completeScript(change: Change) {
  const made = scriptOf(`select ${numbered(':n')} as run, uuidv7() as event`, change);
  const counted = `\\set c :c + 1\n\\set n :client_id * ${perClient} + :c\n`;
  return { text: counted + made.text, variables: { ...made.variables, c: '0' } };
}

function scriptOf(ids: string, { names, at, inserts, update }: Change) {
  const script = new Script();
  if (inserts.some((rows) => rows.length === 0))
    throw new Error('the server wrote less for a run than is compared here');
  const statements = inserts.map((rows) => script.insert(rows, names, at));
  if (update) {
    const columns = update.cells.map((cell) => `"${cell.column}" = ${script.cell(cell, names, at)}`);
    const organization = inserts[0]![0]!.cells.find(({ column }) => column === 'organization_id')!;
    statements.unshift(`update agent_runs r set ${columns.join(', ')} from new
      where r.organization_id = ${script.cell(organization, names, at)} and r.id = new.run and r.status = 'running'`);
  }
  const last = statements.pop();
  const parts = statements.map((text, n) => `part${n} as (${text})`);
  return { text: `with new as (${ids}),\n${parts.join(',\n')}\n${last};\n`, variables: script.variables };
}

async function copyTables(from: Client, to: Client): Promise<void> {
  for (const table of surroundings) {
    const { rows } = await from.query(`select coalesce(json_agg(t), '[]')::text as all from ${table} t`);
    await to.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [rows[0].all]);
  }
}
