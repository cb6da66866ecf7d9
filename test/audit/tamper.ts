import { leafHash } from '../../src/audit/proof/merkle.ts';
import { TreeBuilder } from '../../src/audit/proof/tree.ts';
import { uuidOf } from '../../src/db/ids.ts';
import { asReplica, type Random, type Sql, type Undo, withBackup } from './tamper_backup.ts';

/**
 * Changes something in the log of an organization (org_…) with SQL as superuser, at a random place. Nothing else may write to that
 * organization until it is undone.
 */
export type Tamper = (sql: Sql, random: Random, organizationId: string) => Promise<Undo>;

interface Place {
  index: number;
  id: string;
}

const below = (random: Random, count: number) => Math.floor(random() * count);
const chosen = <T>(random: Random, all: readonly T[]): T => {
  if (all.length === 0) throw new Error('there is nothing to choose from');
  return all[below(random, all.length)]!;
};

async function leaves(sql: Sql, org: string): Promise<Place[]> {
  const text =
    'select leaf_index::int as index, event_id::text as id from audit_leaves where organization_id = $1 order by 1';
  return sql<Place>(text, [org]);
}

type Change = (sql: Sql, random: Random, org: string) => Promise<void>;

const undoable =
  (change: Change): Tamper =>
  async (sql, random, organizationId) => {
    const org = uuidOf('org', organizationId);
    if (org === undefined) throw new Error(`${organizationId} is no organization`);
    return withBackup(sql, org, () => change(sql, random, org));
  };

const editBody: Change = async (sql, random, org) => {
  const { id } = chosen(random, await leaves(sql, org));
  const edit = `update audit_events set body = ${flipped('body', random)} where organization_id = '${org}' and id = '${id}'`;
  const rehash = `update audit_leaves l set leaf_hash = e.leaf_hash from audit_events e
    where e.organization_id = l.organization_id and e.id = l.event_id and e.id = '${id}' and l.organization_id = '${org}'`;
  await asReplica(sql, edit, ...(random() < 0.5 ? [rehash] : []));
};

const editPayload: Change = async (sql, random, org) => {
  const { id } = chosen(random, await leaves(sql, org));
  const column = random() < 0.2 ? 'salt' : 'payload';
  await asReplica(
    sql,
    `update audit_payloads set ${column} = ${flipped(column, random)} where organization_id = '${org}' and event_id = '${id}'`,
  );
};

/** The column with one bit changed. */
function flipped(column: string, random: Random): string {
  const place = `floor(${random()} * length(${column}))::int`;
  return `set_byte(${column}, ${place}, get_byte(${column}, ${place}) # ${2 ** below(random, 8)})`;
}

const lies = [
  'findings_count = findings_count + 1',
  'persona_version = persona_version + 1',
  `persona_digest = repeat('0', 64)`,
  `commit = repeat('0', 40)`,
  `created_at = created_at + interval '1 second'`,
  'event_seq = event_seq + 1',
  'severity_counts[1] = severity_counts[1] + 1',
] as const;

const editRunRow: Change = async (sql, random, org) => {
  const runs = await sql<{ id: string }>('select id::text from agent_runs where organization_id = $1 order by id', [
    org,
  ]);
  const lie = `update agent_runs set ${chosen(random, lies)} where organization_id = '${org}' and id = '${chosen(random, runs).id}'`;
  await asReplica(sql, lie);
};

const greenRunRow: Change = async (sql, random, org) => {
  const text = `select id::text from agent_runs where organization_id = $1 and status = 'failed' order by id`;
  const { id } = chosen(random, await sql<{ id: string }>(text, [org]));
  await asReplica(
    sql,
    `update agent_runs set status = 'passed', policy_result = 'pass', exit_code = 0 where organization_id = '${org}' and id = '${id}'`,
  );
};

