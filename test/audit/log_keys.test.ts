import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { addKeyFile, readKeyFiles } from '../../src/audit/key_files.ts';
import { keyFolder, keysInMemory } from '../../src/audit/keyring.ts';
import { parseKeys } from '../../src/audit/proof/keys_file.ts';
import { openNote } from '../../src/audit/proof/note.ts';
import { rotateLogKeys } from '../../src/audit/rotate.ts';
import { makeSigningKey } from '../../src/audit/signing_key.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { expectSound, logOf, settled } from './ledger.ts';

let world: World;
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'sfs-keys-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

test('a server with other keys answers questions, changes nothing, and says how to mend it', async () => {
  const stranger = await world.replica({ logKeys: keyFolder(folder()) });
  const there = stranger.as(world.ownerKey);
  expect((await there.projects.getOrganization()).organization?.id).toBe(world.organizationId);
  const refused = there.tickets.createTicket({ title: 'no' });
  await expect(refused).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'LOG_KEY_MISMATCH' });
  await expect(refused).rejects.toThrow(/log-….pem.*sfs audit rotate-key/);
  expect((await world.owner.tickets.listTickets()).tickets).toEqual([]);
  await world.owner.tickets.createTicket({ title: 'yes' });
  await expectSound(world, world);
});

test('rotation: both keys sign while they overlap, every log has the event, and all servers go on that have the files', async () => {
  const files = keysInMemory();
  const own = await startWorld({ logKeys: files });
  try {
    const other = await own.tenant();
    const stranger = await own.replica({ logKeys: keysInMemory() });
    await own.owner.tickets.createTicket({ title: 'before' });
    const [log, attestation] = await rotateLogKeys(own.server.orm.em.fork(), files, {
      kinds: ['log', 'attestation'],
      overlapSeconds: 3_600,
    });
    await own.owner.tickets.createTicket({ title: 'after' });
    for (const tenant of [own, other]) {
      const events = (await logOf(own, tenant)).filter(({ body }) => body.action === 'log_key.rotate');
      expect(events.map(({ body }) => body.resource.id)).toEqual([log!.id, attestation!.id]);
      await expectSound(own, tenant);
    }
    const { checkpoint } = await own.owner.audit.getCheckpoint();
    const { keys } = await own.owner.audit.listLogKeys();
    const lines = keys.filter(({ kind }) => kind === 'log').map(({ line }) => line);
    expect(lines).toHaveLength(2);
    const both = parseKeys(lines.join('\n')).log;
    expect(openNote(checkpoint, both).signedBy).toHaveLength(2);

    await own.sql(`update audit_log_keys set not_after = now() where not_after is not null`);
    await own.owner.tickets.createTicket({ title: 'later' });
    await settled(own, own);
    const later = openNote((await own.owner.audit.getCheckpoint()).checkpoint, both);
    expect(later.signedBy.map(({ vkey }) => vkey)).toEqual([lines[0]]);
    await expect(stranger.as(own.ownerKey).tickets.createTicket({ title: 'no' })).rejects.toMatchObject({
      reason: 'LOG_KEY_MISMATCH',
    });
  } finally {
    await own.stop();
  }
});

test('rotation where the old keys are lost: the server that was refused writes again', async () => {
  const own = await startWorld();
  try {
    const place = folder();
    const source = keyFolder(place);
    const stranger = await own.replica({ logKeys: source });
    await rotateLogKeys(own.server.orm.em.fork(), source, { kinds: ['log', 'attestation'], overlapSeconds: 3_600 });
    const create = () =>
      stranger
        .as(own.ownerKey)
        .tickets.createTicket({ title: 'yes' })
        .then(
          () => 'written',
          (error) => error.reason,
        );
    await expect.poll(create, { timeout: 5_000, interval: 100 }).toBe('written');
    const [event] = (await logOf(own, own)).filter(({ body }) => body.action === 'log_key.rotate');
    expect(event?.body.outputs).toMatchObject({ previous_lost: true, previous_until: null });
    await expectSound(own, own);
    await expect
      .poll(() => own.owner.tickets.createTicket({ title: 'no' }).catch((error) => error.reason))
      .toBe('LOG_KEY_MISMATCH');
  } finally {
    await own.stop();
  }
});

test('keys that were laid beside the others beforehand are taken as the new ones', async () => {
  const place = folder();
  const own = await startWorld({ logKeys: keyFolder(place) });
  try {
    const prepared = addKeyFile(place, 'log');
    const [rotated] = await rotateLogKeys(own.server.orm.em.fork(), keyFolder(place), {
      kinds: ['log'],
      overlapSeconds: 60,
    });
    expect(rotated?.id).toBe(prepared.id);
    expect(readdirSync(place).filter((name) => name.startsWith('log-'))).toHaveLength(2);
    for (const name of readdirSync(place)) expect(statSync(join(place, name)).mode & 0o777, name).toBe(0o600);
  } finally {
    await own.stop();
  }
});

test('key files that cannot be used are named, with what to do, and none of their text', () => {
  const place = folder();
  const text = makeSigningKey('attestation').pem;
  writeFileSync(join(place, 'log-a.pem'), text, { mode: 0o600 });
  expect(() => readKeyFiles(place)).toThrow(/log-a\.pem must be an Ed25519 key \(openssl genpkey/);
  writeFileSync(join(place, 'log-a.pem'), 'my secret');
  expect(() => readKeyFiles(place)).toThrow(/^the key file .*log-a\.pem is no private key in PEM$/);
  chmodSync(join(place, 'log-a.pem'), 0o644);
  expect(() => readKeyFiles(place)).toThrow(/chmod 600/);
});

test('several servers on an empty database with keys of their own: the first one’s are the log’s, the others wait for them', async () => {
  const own = await startWorld();
  try {
    const others = await Promise.all([
      own.replica({ logKeys: keysInMemory() }),
      own.replica({ logKeys: keysInMemory() }),
    ]);
    for (const { as } of others)
      await expect(as(own.ownerKey).tickets.createTicket({ title: 'no' })).rejects.toMatchObject({
        reason: 'LOG_KEY_MISMATCH',
      });
    expect(await own.sql('select 1 from audit_log_keys')).toHaveLength(2);
    expect(uuid(own.organizationId)).toMatch(/-/);
  } finally {
    await own.stop();
  }
});
