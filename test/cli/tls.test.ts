import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ServiceKeyServiceService } from '../../src/gen/client/sfs/v1/service_key.ts';
import { makePki } from '../support/pki.ts';
import { folder, type Ran, sfs } from './run.ts';

const pki = makePki();
const other = makePki();
const key = 'sfsk_abc_0123456789';
const servers: Server[] = [];
const keys: string[] = [];
let plainTls: string;
let mutualTls: string;

/** A server of the test authority that counts the keys it gets. */
async function serve(mutual: boolean): Promise<string> {
  const server = new Server();
  server.addService(ServiceKeyServiceService, {
    whoAmI: (call: { metadata: { get(name: string): unknown[] } }, done: (error: null, answer: unknown) => void) => {
      keys.push(String(call.metadata.get('authorization')[0]));
      done(null, { keyId: 'key_1', keyName: 'mine', scopes: [], projects: [], organization: { id: 'org_1' } });
    },
  });
  const own = [{ cert_chain: pki.server.cert, private_key: pki.server.key }];
  const credentials = ServerCredentials.createSsl(mutual ? pki.ca : null, own, mutual);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  servers.push(server);
  return `127.0.0.1:${port}`;
}

beforeAll(async () => {
  [plainTls, mutualTls] = await Promise.all([serve(false), serve(true)]);
});
afterAll(() => {
  for (const server of servers) server.forceShutdown();
});

/** `sfs auth login` is what sends a key. The files lie in a folder of this test. */
function login(server: string, flags: string[], env: Record<string, string> = {}, deadline = '5'): Promise<Ran> {
  const cwd = folder();
  const files = { ca: pki.ca, cert: pki.client.cert, key: pki.client.key, 'other-ca': other.ca };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  keys.length = 0;
  const argv = ['auth', 'login', '--server', server, '--deadline', deadline, ...flags];
  return sfs(argv, { cwd, stdin: key, env: { HOME: cwd, ...env } });
}

const ours = ['--tls-ca', 'ca', '--tls-cert', 'cert', '--tls-key', 'key'];

describe('TLS', () => {
  it('trusts the authority of the flag, and of the variable', async () => {
    expect(await login(`https://${plainTls}`, ['--tls-ca', 'ca'])).toMatchObject({ code: 0 });
    expect(await login(`https://${plainTls}`, [], { SFS_TLS_CA: 'ca' })).toMatchObject({ code: 0 });
    expect(keys).toEqual([`Bearer ${key}`]);
  });

  it.each([
    ['no authority of ours', []],
    ['another authority', ['--tls-ca', 'other-ca']],
  ])('sends no key to a server that is trusted by %s, and says what to give', async (_, flags) => {
    const { code, stderr } = await login(`https://${plainTls}`, flags);
    expect({ code, keys }).toEqual({ code: 7, keys: [] });
    expect(stderr).toMatch(/^sfs: no trusted connection to 127\.0\.0\.1:\d+ \(TLS\): [a-z ,-]+$/m);
    expect(stderr).toContain('--tls-ca FILE');
  });

  it('shows its certificate to a server that wants one', async () => {
    expect(await login(`https://${mutualTls}`, ours)).toMatchObject({ code: 0 });
    const variables = { SFS_TLS_CA: 'ca', SFS_TLS_CERT: 'cert', SFS_TLS_KEY: 'key' };
    expect(await login(`https://${mutualTls}`, [], variables)).toMatchObject({ code: 0 });
  });

  it('without a certificate names the flags for one', async () => {
    const { code, stderr } = await login(`https://${mutualTls}`, ['--tls-ca', 'ca']);
    expect({ code, keys }).toEqual({ code: 7, keys: [] });
    expect(stderr).toMatch(/^sfs: the server \S+ \(TLS\) wants a certificate of ours$/m);
    expect(stderr).toContain('--tls-cert FILE and --tls-key FILE');
    expect(stderr).not.toContain('openssl/ssl');
  });

  it.each([
    [['--tls-ca', 'ca', '--tls-cert', 'cert'], 'needs its key'],
    [['--tls-ca', 'none'], 'none (flag --tls-ca) cannot be read: ENOENT'],
    [['--tls-ca', 'ca', '--tls-cert', 'ca', '--tls-key', 'key'], 'not a PEM certificate and its key'],
  ])('%j is wrong usage', async (flags, message) => {
    const { code, stderr } = await login(`https://${mutualTls}`, flags);
    expect({ code, keys }).toEqual({ code: 2, keys: [] });
    expect(stderr).toContain(message);
  });

  it('that is forgotten in the address of a loopback server is what the hint says', async () => {
    const { code, stderr } = await login(plainTls, [], {}, '1');
    expect({ code, keys }).toEqual({ code: 7, keys: [] });
    expect(stderr).toContain('if it speaks TLS, write https:// before its address');
  });

  it('spoken to a server without it says so', async () => {
    const silent = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n').on('error', () => {}));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as { port: number };
    const { code, stderr } = await login(`https://127.0.0.1:${port}`, []);
    expect(code).toBe(7);
    expect(stderr).toContain('check that the server speaks TLS');
  });
});
