import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseConsistencyProof } from '../../src/audit/proof/consistency_proof.ts';
import { parseKeys } from '../../src/audit/proof/keys_file.ts';
import { verifyConsistency } from '../../src/audit/proof/merkle.ts';
import { openNote, parseCheckpoint } from '../../src/audit/proof/note.ts';
import { type Clients, clients } from '../support/clients.ts';
import { expectAcknowledged, settle } from './acknowledged.ts';
import { scaled } from './scale.ts';
import { type SecondServer, secondServer } from './second_server.ts';
import { expectSequenced, expectWhole } from './whole.ts';
import { type SoakWorld, startSoak } from './world.ts';
import { Writer } from './writer.ts';

// Two servers on one database, kill -9 of one of them at random moments under eight writers: the log goes on, forgets nothing,
// and every head that somebody saw is the beginning of every later one.
let world: SoakWorld;
let second: SecondServer;
const writers = Array.from({ length: 8 }, (_, number) => new Writer(`l${number}`));
const keys: string[] = [];
const heads: string[] = [];

const startSecond = async () => {
  second = await secondServer(world);
};

beforeAll(async () => {
  world = await startSoak();
  for (const { name } of writers) keys.push(await world.key(name));
  await startSecond();
});
afterAll(async () => {
  await second?.kill().catch(() => undefined);
  await world?.end();
});

const rounds = scaled(20, 4);

test.each(Array.from({ length: rounds }, (_, round) => round + 1))(
  'round %i: a server killed, nothing lost, no fork',
  async (round) => {
    const victim = round % 2 ? 'first' : 'second';
    await killedAfter(20 + ((round * 37) % 60), victim);
    if (victim === 'first') await world.restart();
    else await startSecond();
    await settle(world, writers, keys);
    await sequenced();
    await expectWhole(world);
    await expectAcknowledged(world, writers);
    await expectOneHistory();
  },
);

/** Lets the writers work on both servers, and kills one in the midst. */
async function killedAfter(answers: number, victim: 'first' | 'second'): Promise<void> {
  let answered = 0;
  const stop = new AbortController();
  const away: Clients[] = [];
  const there = (number: number) => {
    if (number % 2 === 0) return world.as(keys[number]!);
    const made = clients(second.address, keys[number]);
    away.push(made);
    return made;
  };
  let killed: Promise<void> | undefined;
  await Promise.all(
    writers.map((writer, number) =>
      writer.work(there(number), stop.signal, () => {
        answered += 1;
        if (answered !== answers) return;
        killed = (victim === 'first' ? world.server() : second).kill();
        stop.abort();
      }),
    ),
  );
  await killed;
  for (const made of away) for (const client of Object.values(made)) client.raw.close();
}

/** Another server goes on within 5 s. */
const sequenced = () => expectSequenced(world, 5_000);

/** Every head that was seen is the beginning of the newest one. */
async function expectOneHistory(): Promise<void> {
  const { audit } = world.owner();
  const listed = await audit.listLogKeys();
  const trusted = parseKeys(listed.keys.map(({ line }) => `${line}\n`).join('')).log;
  const open = (note: string) => {
    const { text, signedBy } = openNote(note, trusted);
    expect(signedBy.length).toBeGreaterThan(0);
    return parseCheckpoint(text);
  };
  const { checkpoint } = await audit.getCheckpoint();
  const newest = open(checkpoint);
  for (const note of heads) {
    const old = open(note);
    const { proof } = await audit.getConsistencyProof({ oldSize: String(old.size), newSize: String(newest.size) });
    const { hashes } = parseConsistencyProof(proof);
    const both = { oldSize: old.size, oldRoot: old.root, newSize: newest.size, newRoot: newest.root };
    expect(verifyConsistency({ ...both, proof: hashes }), `${old.size} in ${newest.size}`).toBe(true);
  }
  heads.push(checkpoint);
}

test('whoever gives the places is killed: the other goes on within 5 s, and the whole log verifies', async () => {
  for (const victim of [world.server(), second]) {
    const survivor = victim === second ? world.server().address : second.address;
    const made = clients(survivor, keys[0]);
    await victim.kill();
    await made.tickets.createTicket({ title: 'after it was killed' });
    await sequenced();
    for (const client of Object.values(made)) client.raw.close();
    if (victim === second) await startSecond();
    else await world.restart();
  }
  await expectOneHistory();
  const env = { SFS_SERVER: world.server().address, SFS_API_KEY: world.home.ownerKey() };
  const { ended, output } = world.home.sfs(['audit', 'verify', '--format', 'json'], env);
  expect(await ended).toMatchObject({ code: 3 });
  const { checks } = JSON.parse((await output).stdout);
  expect(
    checks.filter(({ result }: { result: string }) => result !== 'ok').map(({ name }: { name: string }) => name),
  ).toEqual(['keys']);
});
