import { expect, it } from 'vitest';
import { addressText, parseServer } from '../../src/cli/server_address.ts';

it.each([
  ['127.0.0.1:7350', '127.0.0.1:7350', 'plaintext'],
  ['127.9.9.9', '127.9.9.9:7350', 'plaintext'],
  ['localhost:1', 'localhost:1', 'plaintext'],
  ['LOCALHOST', 'localhost:7350', 'plaintext'],
  ['[::1]:7350', '[::1]:7350', 'plaintext'],
  ['::1', '[::1]:7350', 'plaintext'],
  ['http://127.0.0.1:7350/', '127.0.0.1:7350', 'plaintext'],
  ['http://[::1]:9', '[::1]:9', 'plaintext'],
  ['https://127.0.0.1:7350', '127.0.0.1:7350', 'TLS'],
  ['sfs.example.com', 'sfs.example.com:7350', 'TLS'],
  ['sfs.example.com:9', 'sfs.example.com:9', 'TLS'],
  ['https://sfs.example.com', 'sfs.example.com:443', 'TLS'],
  ['HTTPS://sfs.example.com:8443//', 'sfs.example.com:8443', 'TLS'],
  ['[2001:db8::1]', '[2001:db8::1]:7350', 'TLS'],
  ['10.0.0.1:7350', '10.0.0.1:7350', 'TLS'],
  ['127.0.0.1.evil.example', '127.0.0.1.evil.example:7350', 'TLS'],
  ['localhost.evil.example', 'localhost.evil.example:7350', 'TLS'],
  ['0.0.0.0:7350', '0.0.0.0:7350', 'TLS'],
  [' 127.0.0.1:7350\n', '127.0.0.1:7350', 'plaintext'],
])('%j is %s with %s, and its text says the same again', (text, name, kind) => {
  const address = parseServer(text, 'flag --server', false);
  expect({ name: address.name, tls: address.tls }).toEqual({ name, tls: kind === 'TLS' });
  expect(parseServer(addressText(address), 'profile', false)).toEqual(address);
});

it('http:// to another machine needs --insecure', () => {
  expect(() => parseServer('http://sfs.example.com', 'flag --server', false)).toThrow('would send the key readable');
  const address = parseServer('http://sfs.example.com', 'flag --server', true);
  expect(address).toMatchObject({ name: 'sfs.example.com:80', tls: false });
  expect(parseServer(addressText(address), 'profile', true)).toEqual(address);
});

it('insecure alone does not make another machine plaintext', () => {
  expect(parseServer('sfs.example.com', 'flag --server', true).tls).toBe(true);
});

it.each([
  'https://user:hunter2@h',
  'https://h/api',
  'https://h?hunter2',
  'ftp://h',
  'unix:///tmp/x',
  'h:0',
  'h:65536',
  'h:x',
  'h h',
  ':7350',
  '-h',
  '[::1',
  '[hunter2]:1',
  '1:2:3',
  'h:1:2',
  'dns:///h:1',
])('%j is refused and not repeated', (text) => {
  const refused = () => parseServer(text, 'environment SESSIONFS_API_URL', true);
  expect(refused).toThrow('SESSIONFS_API_URL');
  expect(refused).not.toThrow('hunter2');
});
