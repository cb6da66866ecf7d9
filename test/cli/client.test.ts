import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Metadata, type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CliError } from '../../src/cli/cli_error.ts';
import { connect } from '../../src/cli/client.ts';
import { profilePath, writeProfile } from '../../src/cli/profile.ts';
import { loadSettings } from '../../src/cli/settings.ts';
import {
  AddFindingsRequest,
  AddFindingsResponse,
  AgentRunServiceService,
  CancelAgentRunRequest,
  type CancelAgentRunResponse,
  WatchAgentRunRequest,
} from '../../src/gen/client/sfs/v1/agent_run.ts';
import { ServiceKeyServiceService } from '../../src/gen/client/sfs/v1/service_key.ts';
import { grpcServer, trouble } from './grpc_server.ts';
import { folder, type RunOptions, sfs, testIo } from './run.ts';

type Cancel = (
  call: ServerUnaryCall<CancelAgentRunRequest, CancelAgentRunResponse>,
  done: sendUnaryData<CancelAgentRunResponse>,
) => void;

const key = 'sfsk_abc_0123456789';
const cancelMethod = AgentRunServiceService.cancelAgentRun;
const request = CancelAgentRunRequest.create({ requestId: 'r1' });
const serve = (cancelAgentRun: Cancel) => grpcServer(AgentRunServiceService, { cancelAgentRun });

/** A connection as a command has it, and what it said on stderr. */
async function client(server: string, { deadline = 5, ...options }: RunOptions & { deadline?: number } = {}) {
  const { io } = testIo({ env: { SFS_API_KEY: key, ...options.env }, ...options });
  const notes: string[] = [];
  const settings = await loadSettings({ server }, io);
  const api = connect({ settings, io, deadline, note: (text) => notes.push(text) });
  onTestFinished(() => api.close());
  return { api, notes };
}

const failing = (promise: Promise<unknown>): Promise<CliError> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  );

