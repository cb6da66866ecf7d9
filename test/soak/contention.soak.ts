import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyFolder } from '../../src/audit/keyring.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { statusWords } from '../../src/tickets/wire.ts';
import { type Clients, clients, type Refused } from '../support/clients.ts';
import { uuid } from '../support/server.ts';
import { scaled } from './scale.ts';
import { type SoakWorld, startSoak } from './world.ts';

// Many workers over the same tickets, on two servers that share one database.
let world: SoakWorld;
let replica: RunningServer;
const workers: Clients[] = [];

beforeAll(async () => {
  world = await startSoak();
  replica = await startServer({
    logKeys: keyFolder(join(world.home.dataDir, 'keys')),
    databaseUrl: world.home.applicationUrl(),
    host: '127.0.0.1',
    port: 0,
    version: 'soak',
    log: pino({ level: 'silent' }),
  });
  for (let number = 0; number < 64; number += 1) {
    const address = number % 2 ? world.server().address : `127.0.0.1:${replica.port}`;
    const worker = clients(address, await world.key(`worker ${number}`));
    // One after the other: servers slow down those who come with many keys that they have not seen before.
    await worker.keys.whoAmI();
    workers.push(worker);
  }
});
afterAll(async () => {
  for (const worker of workers) for (const client of Object.values(worker)) client.raw.close();
  await replica?.stop();
  await world?.end();
});

const open = statusWords.number('open');

async function makeTickets(count: number): Promise<string[]> {
  const ids: string[] = [];
  const make = async (worker: Clients) => {
    while (ids.length < count) {
      const place = ids.push('') - 1;
      ids[place] = (await worker.tickets.createTicket({ title: `Ticket ${place}` })).ticket!.id;
    }
  };
  await Promise.all(workers.slice(0, 16).map(make));
  return ids;
}

/** What the workers' attempts came to. */
const attempts = { won: 0, lost: 0 };

/** Takes tickets from the list of open ones until there is none, as a pool of agents does; answers those it started. */
async function takeAll(worker: Clients, number: number): Promise<string[]> {
  const mine: string[] = [];
  for (;;) {
    const { tickets } = await worker.tickets.listTickets({ statuses: [open], pageSize: 50 });
    if (tickets.length === 0) return mine;
    // In pairs, who want the same tickets in the same order; the pairs behind and before them want some of these as well.
    const from = ((number >> 1) * 3) % tickets.length;
    for (const { id } of [...tickets.slice(from), ...tickets.slice(0, from)].slice(0, 6)) {
      try {
        await worker.tickets.startTicket({ ticketId: id });
        attempts.won += 1;
        mine.push(id);
      } catch (error) {
        expect((error as Refused).reason).toBe('LEASE_HELD');
        attempts.lost += 1;
      }
    }
  }
}

test('64 workers start 1,000 tickets: each is started exactly once', async () => {
  const ids = await makeTickets(1_000);
  const started = await Promise.all(workers.map(takeAll));
  expect(attempts.won).toBe(1_000);
  expect(attempts.lost, 'they did meet').toBeGreaterThan(500);
  expect(started.flat().sort()).toEqual([...ids].sort());
  expect(started.filter((mine) => mine.length > 0).length).toBeGreaterThan(32);

  const uuids = ids.map(uuid);
  expect(
    await world.sql(
      `select status, lease_epoch, count(*)::int as n, count(distinct lease_holder ->> 'keyId')::int as holders
       from tickets where id = any($1) group by 1, 2`,
      [uuids],
    ),
  ).toEqual([
    { status: 'in_progress', lease_epoch: 1, n: 1_000, holders: started.filter((mine) => mine.length > 0).length },
  ]);
  const starts = await world.sql(
    `select count(*)::int as n, count(distinct body -> 'resource' ->> 'id')::int as tickets from (
       select convert_from(body, 'UTF8')::json as body from audit_events) as event
     where body ->> 'action' = 'ticket.start'`,
  );
  expect(starts).toEqual([{ n: 1_000, tickets: 1_000 }]);
});

test.each(Array.from({ length: scaled(5, 1) }, (_, round) => round + 1))(
  '200 opposite dependency edges at once, round %i: no cycle',
  async (round) => {
    const ids = await makeTickets(20);
    const pairs = Array.from({ length: 100 }, (_, n) => [ids[n % 20]!, ids[(n + 1 + ((n + round) % 19)) % 20]!]);
    const edges = pairs.flatMap(([a, b]) => [
      [a!, b!],
      [b!, a!],
    ]);
    const results = await Promise.all(
      edges.map(([ticketId, dependsOn], number) =>
        workers[number % workers.length]!.tickets.updateTicket({
          ticketId: ticketId!,
          dependsOn: [dependsOn!],
          updateMask: ['depends_on'],
        }).then(
          () => 'done',
          (error: Refused) => error.reason,
        ),
      ),
    );
    expect(new Set(results)).toEqual(new Set(['done', 'DEPENDENCY_CYCLE']));
    const circles = await world.sql(
      `with recursive walk (start, id) as (
         select ticket_id, depends_on_id from ticket_dependencies
         union select walk.start, edge.depends_on_id from walk join ticket_dependencies as edge on edge.ticket_id = walk.id
       ) select start from walk where start = id`,
    );
    expect(circles).toEqual([]);
  },
);

test('no key is where it may not be', () => world.expectNoKey());