/** Other reasons, with the digest of those that were there beside them. */
const otherReasons: Change = async (sql, random, org) => {
  const text = `select id::text from agent_runs where organization_id = $1 and status not in ('queued', 'running') order by id`;
  const { id } = chosen(random, await sql<{ id: string }>(text, [org]));
  await asReplica(
    sql,
    `update agent_runs set reasons = '{"All checks passed."}', redacted_at = now(),
       reasons_sha256 = encode(sha256(convert_to(to_json(reasons)::text, 'UTF8')), 'hex')
       where organization_id = '${org}' and id = '${id}'`,
  );
};

/** A payload that is nothing any more, with the bytes in the salt: salt and payload are hashed as one. */
const intoSalt: Change = async (sql, random, org) => {
  const { id } = chosen(random, await leaves(sql, org));
  await asReplica(
    sql,
    `update audit_payloads set salt = salt || payload, payload = '' where organization_id = '${org}' and event_id = '${id}'`,
  );
};

/** The row of a run that goes on, where there is one, and something in the queue that could be an excuse for it. */
const deleteRunRow: Change = async (sql, random, org) => {
  const text = `select id::text from agent_runs where organization_id = $1 and status = 'running' order by id`;
  const open = await sql<{ id: string }>(text, [org]);
  const all = await sql<{ id: string }>('select id::text from agent_runs where organization_id = $1 order by id', [
    org,
  ]);
  const { id } = chosen(random, open.length > 0 ? open : all);
  await asReplica(
    sql,
    `delete from agent_runs where organization_id = '${org}' and id = '${id}'`,
    `insert into audit_pending (organization_id, event_id) values ('${org}', gen_random_uuid())`,
  );
};

/** An event whose fields are nested so deeply that JSON cannot be made of them again. */
const nestBody: Change = async (sql, random, org) => {
  const text = `select id::text as id from audit_events where organization_id = $1 and run_id is not null order by id`;
  const { id } = chosen(random, await sql<{ id: string }>(text, [org]));
  const nested = `repeat('[', 25000) || repeat(']', 25000)`;
  await asReplica(
    sql,
    `update audit_events set body = convert_to(replace(convert_from(body, 'UTF8'), '"outputs":{', '"outputs":{"commit":' || ${nested} || ','), 'UTF8')
       where organization_id = '${org}' and id = '${id}'`,
  );
};

const deleteEvent: Change = async (sql, random, org) => {
  const { id } = chosen(random, await leaves(sql, org));
  const events = `delete from audit_events where organization_id = '${org}' and id = '${id}'`;
  const payload = `delete from audit_payloads where organization_id = '${org}' and event_id = '${id}'`;
  const leaf = `delete from audit_leaves where organization_id = '${org}' and event_id = '${id}'`;
  await asReplica(sql, events, ...(random() < 0.5 ? [payload] : []), ...(random() < 0.5 ? [leaf] : []));
};

/** Back to an earlier checkpoint, with everything that is about what came later. */
const cutTail: Change = async (sql, random, org) => {
  const text = 'select size::int as size from audit_checkpoints where organization_id = $1 order by 1';
  const sizes = (await sql<{ size: number }>(text, [org])).map(({ size }) => size);
  const size = chosen(random, sizes.slice(0, -1));
  const gone = `(select event_id from audit_leaves where organization_id = '${org}' and leaf_index >= ${size})`;
  await asReplica(
    sql,
    `delete from audit_events where organization_id = '${org}' and id in ${gone}`,
    `delete from audit_payloads where organization_id = '${org}' and event_id in ${gone}`,
    `delete from audit_leaves where organization_id = '${org}' and leaf_index >= ${size}`,
    `delete from audit_checkpoints where organization_id = '${org}' and size > ${size}`,
  );
  await asReplica(sql, ...(await tilesOf(sql, org)));
};

/** Every trace of the log; the organization and its rows stay. */
const deleteLog: Change = (sql, _random, org) =>
  asReplica(
    sql,
    ...['events', 'payloads', 'leaves', 'tiles', 'checkpoints', 'attestations', 'pending'].map(
      (name) => `delete from audit_${name} where organization_id = '${org}'`,
    ),
  );

