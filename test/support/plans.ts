import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';

/** A statement as it was sent. */
export interface Sent {
  text: string;
  values: readonly unknown[];
}

const watched = new WeakSet<object>();

/** Notes what a server sends to its database while some work runs; the statements are run as they are. */
export async function recorder(orm: MikroORM): Promise<(work: () => Promise<unknown>) => Promise<Sent[]>> {
  let sent: Sent[] = [];
  const pool = (await orm.em.getDriver().getConnection().getNativeClient()) as pg.Pool;
  pool.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (...parts: unknown[]) => unknown;
    client.query = ((...parts: unknown[]) => {
      const [first, second] = parts as [string | { text?: string; values?: unknown[] }, unknown];
      const text = typeof first === 'string' ? first : first.text;
      const values = typeof first === 'object' && first.values ? first.values : Array.isArray(second) ? second : [];
      if (text !== undefined) sent.push({ text, values });
      return query(...parts);
    }) as typeof client.query;
  });
  return async (work) => {
    sent = [];
    await work();
    return sent;
  };
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

/** What a statement does in one way of planning. */
export interface Step {
  type: string;
  table: string;
  /** Rows that were looked at, in all loops. */
  rows: number;
}

/** Runs a statement with values, planned for any values or for these, and says what it did. */
export async function stepsOf(
  client: pg.Client,
  { text, values }: Sent,
  mode: 'force_generic_plan' | 'force_custom_plan',
): Promise<Step[]> {
  await client.query(`set plan_cache_mode = ${mode}`);
  await client.query(`prepare examined as ${text}`);
  const literals = values.map((value) => literal(value)).join(', ');
  const { rows } = await client.query(
    `explain (analyze, timing off, format json) execute examined${literals ? ` (${literals})` : ''}`,
  );
  await client.query('deallocate examined');
  return flat(rows[0]['QUERY PLAN'][0].Plan);
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(one)).join(',')}}`);
  return typeof value === 'number' ? String(value) : pg.escapeLiteral(String(value));
}

function flat(node: Node): Step[] {
  const loops = node['Actual Loops'];
  const removed = node['Rows Removed by Filter'] ?? 0;
  const below = node.Plans ?? [];
  // A sort looks at what comes from below it.
  const own = node['Node Type'].includes('Sort')
    ? Math.max(0, ...below.map((child) => child['Actual Rows'] * child['Actual Loops']))
    : (node['Actual Rows'] + removed) * loops;
  const step = { type: node['Node Type'], table: node['Relation Name'] ?? '', rows: own };
  return [step, ...below.flatMap(flat)];
}
