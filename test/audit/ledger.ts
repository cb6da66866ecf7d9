import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type EventBody, parseBody } from '../../src/audit/proof/event_body.ts';
import { parseKeys } from '../../src/audit/proof/keys_file.ts';
import { openNote, parseCheckpoint } from '../../src/audit/proof/note.ts';
import { TreeBuilder } from '../../src/audit/proof/tree.ts';
import { withClient } from '../../src/db/embedded/roles.ts';
import { type Tenant, uuid, type World } from '../support/server.ts';

/** An event as its bytes say, with its place. */
export interface Placed {
  index: number;
  hash: Buffer;
  body: EventBody;
}

/** Asks until there is an answer; for tests that run beside each other, where vitest's own polling cannot tell them apart. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await sleep(20);
  }
}

/** Waits until nothing of an organization waits for its place. */
export async function settled(world: World, { organizationId }: Pick<Tenant, 'organizationId'>): Promise<void> {
  const waiting = 'select 1 from audit_pending where organization_id = $1 limit 1';
  await eventually('events get their places', async () =>
    (await world.sql(waiting, [uuid(organizationId)])).length === 0 ? true : undefined,
  );
}

/** The log of an organization in its order, once nothing waits. */
export async function logOf(world: World, tenant: Pick<Tenant, 'organizationId'>): Promise<Placed[]> {
  await settled(world, tenant);
  const rows = await world.sql<{ leaf_index: string; leaf_hash: Buffer; body: Buffer }>(
    `select l.leaf_index, l.leaf_hash, e.body from audit_leaves l
     join audit_events e on e.organization_id = l.organization_id and e.id = l.event_id
     where l.organization_id = $1 order by l.leaf_index`,
    [uuid(tenant.organizationId)],
  );
  return rows.map((row) => ({ index: Number(row.leaf_index), hash: row.leaf_hash, body: parseBody(row.body) }));
}

/** Checks that the leaves are dense and that every checkpoint is signed and is of exactly these leaves; answers how many there are. */
export async function expectSound(world: World, tenant: Tenant): Promise<number> {
  const log = await logOf(world, tenant);
  expect(log.map(({ index }) => index)).toEqual(log.map((_, at) => at));
  const { keys, origin } = await tenant.owner.audit.listLogKeys();
  const trusted = parseKeys(keys.map(({ line }) => `${line}\n`).join('')).log;
  const heads = await world.sql<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from audit_checkpoints where organization_id = $1 order by size',
    [uuid(tenant.organizationId)],
  );
  const tree = new TreeBuilder();
  for (const { size, root, note } of heads) {
    while (tree.size < Number(size)) tree.append(log[tree.size]!.hash);
    const { text, signedBy } = openNote(note, trusted);
    expect(signedBy.length).toBeGreaterThan(0);
    expect(parseCheckpoint(text)).toEqual({ origin, size: Number(size), root: tree.root() });
    expect(root.equals(tree.root())).toBe(true);
  }
  expect(tree.size).toBe(log.length);
  return heads.length;
}

/** SQL as a superuser whom no trigger stops. */
export async function intrude(world: World, text: string, values: unknown[] = []): Promise<void> {
  await withClient(world.database.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(text, values);
  });
}
