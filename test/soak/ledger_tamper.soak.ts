import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Check } from '../../src/audit/proof/check.ts';
import { withClient } from '../../src/db/embedded/roles.ts';
import { bitsOf, unnoticed } from '../audit/flip_bits.ts';
import { makeReceipt } from '../audit/make_receipt.ts';
import { tampers } from '../audit/tamper.ts';
import { quiet, type Sql, seeded } from '../audit/tamper_backup.ts';
import { sfs } from '../cli/run.ts';
import { scaled } from './scale.ts';
import { type SoakWorld, startSoak } from './world.ts';
import { Writer } from './writer.ts';

// Somebody with all rights on the database changes the log at random places; whoever kept a checkpoint sees it every time.
let world: SoakWorld;
let sql: Sql;
let organizationId: string;
let home: string;
const env = () => ({ HOME: home, SFS_SERVER: world.server().address, SFS_API_KEY: world.home.ownerKey() });

beforeAll(async () => {
  world = await startSoak();
  home = mkdtempSync(join(tmpdir(), 'sfs-auditor-'));
  // A connection for each, because tampering leaves temporary tables behind.
  sql = (text, values) =>
    withClient(world.home.superuserUrl(), async (client) => {
      const answer = await client.query(text, values);
      return (Array.isArray(answer) ? answer.at(-1) : answer).rows;
    });
  organizationId = (await world.owner().projects.getOrganization()).organization!.id;
  const writer = new Writer('w');
  const key = await world.key('ci');
  const stop = new AbortController();
  let answers = 0;
  await writer.work(world.as(key), stop.signal, () => {
    answers += 1;
    if (answers === 120) stop.abort();
  });
  await quiet(sql, organizationId);
  // Somebody else's log, for what is spliced from it.
  const made = world.home.sfs([
    ...['organization', 'create', 'Other', '--owner-name', 'O', '--owner-email', 'o@x.example'],
    ...['--data-dir', world.home.dataDir],
  ]);
  expect(await made.ended).toMatchObject({ code: 0 });
  const [{ id }] = (await sql<{ id: string }>(`select id::text from organizations where name = 'Other'`)) as [
    { id: string },
  ];
  await quiet(sql, `org_${id.replaceAll('-', '')}`);
  const { keys } = await world.owner().audit.listLogKeys();
  writeFileSync(join(home, 'keys.txt'), keys.map(({ line }) => `${line}\n`).join(''));
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await world?.end();
});

async function verify(): Promise<{ code: number; bad: string[] }> {
  const { code, stdout, stderr } = await sfs(['audit', 'verify', '--keys', 'keys.txt', '--format', 'json'], {
    env: env(),
    cwd: home,
  });
  if (stdout === '') throw new Error(stderr);
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  return {
    code,
    bad: checks.filter(({ result }) => result === 'tampered').map(({ name, message }) => `${name}: ${message}`),
  };
}

test('the log holds, and its head is kept', async () => {
  expect(await verify()).toEqual({ code: 0, bad: [] });
});

const trials = scaled(1_000, 44);
const names = Object.keys(tampers);

test.each(names)(`%s: caught every time, ${Math.ceil(trials / names.length)} times`, async (name) => {
  const random = seeded(name.length * 7_919);
  for (let trial = 0; trial < trials / names.length; trial += 1) {
    const tampered = await tampers[name]!(sql, random, organizationId);
    try {
      const { code, bad } = await verify();
      expect({ code, trial }).toEqual({ code: 1, trial });
      // Something in there names the place: an index, an event, a run, a tile or a size.
      expect(bad.join('\n')).toMatch(/\d|evt_|run_/);
    } finally {
      await tampered.undo();
    }
  }
});

test('what was put back holds again', async () => {
  expect(await verify()).toEqual({ code: 0, bad: [] });
});

test('every single bit of every file of a receipt: never valid', () => {
  const receipt = makeReceipt({ findings: true, since: true });
  const bits = [...bitsOf(receipt, { whole: scaled(Number.POSITIVE_INFINITY, 0), sample: 400 })];
  expect(bits.length).toBeGreaterThan(1_000);
  expect(unnoticed(receipt, bits)).toEqual([]);
});