const reorder: Change = async (sql, random, org) => {
  const all = await leaves(sql, org);
  const one = chosen(random, all);
  const other = chosen(
    random,
    all.filter(({ id }) => id !== one.id),
  );
  await asReplica(
    sql,
    `create temp table moved as select * from audit_leaves
       where organization_id = '${org}' and leaf_index in (${one.index}, ${other.index})`,
    `delete from audit_leaves where organization_id = '${org}' and leaf_index in (${one.index}, ${other.index})`,
    `update moved set leaf_index = ${one.index + other.index} - leaf_index`,
    'insert into audit_leaves select * from moved',
  );
};

/** A genuine event once more: in the place of another, or behind the last. */
const replay: Change = async (sql, random, org) => {
  const all = await leaves(sql, org);
  const genuine = chosen(random, all);
  const other = chosen(
    random,
    all.filter(({ id }) => id !== genuine.id),
  );
  const body = `(select body from audit_events where organization_id = '${org}' and id = '${genuine.id}')`;
  if (random() < 0.5) {
    const hash = `(select leaf_hash from audit_events where organization_id = '${org}' and id = '${other.id}')`;
    await asReplica(
      sql,
      `update audit_events set body = ${body} where organization_id = '${org}' and id = '${other.id}'`,
      `update audit_leaves set leaf_hash = ${hash} where organization_id = '${org}' and event_id = '${other.id}'`,
    );
    return;
  }
  await asReplica(
    sql,
    `create temp table copied as select gen_random_uuid() as id`,
    `insert into audit_events (organization_id, id, occurred_at, run_id, run_seq, body)
       select e.organization_id, c.id, e.occurred_at, e.run_id, e.run_seq, e.body from audit_events e, copied c
       where e.organization_id = '${org}' and e.id = '${genuine.id}'`,
    `insert into audit_payloads select p.organization_id, c.id, p.occurred_at, p.salt, p.payload from audit_payloads p, copied c
       where p.organization_id = '${org}' and p.event_id = '${genuine.id}'`,
    `create temp table leaf as select * from audit_leaves where organization_id = '${org}' and event_id = '${genuine.id}'`,
    `update leaf set leaf_index = ${all.length}, event_id = c.id from copied c`,
    'insert into audit_leaves select * from leaf',
  );
};

/** A genuine event of another organization in the place of one of this. */
const splice: Change = async (sql, random, org) => {
  const { index } = chosen(random, await leaves(sql, org));
  const text = `select l.event_id::text as id from audit_leaves l where l.organization_id <> $1 order by l.organization_id, l.leaf_index`;
  const { id } = chosen(random, await sql<{ id: string }>(text, [org]));
  await asReplica(
    sql,
    `insert into audit_events (organization_id, id, occurred_at, run_id, run_seq, body)
       select '${org}', id, occurred_at, run_id, run_seq, body from audit_events where id = '${id}' and organization_id <> '${org}'`,
    `insert into audit_payloads select '${org}', event_id, occurred_at, salt, payload from audit_payloads
       where event_id = '${id}' and organization_id <> '${org}'`,
    `update audit_leaves set event_id = '${id}',
       leaf_hash = (select leaf_hash from audit_events where organization_id = '${org}' and id = '${id}')
       where organization_id = '${org}' and leaf_index = ${index}`,
  );
};

/**
 * An event goes, and everything closes over it: the leaves behind it move up, the chain of its run is linked anew, tiles and roots
 * are made again. What cannot be made again are the signatures.
 */
const relink: Change = async (sql, random, org) => {
  const all = await leaves(sql, org);
  const { index, id } = chosen(random, all);
  const [run] = await sql<{ id: string | null; seq: number }>(
    'select run_id::text as id, run_seq as seq from audit_events where organization_id = $1 and id = $2',
    [org, id],
  );
  await asReplica(
    sql,
    `delete from audit_events where organization_id = '${org}' and id = '${id}'`,
    `delete from audit_payloads where organization_id = '${org}' and event_id = '${id}'`,
    `delete from audit_leaves where organization_id = '${org}' and leaf_index = ${index}`,
    // Downwards, one after the other, for the sake of the primary key.
    `do $$ begin for i in ${index + 1}..${all.length - 1} loop
       update audit_leaves set leaf_index = i - 1 where organization_id = '${org}' and leaf_index = i; end loop; end $$`,
    `delete from audit_checkpoints where organization_id = '${org}' and size = ${all.length}`,
  );
  if (run?.id) await relinkRun(sql, org, run.id);
  await asReplica(sql, ...(await tilesOf(sql, org)), ...(await rootsOf(sql, org)));
};

