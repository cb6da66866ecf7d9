import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../src/audit/proof/base64.ts';
import { emptyRoot } from '../../../src/audit/proof/merkle.ts';
import {
  checkpointText,
  makeVerifierKey,
  NoteError,
  type NoteSigner,
  openNote,
  parseCheckpoint,
  parseVkey,
  signNote,
} from '../../../src/audit/proof/note.ts';

function signerOf(name: string, seed: Buffer): NoteSigner {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { key: makeVerifierKey(name, publicKey), sign: (text) => sign(null, text, privateKey) };
}

const name = 'inst_1/org_2';
// The key of the first test in RFC 8032, section 7.1.
const log = signerOf(name, Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'));
const next = signerOf(name, Buffer.alloc(32, 2));
const witness = signerOf('witness.example/w', Buffer.alloc(32, 3));
const vkey = 'inst_1/org_2+4270f8df+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea';

const checkpoint = { origin: name, size: 20_852_163, root: Buffer.alloc(32, 9) };
const text = checkpointText(checkpoint);
const note = signNote(text, [log]);

describe('verifier keys', () => {
  test('a key is made and read in its one spelling', () => {
    expect(log.key).toMatchObject({ name, id: '4270f8df', vkey });
    expect(parseVkey(vkey)).toEqual(log.key);
  });

  const typed = (type: number, bytes = 32) =>
    encode(Buffer.concat([Buffer.of(type), log.key.publicKey.subarray(0, bytes)]));
  test.each([
    ['nothing', ''],
    ['another id', vkey.replace('4270f8df', '4270f8de')],
    ['an id in capitals', vkey.replace('4270f8df', '4270F8DF')],
    ['another name', vkey.replace('org_2', 'org_3')],
    ['no name', vkey.replace(name, '')],
    ['a blank in the name', vkey.replace('/', ' ')],
    ['another type', `${name}+4270f8df+${typed(2)}`],
    ['a key too short', `${name}+4270f8df+${typed(1, 31)}`],
    ['a newline', `${vkey}\n`],
    ['more after it', `${vkey}+x`],
    ['base 64 that is not canonical', vkey.replace(/a$/, 'b')],
  ])('%s is refused', (_, wrong) => {
    expect(() => parseVkey(wrong)).toThrow(NoteError);
  });

  test.each(['', 'a b', 'a\u00a0b', 'a+b', 'a\nb', 'a\u0085b', '\ud800'])('%j names no key', (wrong) => {
    expect(() => makeVerifierKey(wrong, Buffer.alloc(32))).toThrow(NoteError);
  });

  test('a key has 32 bytes', () => {
    expect(() => makeVerifierKey(name, Buffer.alloc(33))).toThrow(NoteError);
  });
});

describe('checkpoints', () => {
  test('origin, size and root, each on a line', () => {
    expect(text).toBe(`inst_1/org_2\n20852163\n${encode(checkpoint.root)}\n`);
    expect(parseCheckpoint(text)).toEqual(checkpoint);
  });

  test.each([0, Number.MAX_SAFE_INTEGER])('a log can have %i leaves', (size) => {
    const other = { origin: name, size, root: emptyRoot };
    expect(parseCheckpoint(checkpointText(other))).toEqual(other);
  });

  const root = encode(checkpoint.root);
  test.each([
    ['nothing', ''],
    ['two lines', 'a\n1\n'],
    ['no newline at the end', `a\n1\n${root}`],
    ['a fourth line', `a\n1\n${root}\nmore\n`],
    ['an empty line', `a\n1\n${root}\n\n`],
    ['carriage returns', `a\r\n1\r\n${root}\r\n`],
    ['no origin', `\n1\n${root}\n`],
    ['an origin with a blank', `a b\n1\n${root}\n`],
    ['a leading zero', `a\n01\n${root}\n`],
    ['a sign', `a\n+1\n${root}\n`],
    ['a fraction', `a\n1.0\n${root}\n`],
    ['an exponent', `a\n1e3\n${root}\n`],
    ['digits of another script', `a\n١\n${root}\n`],
    ['a size beyond 2^53', `a\n9007199254740992\n${root}\n`],
    ['a short root', `a\n1\n${encode(Buffer.alloc(31))}\n`],
    ['a root without padding', `a\n1\n${root.slice(0, -1)}\n`],
    ['a root with unused bits', `a\n1\n${root.replace(/.=$/, 'l=')}\n`],
    ['no leaves and another root', `a\n0\n${root}\n`],
  ])('%s is refused', (_, wrong) => {
    expect(parseCheckpoint(`a\n1\n${root}\n`).size).toBe(1);
    expect(() => parseCheckpoint(wrong)).toThrow(NoteError);
  });

  test.each([{ size: -1 }, { size: 1.5 }, { size: 2 ** 53 }, { origin: 'a\nb' }, { root: Buffer.alloc(20) }])(
    'none is written with %o',
    (change) => {
      expect(() => checkpointText({ ...checkpoint, ...change })).toThrow(NoteError);
    },
  );
});

describe('opening', () => {
  test('a note says who signed', () => {
    expect(openNote(note, [next.key, log.key])).toEqual({ text, signedBy: [log.key], strangers: [] });
    expect(note).toMatch(/^inst_1\/org_2\n20852163\n[^\n]+\n\n— inst_1\/org_2 QnD43[^\n]+\n$/);
  });

  test('who is not trusted is a stranger, whether by another name or another key of the same name', () => {
    const signed = signNote(text, [witness, log, next]);
    expect(openNote(signed, [log.key])).toEqual({
      text,
      signedBy: [log.key],
      strangers: [
        { name: 'witness.example/w', id: witness.key.id },
        { name, id: next.key.id },
      ],
    });
    expect(openNote(signed, [])).toMatchObject({ signedBy: [] });
    expect(openNote(signed, [log.key, next.key, witness.key]).signedBy).toEqual([witness.key, log.key, next.key]);
  });

  test('a note with any one bit changed is signed by nobody', () => {
    const bytes = Buffer.from(note);
    let opened = 0;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[Math.floor(bit / 8)]! ^= 1 << (bit % 8);
      try {
        expect(openNote(changed.toString(), [log.key]).signedBy, `bit ${bit}`).toEqual([]);
        opened++;
      } catch (error) {
        expect(error).toBeInstanceOf(NoteError);
      }
    }
    // Only a change of the key's name or id makes a stranger of the signer.
    expect(opened).toBeGreaterThan(0);
    expect(opened).toBeLessThanOrEqual(8 * (name.length + 6));
  });

  test('a signature of a trusted key over another text spoils the whole note', () => {
    const other = signNote(checkpointText({ ...checkpoint, size: 1 }), [log]).split('\n\n')[1]!;
    for (const wrong of [`${text}\n${other}`, signNote(text, [next]) + other])
      expect(() => openNote(wrong, [log.key, next.key])).toThrow('the signature of a trusted key does not verify');
  });

  test('a trusted key signs once', () => {
    expect(() => openNote(note + note.split('\n\n')[1], [log.key])).toThrow('a trusted key signs twice');
    expect(() => signNote(text, [log, log])).toThrow(NoteError);
  });

  test('of two trusted keys with one id, the one that signed is named', () => {
    const twin = { ...next.key, id: log.key.id };
    expect(openNote(note, [twin, log.key]).signedBy).toEqual([log.key]);
    expect(() => openNote(note, [twin])).toThrow(NoteError);
  });

  test('a text can have blank lines: the last one ends it', () => {
    const poem = 'one\n\ntwo\n\n\n';
    expect(openNote(signNote(poem, [log]), [log.key])).toMatchObject({ text: poem, signedBy: [log.key] });
  });

  const line = note.split('\n\n')[1]!;
  const signature = line.trimEnd().split(' ')[2]!;
  test.each([
    ['nothing', ''],
    ['a text alone', text],
    ['no signature line', `${text}\n`],
    ['no blank line', text + line],
    ['no newline at the end', note.trimEnd()],
    ['a blank line at the end', `${note}\n`],
    ['carriage returns', note.replaceAll('\n', '\r\n')],
    ['a tab in the text', note.replace('org', '\t')],
    ['a NUL in the text', note.replace('org', '\0')],
    ['half a surrogate pair', note.replace('org', '\ud800')],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['no space after the dash', note.replace('— ', '—')],
    ['two spaces', note.replace('— ', '—  ')],
    ['no name', note.replace(`— ${name}`, '— ')],
    ['a plus in the name', note.replace(`— ${name}`, '— a+b')],
    ['more after the signature', `${note.trimEnd()} x\n`],
    ['a signature without padding', note.replace(/=+\n$/, '\n')],
    ['the other alphabet', `${text}\n— ${name} ${signature.replaceAll('+', '-').replaceAll('/', '_')}\n`],
    ['a line without a signature', `${text}\n— ${name} ${encode(Buffer.alloc(4))}\n`],
    ['17 signatures', `${text}\n${`— w ${encode(Buffer.alloc(68))}\n`.repeat(17)}`],
  ])('%s is malformed', (_, wrong) => {
    expect(wrong).not.toBe(note);
    expect(() => openNote(wrong, [])).toThrow(NoteError);
  });

  test('16 signatures are not too many, of whatever kind', () => {
    const others = Array.from({ length: 15 }, (_, at) => `— w${at} ${encode(Buffer.alloc(76))}\n`).join('');
    expect(openNote(note + others, [log.key])).toMatchObject({ signedBy: [log.key], strangers: { length: 15 } });
  });

  test('no spelling of the signature but one is read', () => {
    const unpadded = signature.replace(/=$/, '');
    // The last character has two bits that no byte uses: four characters would be the same signature.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const last = alphabet.indexOf(unpadded.at(-1)!);
    const alike = [1, 2, 3].map((bits) => `${unpadded.slice(0, -1)}${alphabet[last + bits]}=`);
    for (const spelling of alike) expect(Buffer.from(spelling, 'base64')).toEqual(Buffer.from(signature, 'base64'));
    for (const spelling of [...alike, unpadded, `${unpadded}==`, `${unpadded}\u200b=`, `${unpadded}=AA==`])
      expect(() => openNote(`${text}\n— ${name} ${spelling}\n`, [log.key])).toThrow(NoteError);
  });
});

describe('signing', () => {
  test.each([
    ['nobody', text, []],
    ['a text without a newline at its end', 'a', [log]],
    ['no text', '', [log]],
    ['control characters', 'a\x1b[31m\n', [log]],
    ['a signer that does not sign', text, [{ ...log, sign: () => Buffer.alloc(63) }]],
    ['17 signers', text, Array.from({ length: 17 }, (_, at) => signerOf(`w${at}`, Buffer.alloc(32, at)))],
  ])('%s makes no note', (_, wrong, signers) => {
    expect(() => signNote(wrong, signers)).toThrow(NoteError);
  });
});
