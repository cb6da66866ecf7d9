import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { parseAddress } from '../dist/address.js';
import { backoffMs } from '../dist/backoff.js';
import { batchesOf } from '../dist/findings.js';
import { ConfigError, connect, SfsError } from '../dist/index.js';

const address = (text) => {
  const { name, tls } = parseAddress(text, 'test', false);
  return `${tls ? 'tls' : 'plain'} ${name}`;
};

test('an address without a scheme is plaintext on loopback and TLS elsewhere', () => {
  assert.equal(address('localhost'), 'plain localhost:7350');
  assert.equal(address('127.9.9.9:80'), 'plain 127.9.9.9:80');
  assert.equal(address('::1'), 'plain [::1]:7350');
  assert.equal(address('[::1]:9'), 'plain [::1]:9');
  assert.equal(address('SFS.example.com'), 'tls sfs.example.com:7350');
  assert.equal(address('https://127.0.0.1/'), 'tls 127.0.0.1:443');
  assert.equal(address('http://localhost'), 'plain localhost:7350');
  assert.equal(parseAddress('http://far', 'test', true).name, 'far:80');
});

test('what is no address is refused without being repeated', () => {
  for (const text of ['', 'a b', 'x:0', 'x:70000', 'ftp://x', 'http://far', 'https://a:secret@x', 'https://x/y', '[zz]:1'])
    assert.throws(
      () => parseAddress(text, 'test', false),
      (error) => error instanceof ConfigError && !error.message.includes('secret'),
      text,
    );
});

test('waits double up to five seconds and are spread', () => {
  assert.deepEqual([0, 1, 2, 9].map((attempt) => backoffMs(attempt, 1)), [100, 200, 400, 5000]);
  assert.equal(backoffMs(0, 0), 50);
});

test('findings go in messages of at most 1,000 and one MiB', () => {
  const one = { title: 't' };
  assert.deepEqual(batchesOf([]), []);
  assert.deepEqual(batchesOf(Array(2001).fill(one)).map((batch) => batch.length), [1000, 1000, 1]);
  const large = { message: 'x'.repeat(400_000) };
  assert.deepEqual(batchesOf(Array(5).fill(large)).map((batch) => batch.length), [2, 2, 1]);
});

test('an error names code, reason, violations and ids', () => {
  const details = { reason: 'INVALID_FIELDS', metadata: { call_id: 'c1' }, violations: [{ field: 'title', description: 'is empty' }], requestId: 'r1' };
  const error = new SfsError('INVALID_ARGUMENT', 'title: is empty', details);
  assert.equal(error.message, 'INVALID_ARGUMENT INVALID_FIELDS: title: is empty (call c1, request r1)\n  title: is empty');
  assert.equal(error.callId, 'c1');
});

test('nothing that prints a client prints its key', () => {
  const sfs = connect({ key: 'sfsk_secret', environment: { HOME: '/nonexistent' } });
  assert.ok(!inspect(sfs, { depth: 20, showHidden: true }).includes('secret'));
  assert.ok(!JSON.stringify(sfs).includes('secret'));
  sfs.close();
});
