import { createECDH, createPublicKey, hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { encode } from '../../../src/audit/proof/base64.ts';
import { formatKeys, KeysError, parseKeys } from '../../../src/audit/proof/keys_file.ts';
import { makeVerifierKey } from '../../../src/audit/proof/note.ts';

const log = [1, 2].map((byte) => makeVerifierKey('inst_1/org_2', Buffer.alloc(32, byte)));

function attestationKey(curve: string, jwkCurve: string, size: number, scalar: number) {
  const ecdh = createECDH(curve);
  ecdh.setPrivateKey(Buffer.from(scalar.toString(16).padStart(2 * size, '0'), 'hex'));
  const point = ecdh.getPublicKey();
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)].map((part) => part.toString('base64url'));
  const key = createPublicKey({ key: { kty: 'EC', crv: jwkCurve, x: x!, y: y! }, format: 'jwk' });
  const spki = key.export({ format: 'der', type: 'spki' });
  return { id: hash('sha256', spki, 'hex'), spki };
}

const attestation = [attestationKey('prime256v1', 'P-256', 32, 5)];
const [{ id, spki }] = attestation as [(typeof attestation)[0]];
const line = `attestation ${id} ${encode(spki)}`;
const text = `${log[0]!.vkey}\n${log[1]!.vkey}\n${line}\n`;

test('one key per line, those of logs first', () => {
  expect(formatKeys({ attestation, log })).toBe(text);
  expect(parseKeys(text)).toEqual({ log, attestation });
});

test('no keys are an empty file', () => {
  expect(formatKeys({ log: [], attestation: [] })).toBe('');
  expect(parseKeys('')).toEqual({ log: [], attestation: [] });
});

test('blank lines, comments and the line ends of any editor are passed over', () => {
  const edited = `# ours\r\n\r\n${line}\r\n \n#${log[1]!.vkey}\n${log[0]!.vkey}`;
  expect(parseKeys(edited)).toEqual({ log: [log[0]], attestation });
});

const other = attestationKey('secp384r1', 'P-384', 48, 5);
const { vkey } = log[0]!;
test.each([
  ['a word', 'hunter2'],
  ['a private key', 'PRIVATE+KEY+inst+4270f8df+AAAA'],
  ['a verifier key with another id', vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
  ['a blank before the key', ` ${vkey}`],
  ['a blank after the key', `${vkey} `],
  ['two keys on a line', `${vkey} ${vkey}`],
  ['an attestation key alone', 'attestation'],
  ['no id', `attestation ${encode(spki)}`],
  [
    'another id',
    line.replace(
      id,
      id.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    ),
  ],
  ['an id in capitals', line.replace(id, id.toUpperCase())],
  ['no key', `attestation ${id}`],
  ['more after the key', `${line} x`],
  ['two spaces', line.replace(' ', '  ')],
  ['a key that is no DER', `attestation ${hash('sha256', 'x', 'hex')} ${encode(Buffer.from('x'))}`],
  ['bytes after the key', `attestation ${id} ${encode(Buffer.concat([spki, Buffer.of(0)]))}`],
  ['a key of another curve', `attestation ${other.id} ${encode(other.spki)}`],
  ['a key without padding', line.replace(/=+$/, '')],
])('%s is refused with its line number and none of its text', (_, wrong) => {
  expect(() => parseKeys(`${vkey}\n\n${wrong}\n`)).toThrow(KeysError);
  try {
    parseKeys(`${vkey}\n\n${wrong}\n`);
  } catch (error) {
    expect((error as Error).message).toMatch(/^line 3: /);
    for (const part of wrong.split(' ').filter((word) => word.length > 1 && word !== 'attestation'))
      expect((error as Error).message).not.toContain(part);
  }
});