async function relinkRun(sql: Sql, org: string, run: string): Promise<void> {
  const events = await sql<{ id: string; body: Buffer }>(
    'select id::text, body from audit_events where organization_id = $1 and run_id = $2 order by run_seq',
    [org, run],
  );
  let previous: string | null = null;
  for (const [at, { id, body }] of events.entries()) {
    const event = JSON.parse(body.toString());
    const outputs = 'event_count' in event.outputs ? { ...event.outputs, event_count: events.length } : event.outputs;
    const linked: Buffer = Buffer.from(JSON.stringify({ ...event, run_seq: at + 1, run_previous: previous, outputs }));
    previous = leafHash(linked).toString('hex');
    await asReplica(
      sql,
      `update audit_events set run_seq = ${at + 1}, body = '\\x${linked.toString('hex')}' where organization_id = '${org}' and id = '${id}'`,
      `update audit_leaves set leaf_hash = '\\x${previous}' where organization_id = '${org}' and event_id = '${id}'`,
    );
  }
  const hash = previous === null ? 'null' : `'\\x${previous}'`;
  await asReplica(
    sql,
    `update agent_runs set event_seq = ${events.length}, event_hash = ${hash} where organization_id = '${org}' and id = '${run}'`,
  );
}

const hashesOf = async (sql: Sql, org: string) =>
  sql<{ leaf_hash: Buffer }>('select leaf_hash from audit_leaves where organization_id = $1 order by leaf_index', [
    org,
  ]);

/** Statements that make the tiles those of the leaves that are there when this is called. */
async function tilesOf(sql: Sql, org: string): Promise<string[]> {
  const insert = (level: number, index: number, hashes: Buffer) =>
    `insert into audit_tiles values ('${org}', ${level}, ${index}, '\\x${hashes.toString('hex')}')`;
  const full: string[] = [];
  const tree = new TreeBuilder((level, index, hashes) => full.push(insert(level, index, hashes)));
  for (const { leaf_hash } of await hashesOf(sql, org)) tree.append(leaf_hash);
  const partial = tree.partialTiles().map(({ level, index, hashes }) => insert(level, index, hashes));
  return [`delete from audit_tiles where organization_id = '${org}'`, ...full, ...partial];
}

async function rootsOf(sql: Sql, org: string): Promise<string[]> {
  const roots: string[] = [];
  const tree = new TreeBuilder();
  for (const { leaf_hash } of await hashesOf(sql, org)) {
    tree.append(leaf_hash);
    const root = tree.root().toString('hex');
    roots.push(
      `update audit_checkpoints set root = '\\x${root}' where organization_id = '${org}' and size = ${tree.size}`,
    );
  }
  return roots;
}

/** Everything that must be caught, by name. `verify` finds each of them where the checkpoint from before was kept. */
export const tampers: Record<string, Tamper> = {
  'edit a body': undoable(editBody),
  'edit a payload': undoable(editPayload),
  'edit a run row': undoable(editRunRow),
  'a greener run row': undoable(greenRunRow),
  'other reasons': undoable(otherReasons),
  'a payload moved into its salt': undoable(intoSalt),
  'delete a run row': undoable(deleteRunRow),
  'nest a body': undoable(nestBody),
  'delete an event': undoable(deleteEvent),
  'cut the tail': undoable(cutTail),
  'delete the log': undoable(deleteLog),
  reorder: undoable(reorder),
  replay: undoable(replay),
  splice: undoable(splice),
  'relink after a delete': undoable(relink),
};
