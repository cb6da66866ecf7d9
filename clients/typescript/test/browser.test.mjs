import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { Code, ConnectError, createRouterTransport } from '@connectrpc/connect';
import { connect, interceptors, readError, v1 } from '../dist/browser/index.js';
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from '../dist/browser/gen/google/rpc/error_details_pb.js';

// A server in the same process that speaks Connect, with the handlers that a test gives.
const serve = (service, handlers, options = { key: 'sfsk_test' }) =>
  connect(
    createRouterTransport((router) => router.service(service, handlers), {
      transport: { interceptors: interceptors(options) },
    }),
  );

const refusal = (code, details = []) => new ConnectError('no', code, undefined, details);

test('the key travels in the header, and may come from a function', async () => {
  const seen = [];
  const handlers = { whoAmI: (_, { requestHeader }) => (seen.push(requestHeader.get('authorization')), {}) };
  await serve(v1.ServiceKeyService, handlers).serviceKeys.whoAmI({});
  await serve(v1.ServiceKeyService, handlers, { key: async () => 'later' }).serviceKeys.whoAmI({});
  assert.deepEqual(seen, ['Bearer sfsk_test', 'Bearer later']);
});

test('UNAVAILABLE is tried again with the same request id, and the message of the caller stays as it is', async () => {
  const ids = [];
  const sfs = serve(v1.TicketService, {
    createTicket({ requestId }) {
      ids.push(requestId);
      if (ids.length < 3) throw refusal(Code.Unavailable);
      return {};
    },
  });
  const request = create(v1.CreateTicketRequestSchema, { title: 't' });
  await sfs.tickets.createTicket(request);
  assert.equal(ids.length, 3);
  assert.equal(new Set(ids).size, 1);
  assert.notEqual(ids[0], '');
  assert.equal(request.requestId, '');
});

test("the caller's request id is kept", async () => {
  let seen = '';
  const sfs = serve(v1.TicketService, { createTicket: ({ requestId }) => ((seen = requestId), {}) });
  await sfs.tickets.createTicket({ title: 't', requestId: 'mine' });
  assert.equal(seen, 'mine');
});

test('nothing else is tried again, and the error says everything', async () => {
  let calls = 0;
  const sfs = serve(v1.TicketService, {
    createTicket() {
      calls += 1;
      throw refusal(Code.PermissionDenied, [
        { desc: ErrorInfoSchema, value: { reason: 'SCOPE_MISSING', domain: 'sfs', metadata: { call_id: 'c1', required: 'x' } } },
        { desc: BadRequestSchema, value: { fieldViolations: [{ field: 'title', description: 'is empty' }] } },
      ]);
    },
  });
  const { requestId, ...error } = await sfs.tickets.createTicket({}).catch(readError);
  assert.equal(calls, 1);
  assert.match(requestId, /^[0-9a-f]{32}$/);
  assert.deepEqual(error, {
    code: 'PERMISSION_DENIED',
    reason: 'SCOPE_MISSING',
    message: 'no',
    metadata: { call_id: 'c1', required: 'x' },
    violations: [{ field: 'title', description: 'is empty' }],
    callId: 'c1',
    retryAfterMs: undefined,
  });
});

test('a server that says when to come back is obeyed, and not beyond the deadline', async () => {
  const times = [];
  const retry = (seconds, nanos) => [{ desc: RetryInfoSchema, value: { retryDelay: { seconds, nanos } } }];
  const handlers = (delay) => ({
    whoAmI() {
      times.push(performance.now());
      if (times.length === 1) throw refusal(Code.ResourceExhausted, delay);
      return {};
    },
  });
  await serve(v1.ServiceKeyService, handlers(retry(0n, 300_000_000))).serviceKeys.whoAmI({});
  assert.ok(times[1] - times[0] >= 295, `${times[1] - times[0]} ms`);
  times.length = 0;
  const late = serve(v1.ServiceKeyService, handlers(retry(60n, 0)));
  const error = await late.serviceKeys.whoAmI({}).catch(readError);
  assert.deepEqual([error.code, error.retryAfterMs, times.length], ['RESOURCE_EXHAUSTED', 60_000, 1]);
});

test('the deadline ends a call that hangs, and the caller one that waits', async () => {
  const hangs = { whoAmI: (_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))) };
  const sfs = serve(v1.ServiceKeyService, hangs, { key: 'k', deadlineMs: 100 });
  assert.equal((await sfs.serviceKeys.whoAmI({}).catch(readError)).code, 'DEADLINE_EXCEEDED');
  const away = serve(v1.ServiceKeyService, { whoAmI: () => { throw refusal(Code.Unavailable); } });
  const error = await away.serviceKeys.whoAmI({}, { signal: AbortSignal.timeout(250) }).catch(readError);
  assert.ok(['CANCELLED', 'DEADLINE_EXCEEDED'].includes(error.code), error.code);
});

test('64-bit numbers and enum values that are not known arrive as they are', async () => {
  const sfs = serve(v1.ServerService, { getServerInfo: () => ({ auditEvents: 9_223_372_036_854_775_807n }) });
  assert.equal((await sfs.server.getServerInfo({})).auditEvents, 9_223_372_036_854_775_807n);
  const runs = serve(v1.AgentRunService, { getAgentRun: () => ({ run: { status: 99 } }) });
  assert.equal((await runs.agentRuns.getAgentRun({ runId: 'run_1' })).run.status, 99);
});