describe('a call', () => {
  it('carries the key and the version of the CLI', async () => {
    let headers = new Metadata();
    const server = await serve((call, done) => {
      headers = call.metadata;
      done(null, { run: undefined });
    });
    const { api } = await client(server);
    await api.call(cancelMethod, request);
    expect(headers.get('authorization')).toEqual([`Bearer ${key}`]);
    expect(String(headers.get('user-agent')[0])).toMatch(/^sfs-cli\/\d+\.\d+\.\d+/);
  });

  it('sends no key where it is anonymous', async () => {
    let sent: unknown;
    const server = await serve((call, done) => {
      sent = call.metadata.get('authorization');
      done(null, { run: undefined });
    });
    await (await client(server)).api.call(cancelMethod, request, { anonymous: true });
    expect(sent).toEqual([]);
  });

  it('is repeated with the same request id while the server is unavailable, and says so once', async () => {
    const seen: string[] = [];
    const server = await serve((call, done) => {
      seen.push(call.request.requestId);
      if (seen.length < 4) done(trouble(status.UNAVAILABLE, 'starting'));
      else done(null, { run: undefined });
    });
    const { api, notes } = await client(server);
    await api.call(cancelMethod, request);
    expect(seen).toEqual(['r1', 'r1', 'r1', 'r1']);
    expect(notes).toHaveLength(1);
  });

  it('is repeated after RetryInfo, whatever the status, and not before its time', async () => {
    const times: number[] = [];
    const server = await serve((_, done) => {
      times.push(Date.now());
      if (times.length < 2) done(trouble(status.ABORTED, 'busy', { reason: 'BUSY', retryAfter: 400 }));
      else done(null, { run: undefined });
    });
    await (await client(server)).api.call(cancelMethod, request);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(395);
  });

  it.each([
    [status.INVALID_ARGUMENT, 2],
    [status.OUT_OF_RANGE, 2],
    [status.UNAUTHENTICATED, 4],
    [status.PERMISSION_DENIED, 4],
    [status.NOT_FOUND, 5],
    [status.ALREADY_EXISTS, 6],
    [status.ABORTED, 6],
    [status.FAILED_PRECONDITION, 6],
    [status.RESOURCE_EXHAUSTED, 11],
    [status.UNIMPLEMENTED, 70],
    [status.INTERNAL, 70],
    [status.UNKNOWN, 70],
    [status.DATA_LOSS, 70],
  ])('that fails with status %d is tried once and ends with %d', async (code, exit) => {
    let calls = 0;
    const server = await serve((_, done) => {
      calls++;
      done(trouble(code, 'no', { reason: 'SOME_REASON', metadata: { call_id: 'c1' } }));
    });
    const error = await failing((await client(server)).api.call(cancelMethod, request));
    expect(error).toMatchObject({ exit, facts: { reason: 'SOME_REASON', call_id: 'c1', status: status[code] } });
    expect(calls).toBe(1);
  });

  it('that is too large is wrong input, not a rate limit', async () => {
    const server = await serve((_, done) =>
      done(trouble(status.RESOURCE_EXHAUSTED, 'no', { reason: 'MESSAGE_TOO_LARGE' })),
    );
    expect(await failing((await client(server)).api.call(cancelMethod, request))).toMatchObject({ exit: 2 });
    const large = CancelAgentRunRequest.create({ requestId: 'x'.repeat(5e6) });
    expect(await failing((await client(server)).api.call(cancelMethod, large))).toMatchObject({ exit: 2 });
  });

  it('to a method that the server does not know says that the server is older', async () => {
    const error = await failing(
      (await client(await serve(() => {}))).api.call(AgentRunServiceService.getAgentRun, { id: 'x' } as never),
    );
    expect(error).toMatchObject({ exit: 70 });
    expect(error.message).toContain('older than this CLI');
  });

  it('ends with 7 when the deadline passes, and keeps to it', async () => {
    const begun = Date.now();
    const { api } = await client(await serve(() => {}), { deadline: 0.5 });
    const error = await failing(api.call(cancelMethod, request));
    expect(error).toMatchObject({ exit: 7, facts: { status: 'DEADLINE_EXCEEDED' } });
    expect(error.hint).toContain('--request-id');
    expect(Date.now() - begun).toBeLessThan(3000);
  });

  it('to nobody ends with 7 and says where it was tried and how to start a server', async () => {
    const { api } = await client('127.0.0.1:1', { deadline: 0.5 });
    const error = await failing(api.call(cancelMethod, request));
    expect(error).toMatchObject({ exit: 7 });
    expect(error.message).toContain('127.0.0.1:1 (plaintext) cannot be reached');
    expect(error.hint).toContain('sfs serve');
  });

  it('over TLS to a plaintext server fails at once', async () => {
    const address = await serve(() => {});
    const begun = Date.now();
    const { api } = await client(`https://${address}`, { deadline: 20 });
    const error = await failing(api.call(cancelMethod, request));
    expect(error).toMatchObject({ exit: 7 });
    expect(error.message).toContain('no trusted connection');
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('to something that is no sfs server ends with 7', async () => {
    const other = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => other.close() && undefined);
    const { api } = await client(`127.0.0.1:${(other.address() as AddressInfo).port}`, { deadline: 0.3 });
    expect(await failing(api.call(cancelMethod, request))).toMatchObject({ exit: 7 });
  });

  it('ends with 130 at ctrl-C, and the server hears of it', async () => {
    const stop = new AbortController();
    const heard = Promise.withResolvers<void>();
    const server = await serve((call) => {
      call.on('cancelled', heard.resolve);
      stop.abort();
    });
    const { api } = await client(server, { signal: stop.signal });
    expect(await failing(api.call(cancelMethod, request))).toMatchObject({ exit: 130 });
    await heard.promise;
    expect(await failing(api.call(cancelMethod, request))).toMatchObject({ exit: 130 });
  });

  it('ends at ctrl-C while it waits for another try', async () => {
    const stop = new AbortController();
    const server = await serve((_, done) => {
      done(trouble(status.UNAVAILABLE, 'later', { retryAfter: 60_000 }));
      setImmediate(() => stop.abort());
    });
    const { api } = await client(server, { signal: stop.signal, deadline: 300 });
    expect(await failing(api.call(cancelMethod, request))).toMatchObject({ exit: 130 });
  });

  it('goes to 127.0.0.1 whatever http_proxy says', async () => {
    for (const name of ['http_proxy', 'https_proxy', 'grpc_proxy']) vi.stubEnv(name, 'http://127.0.0.1:1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { api } = await client(await serve((_, done) => done(null, { run: undefined })), { deadline: 1 });
    await expect(api.call(cancelMethod, request)).resolves.toBeDefined();
  });

  it('tells once that the key expires within 14 days', async () => {
    const trailers = new Metadata();
    trailers.set('sfs-key-expires-at', '2026-02-10T00:00:00Z');
    const server = await serve((_, done) => done(null, { run: undefined }, trailers));
    const soon = await client(server, { now: new Date('2026-02-01T12:00:00Z') });
    await soon.api.call(cancelMethod, request);
    await soon.api.call(cancelMethod, request);
    expect(soon.notes).toEqual([
      'the key expires in 8 days (2026-02-10T00:00:00.000Z); rotating does not prolong it: mint another',
    ]);
    const early = await client(server, { now: new Date('2026-01-20T00:00:00Z') });
    await early.api.call(cancelMethod, request);
    expect(early.notes).toEqual([]);
  });
});

describe('a watch', () => {
  const watch = AgentRunServiceService.watchAgentRun;
  const ask = WatchAgentRunRequest.create({});
  const message = { run: undefined };

  it('is opened again when its server goes away, and ends when the server ends it', async () => {
    let opened = 0;
    const server = await grpcServer(AgentRunServiceService, {
      watchAgentRun: (call: { write(value: unknown): void; end(): void; emit(event: string, error: Error): void }) => {
        call.write(message);
        if (++opened < 3) call.emit('error', trouble(status.UNAVAILABLE, 'stopping'));
        else call.end();
      },
    });
    let seen = 0;
    for await (const _ of (await client(server)).api.stream(watch, ask)) seen++;
    expect({ opened, seen }).toEqual({ opened: 3, seen: 3 });
  });

  it('that is refused is not opened again', async () => {
    const server = await grpcServer(AgentRunServiceService, {
      watchAgentRun: (call: { emit(event: string, error: Error): void }) => {
        call.emit('error', trouble(status.NOT_FOUND, 'no such run', { reason: 'NOT_FOUND' }));
      },
    });
    const { api } = await client(server);
    expect(await failing(api.stream(watch, ask)[Symbol.asyncIterator]().next())).toMatchObject({ exit: 5 });
  });

  it.each([
    ['stdout is closed', 'stdoutClosed'],
    ['ctrl-C comes', 'signal'],
  ] as const)('ends when %s', async (_, name) => {
    const stop = new AbortController();
    const server = await grpcServer(AgentRunServiceService, {
      watchAgentRun: (call: { write(value: unknown): void }) => call.write(message),
    });
    const { api } = await client(server, { [name]: stop.signal });
    const reading = (async () => {
      for await (const _ of api.stream(watch, ask)) stop.abort();
    })();
    if (name === 'stdoutClosed') await reading;
    else expect(await failing(reading)).toMatchObject({ exit: 130 });
  });
});

describe('an upload', () => {
  const upload = AgentRunServiceService.addFindings;
  type Read = AsyncIterable<AddFindingsRequest>;
  const addFindings = (handle: (call: Read) => Promise<AddFindingsResponse>) => ({
    addFindings: (call: Read, done: sendUnaryData<AddFindingsResponse>) => {
      handle(call).then((answer) => done(null, answer), done);
    },
  });
  const batch = (n: number) =>
    AddFindingsRequest.fromPartial({ batch: { items: [{ message: String(n).repeat(500) }] } });

  it('sends all, no faster than it is read, and all again when the server goes away', async () => {
    let attempts = 0;
    let received = 0;
    const server = await grpcServer(
      AgentRunServiceService,
      addFindings(async (call) => {
        received = 0;
        for await (const _ of call) {
          received++;
          if (attempts === 0 && received === 10) {
            attempts++;
            throw trouble(status.UNAVAILABLE, 'stopping');
          }
        }
        return AddFindingsResponse.create();
      }),
    );
    let made = 0;
    const { api } = await client(server, { deadline: 20 });
    await api.upload(upload, function* () {
      for (let n = 0; n < 2000; n++, made++) yield batch(n);
    });
    expect(received).toBe(2000);
    expect(made).toBeLessThan(4000);
  });

  it('stops when the server refuses the first message', async () => {
    const server = await grpcServer(
      AgentRunServiceService,
      addFindings(async () => {
        throw trouble(status.FAILED_PRECONDITION, 'the run is final', { reason: 'RUN_ALREADY_FINAL' });
      }),
    );
    let made = 0;
    const { api } = await client(server);
    const error = await failing(
      api.upload(upload, async function* () {
        for (;;) {
          yield batch(made++);
          await new Promise((resolve) => setImmediate(resolve));
        }
      }),
    );
    expect(error).toMatchObject({ exit: 6 });
  });

  it('whose source fails fails with that error', async () => {
    const server = await grpcServer(
      AgentRunServiceService,
      addFindings(() => new Promise(() => {})),
    );
    const { api } = await client(server);
    const broken = new Error('the file broke');
    const error = await failing(
      api.upload(upload, function* () {
        yield batch(1);
        throw broken;
      }),
    );
    expect(error).toBe(broken);
  });
});

describe('sfs auth login', () => {
  const whoAmI = (handle: (call: ServerUnaryCall<unknown, unknown>, done: sendUnaryData<unknown>) => void) =>
    grpcServer(ServiceKeyServiceService, { whoAmI: handle });
  const login = (server: string, more: string[] = [], options: RunOptions = {}) =>
    sfs(['auth', 'login', '--server', server, ...more], { stdin: `${key}\n`, ...options });
  const answer = { keyId: 'key_1', keyName: 'mine', scopes: [], projects: [] };

  it('checks the key at the server, keeps it for this user alone, and uses it from then on', async () => {
    let sent: unknown;
    const server = await whoAmI((call, done) => {
      sent = call.metadata.get('authorization')[0];
      done(null, answer);
    });
    const HOME = folder();
    const { code, stdout, stderr } = await login(server, ['--profile', 'work'], { env: { HOME } });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe(`sfs: signed in to ${server} as mine; kept in profile work\n`);
    expect(sent).toBe(`Bearer ${key}`);
    const status = await sfs(['auth', 'status', '--format', 'json'], { env: { HOME } });
    expect(JSON.parse(status.stdout)).toEqual([{ name: 'work', server, project: null, has_key: true, used: true }]);
    expect(status.stdout).not.toContain('0123456789');
  });

  it('keeps nothing when the server refuses, and prints every violation and the call id', async () => {
    const server = await whoAmI((_, done) =>
      done(
        trouble(status.INVALID_ARGUMENT, 'two fields are wrong', {
          reason: 'INVALID_FIELDS',
          metadata: { call_id: 'c42', more_violations: '3' },
          violations: { title: 'is too long', 'x[0].y': 'has \u001b[31m in it' },
        }),
      ),
    );
    const HOME = folder();
    const text = await login(server, [], { env: { HOME } });
    expect(text).toMatchObject({ code: 2, stdout: '' });
    expect(text.stderr).toBe(
      [
        'sfs: two fields are wrong',
        '  title: is too long',
        '  x[0].y: has \\x1b[31m in it',
        '  and 3 more',
        '  INVALID_FIELDS (INVALID_ARGUMENT, call c42)',
        '',
      ].join('\n'),
    );
    expect((await sfs(['auth', 'status'], { env: { HOME } })).stdout).toBe('');
  });

  it('never sends the key of a profile to another server', async () => {
    let calls = 0;
    const server = await whoAmI((_, done) => {
      calls++;
      done(null, answer);
    });
    const { io } = testIo();
    const config = `${io.cwd}/.config/sfs`;
    writeProfile(config, 'work', { server: 'work.example', key: 'sfsp_work_0123' });
    expect(profilePath(config, 'work')).toContain('profiles');
    const settings = await loadSettings({ server }, io);
    const api = connect({ settings, io, deadline: 1, note: () => {} });
    onTestFinished(() => api.close());
    const error = await failing(api.call(ServiceKeyServiceService.whoAmI, {}));
    expect(error).toMatchObject({ exit: 4 });
    expect(calls).toBe(0);
  });

  it('without a key exits 2', async () => {
    expect((await login('127.0.0.1:1', [], { stdin: ' \n' })).code).toBe(2);
  });
});
