import assert from 'node:assert/strict';
import { createServer } from 'node:http2';
import { after, test } from 'node:test';
import { ConfigError, connect, SfsError } from '../dist/index.js';

// A server that answers each stream as the test says, in HTTP/2 alone.
async function serve(answer) {
  const sessions = new Set();
  const server = createServer();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    answer(stream);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.close();
    for (const session of sessions) session.destroy();
  });
  const { port } = server.address();
  return (options = {}) => connect({ server: `127.0.0.1:${port}`, key: 'sfsk_test', environment: {}, ...options });
}

const rejected = (promise) => promise.then(() => assert.fail('it did not fail'), (error) => error);

test('a closed client ends the calls that are under way and those to come', async () => {
  const streams = [];
  const sfs = (await serve((stream) => streams.push(stream)))();
  const call = rejected(sfs.serviceKeys.whoAmI({}));
  const watch = rejected((async () => { for await (const _ of sfs.watchAgentRun('run_1')); })());
  while (streams.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  sfs.close();
  for (const error of [await call, await watch, await rejected(sfs.serviceKeys.whoAmI({}))]) {
    assert.ok(error instanceof SfsError);
    assert.equal(error.code, 'CANCELLED');
    assert.match(error.text, /closed/);
  }
});

test('a client that is closed between two attempts ends at once', async () => {
  let calls = 0;
  const sfs = (await serve((stream) => {
    calls += 1;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '14' }, { endStream: true });
  }))();
  const call = rejected(sfs.serviceKeys.whoAmI({}));
  while (calls < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  sfs.close();
  assert.equal((await call).code, 'CANCELLED');
});

test('a watch that the server takes and leaves without a word gives up', async () => {
  const sfs = (await serve(() => {}))();
  const begun = performance.now();
  const error = await rejected((async () => { for await (const _ of sfs.watchAgentRun('run_1', { patienceMs: 200 })); })());
  assert.equal(error.code, 'UNAVAILABLE');
  assert.ok(performance.now() - begun < 5_000);
  sfs.close();
});

test('leaving a watch ends its stream at the server', async () => {
  const closed = Promise.withResolvers?.() ?? deferred();
  const run = Buffer.from([0, 0, 0, 0, 7, 0x0a, 5, 0x0a, 3, 0x72, 0x75, 0x6e]);
  const sfs = (await serve((stream) => {
    stream.on('close', closed.resolve);
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
    stream.write(run);
  }))();
  for await (const { id } of sfs.watchAgentRun('run')) {
    assert.equal(id, 'run');
    break;
  }
  await closed.promise;
  sfs.close();
});

test("a proxy's refusal is said at once, its absence is tried again", async () => {
  const statuses = [];
  const answer = (status) => (stream) => {
    statuses.push(status);
    stream.respond({ ':status': status, 'content-type': 'text/html' });
    stream.end('<html>');
  };
  const refused = (await serve(answer(403)))();
  assert.equal((await rejected(refused.serviceKeys.whoAmI({}))).code, 'PERMISSION_DENIED');
  assert.equal(statuses.length, 1);
  const away = (await serve(answer(503)))();
  assert.equal((await rejected(away.serviceKeys.whoAmI({}, { deadlineMs: 600 }))).code, 'UNAVAILABLE');
  assert.ok(statuses.length > 2);
  refused.close();
  away.close();
});

test('findings get a request id where an empty one is given', async () => {
  const sent = [];
  const sfs = (await serve((stream) => {
    let body = Buffer.alloc(0);
    stream.on('data', (chunk) => (body = Buffer.concat([body, chunk])));
    stream.on('end', () => {
      sent.push(body.toString('latin1'));
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16' }, { endStream: true });
    });
  }))();
  const error = await rejected(sfs.addFindings('run_1', [], { requestId: '' }));
  assert.equal(error.code, 'UNAUTHENTICATED');
  assert.match(error.requestId, /^[0-9a-f-]{36}$/);
  assert.ok(sent[0].includes(error.requestId));
  sfs.close();
});

test('what cannot be an option is said at once', () => {
  const environment = {};
  for (const deadlineMs of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5'])
    assert.throws(() => connect({ key: 'k', environment, deadlineMs }), ConfigError, String(deadlineMs));
  assert.throws(() => connect({ server: 'https://localhost', tlsCa: import.meta.filename, environment }), /tls_ca/);
});

test('an environment that is given is the whole environment', async () => {
  const sfs = connect({ environment: {} });
  assert.ok((await rejected(sfs.serviceKeys.whoAmI({}))) instanceof ConfigError);
  sfs.close();
});

function deferred() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
