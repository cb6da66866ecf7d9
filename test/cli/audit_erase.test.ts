import { afterAll, beforeAll, expect, test } from 'vitest';
import { settled } from '../audit/ledger.ts';
import { startWorld, type World } from '../support/server.ts';
import { addSentinel, type Machine, machine } from './machine.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
});
afterAll(() => world?.stop());

/** A run that has ended and has its place in the log. */
async function ended(m: Machine): Promise<string> {
  const run = await m.started();
  const complete = await m.sfs('agent', 'complete', run, '--summary', 'a private matter', '--severity', 'none');
  expect(complete.code, complete.stderr).toBe(0);
  await settled(world, world);
  return run;
}

test('purge prints how much it erased, once; redact empties the texts; verify accounts for both', async () => {
  const m = machine(world, world.ownerKey);
  const run = await ended(m);
  const purge = () => m.sfs('audit', 'purge', '--run', run, '--reason', 'asked for', '--request-id', `purge ${run}`);
  expect(await purge()).toMatchObject({ code: 0, stdout: '2\n' });
  expect(await purge()).toMatchObject({ code: 0, stdout: '2\n' });
  const redact = await m.sfs('agent', 'redact', run, '--reason', 'private', '--format', 'json');
  expect({ ...redact, ...JSON.parse(redact.stdout) }).toMatchObject({
    code: 0,
    findings: 0,
    redacted_at: expect.any(String),
  });
  expect((await m.sfs('agent', 'status', run)).stdout).not.toContain('private matter');
  await settled(world, world);
  const { stdout } = await m.sfs('audit', 'verify');
  expect(stdout).not.toContain('tampered');
  expect(stdout).toMatch(/payloads +\d+ payloads as logged.*2/);
});

test('redact takes the reasons out of the log as well: no list, export or payload shows them, and verify is content', async () => {
  const m = machine(world, world.ownerKey);
  const run = await m.started();
  const cancel = await m.sfs('agent', 'cancel', run, '--reason', 'a planted reason');
  expect(cancel.code, cancel.stderr).toBe(0);
  await settled(world, world);
  const shown = async () => {
    const list = await m.sfs('audit', 'list', '--run', run, '--format', 'json');
    const whole = await m.sfs('audit', 'export');
    const payloads = await world.sql(`select convert_from(payload, 'UTF8') as text from audit_payloads`);
    expect([list.code, whole.code], list.stderr + whole.stderr).toEqual([0, 0]);
    return [list.stdout, whole.stdout, JSON.stringify(payloads)].map((text) => text.includes('a planted reason'));
  };
  expect(await shown()).toEqual([true, true, true]);
  const keys = m.file('keys.txt', (await m.sfs('audit', 'keys')).stdout);
  const verify = () => m.sfs('audit', 'verify', '--keys', keys);
  const before = await verify();
  for (let n = 0; n < 2; n += 1)
    expect(await m.sfs('agent', 'redact', run, '--reason', 'private')).toMatchObject({ code: 0 });
  await settled(world, world);
  expect(await shown()).toEqual([false, false, false]);
  const { code, stdout } = await verify();
  expect(before.code, before.stdout).toBe(0);
  expect(code, stdout).toBe(0);
});

test('a legal hold refuses both with 6, and says so, until it ends', async () => {
  const m = machine(world, world.ownerKey);
  const run = await ended(m);
  const hold = await m.sfs('audit', 'hold', '--reason', 'case 7');
  expect(hold).toMatchObject({ code: 0, stdout: expect.stringMatching(/legal hold +on\n[\s\S]*reason +case 7/) });
  for (const command of [
    ['audit', 'purge', '--run'],
    ['agent', 'redact'],
  ]) {
    const refused = await m.sfs(...command, run, '--reason', 'x');
    expect(refused).toMatchObject({ code: 6, stderr: expect.stringContaining('LEGAL_HOLD') });
  }
  expect(await m.sfs('audit', 'hold', '--end', '--reason', 'closed')).toMatchObject({
    code: 0,
    stdout: 'legal hold  off\n',
  });
  // The calls that were refused are events about the run as well, once they are written.
  expect(await m.sfs('audit', 'purge', '--run', run, '--reason', 'x')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^[2-4]\n$/),
  });
});

test('nothing is erased by accident: a purge of nothing named, or without a reason, is 2; a service key is refused with 4', async () => {
  const m = machine(world, world.ownerKey);
  expect(await m.sfs('audit', 'purge', '--reason', 'x')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--run, --actor or --event'),
  });
  expect(await m.sfs('audit', 'purge', '--run', `run_${'0'.repeat(32)}`)).toMatchObject({ code: 2 });
  expect(await m.sfs('audit', 'purge', '--run', 'nonsense', '--reason', 'x')).toMatchObject({ code: 2 });
  const ci = machine(world, await world.key({ scopes: ['audit:write'] }));
  expect(await ci.sfs('audit', 'purge', '--actor', `key_${'0'.repeat(32)}`, '--reason', 'x')).toMatchObject({
    code: 4,
  });
});
