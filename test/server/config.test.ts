import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readServerConfig, type ServerTexts, serverSettings } from '../../src/config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sfs-config-'));
  writeFileSync(join(folder, 'pem'), 'x'.repeat(40));
  writeFileSync(join(folder, 'short'), 'x'.repeat(31));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (flags: ServerTexts, env: Record<string, string> = {}) => readServerConfig(flags, env);

test('without flags and variables: loopback, the embedded database, plaintext', () => {
  expect(read({})).toMatchObject({
    host: '127.0.0.1',
    port: 7350,
    databaseUrl: undefined,
    tls: undefined,
    poolSize: 20,
    graceMs: 10_000,
  });
});

test('a flag comes before the variable, and an empty variable is none', () => {
  expect(read({ listen: '127.0.0.1:1' }, { SFS_LISTEN: '127.0.0.1:2' }).port).toBe(1);
  expect(read({}, { SFS_LISTEN: '[::1]:2' })).toMatchObject({ host: '::1', port: 2 });
  expect(read({}, { SFS_LISTEN: '', SFS_DATABASE_URL: '' })).toMatchObject({ port: 7350, databaseUrl: undefined });
});

test('beyond loopback: refused without TLS, unless it is said to be meant', () => {
  expect(() => read({ listen: '0.0.0.0:7350' })).toThrow(/not loopback.*--tls-cert.*--insecure/);
  expect(() => read({ listen: '127.0.0.1.example.com:7350' })).toThrow('not loopback');
  expect(read({ listen: '0.0.0.0:7350', insecure: 'true' }).host).toBe('0.0.0.0');
  const pem = join(folder, 'pem');
  expect(read({ listen: '0.0.0.0:7350', tlsCert: pem, tlsKey: pem }).tls?.cert.length).toBe(40);
});

test.each([
  [{ listen: '7350' }, '--listen must be host:port'],
  [{ listen: 'localhost:99999' }, '--listen must be host:port'],
  [{ poolSize: '1' }, '--pool-size must be a whole number from 2'],
  [{ poolSize: 'many' }, '--pool-size must be a whole number'],
  [{ workers: '0' }, '--workers must be a whole number from 1 to 16'],
  [{ workers: '11' }, '--pool-size 20 is too small for 11 workers: each needs 2 connections'],
  [{ grace: 'soon' }, '--grace must be a duration'],
  [{ logLevel: 'loud' }, '--log-level must be one of trace'],
  [{ tlsCert: '/nowhere' }, '--tls-cert and --tls-key belong together'],
  [{ tlsCert: '/nowhere', tlsKey: '/nowhere' }, '--tls-cert: /nowhere cannot be read (ENOENT)'],
  [{ pepperFiles: 'file' }, '--pepper-files must be NUMBER=FILE'],
  [{ metricsListen: 'here' }, '--metrics-listen must be host:port'],
] satisfies [ServerTexts, string][])('%j: says what is wrong', (flags, message) => {
  expect(() => read(flags)).toThrow(message);
});

test('peppers are numbered, and short ones are refused', () => {
  const pem = join(folder, 'pem');
  expect([...read({ pepperFiles: `1=${pem},3=${pem}` }).peppers.keys()]).toEqual([1, 3]);
  expect(() => read({ pepperFiles: `1=${join(folder, 'short')}` })).toThrow('has 31 bytes, it needs 32');
});

test('flags and variables are unique', () => {
  const all = Object.values(serverSettings);
  expect(new Set(all.map(({ flag }) => flag)).size).toBe(all.length);
  expect(new Set(all.map(({ variable }) => variable)).size).toBe(all.length);
});
