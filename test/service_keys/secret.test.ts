import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase62, randomBase62, toBase62 } from '../../src/service_keys/base62.ts';
import { presets } from '../../src/service_keys/presets.ts';
import { hashSecret, maskKeys, matchesHash, mintSecret, parseKey, prefixOf } from '../../src/service_keys/secret.ts';

const id = '0199b4c2-7a10-7e3f-8a51-3c9d2e4f5a6b';
const kinds = ['service', 'personal'] as const;

describe('a key', () => {
  test.each([
    ['service', 'sfsk_'],
    ['personal', 'sfsp_'],
  ] as const)('of kind %s begins with %s, and has id, secret and checksum in base62', (kind, prefix) => {
    const key = mintSecret(kind, id);
    expect(key).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{22}_[0-9A-Za-z]{39}$`));
    expect(parseKey(key)).toEqual({ text: key, kind, id, secret: key.slice(28, 61) });
  });

  test('says the id that it was minted for, whatever the id', () => {
    const edges = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    fc.assert(
      fc.property(fc.oneof(fc.uuid(), fc.constantFrom(...edges)), fc.constantFrom(...kinds), (uuid, kind) => {
        expect(parseKey(mintSecret(kind, uuid))).toMatchObject({ id: uuid, kind });
      }),
    );
    expect(parseKey(mintSecret('service', id.toUpperCase().replaceAll('-', '')))?.id).toBe(id);
    expect(() => mintSecret('service', 'key_1')).toThrow('uuid');
  });

  test('is another one each time', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => mintSecret('service', id))).size).toBe(1_000);
  });
});

describe('not a key', () => {
  test('one with any character changed, left out, added or swapped with the next', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_ \n';
    const key = mintSecret('personal', id);
    for (let at = 0; at < key.length; at += 1) {
      const [before, after] = [key.slice(0, at), key.slice(at + 1)];
      const swapped = before + (after[0] ?? '') + key[at] + after.slice(1);
      const others = [...alphabet].filter((one) => one !== key[at]).map((one) => before + one + after);
      for (const text of [...others, before + after, `${before}A${key.slice(at)}`, swapped]) {
        if (text !== key) expect(parseKey(text), text).toBeUndefined();
      }
    }
  });

  test.each([
    ['nothing', ''],
    ['a prefix', 'sfsk_'],
    ['space around it', ` ${mintSecret('service', id)}`],
    ['a newline after it', `${mintSecret('service', id)}\n`],
    ['two of them', mintSecret('service', id).repeat(2)],
    ['a Bearer header', `Bearer ${mintSecret('service', id)}`],
  ])('%s', (_, text) => {
    expect(parseKey(text)).toBeUndefined();
  });

  test('an id that no uuid has, with the right checksum', () => {
    const keyOf = (id: bigint) => {
      const body = `sfsk_${toBase62(id, 22)}_${'0'.repeat(33)}`;
      return body + toBase62(BigInt(crc32(body)), 6);
    };
    expect(parseKey(keyOf(2n ** 128n - 1n))?.id).toBe('ffffffff-ffff-ffff-ffff-ffffffffffff');
    expect(parseKey(keyOf(2n ** 128n))).toBeUndefined();
  });

  test('any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseKey(text)).toBeUndefined();
        expect(parseKey(`sfsk_${text}`)).toBeUndefined();
      }),
    );
  });
});

describe('what is stored', () => {
  const key = mintSecret('service', id);

  test('is SHA-256 of the key, or HMAC-SHA-256 with the pepper', () => {
    expect(hashSecret(key)).toEqual(createHash('sha256').update(key).digest());
    const pepper = { number: 1, value: 'salt' };
    expect(hashSecret(key, pepper)).toEqual(createHmac('sha256', 'salt').update(key).digest());
    expect(hashSecret(key, { number: 2, value: 'other' })).not.toEqual(hashSecret(key, pepper));
  });

  test('matches the same hash only', () => {
    expect(matchesHash(hashSecret(key), hashSecret(key))).toBe(true);
    expect(matchesHash(hashSecret(key), hashSecret(mintSecret('service', id)))).toBe(false);
    expect(matchesHash(hashSecret(key), hashSecret(key).subarray(0, 31))).toBe(false);
    expect(matchesHash(hashSecret(key), new Uint8Array())).toBe(false);
  });
});

describe('what is shown', () => {
  test('the prefix holds nothing of the secret', () => {
    const [a, b] = [mintSecret('service', id), mintSecret('service', id)];
    expect(prefixOf(a)).toBe(prefixOf(b));
    expect(prefixOf(a)).toHaveLength(27);
    expect(maskKeys(`key ${prefixOf(a)} ran`)).toBe(`key ${prefixOf(a)} ran`);
  });

  test('keys are masked in any text, whole or cut', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom(...kinds),
        // Cut further, it is the prefix, which is no secret.
        fc.nat({ max: 38 }),
        (before, after, kind, cut) => {
          const key = mintSecret(kind, randomUUID());
          const masked = maskKeys(before + key.slice(0, key.length - cut) + after);
          expect(masked).not.toContain(key.slice(5, 13));
          expect(masked).toContain(`${key.slice(0, 5)}***`);
        },
      ),
    );
    const key = mintSecret('service', id);
    expect(maskKeys(`X${key},${key}"`)).toBe('Xsfsk_***,sfsk_***"');
    expect(maskKeys('no key here: sfs_key, sfsk_')).toBe('no key here: sfs_key, sfsk_');
  });
});

describe('base62', () => {
  test('there and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        expect(fromBase62(toBase62(value, 22))).toBe(value);
        expect(toBase62(value, 22)).toHaveLength(22);
      }),
    );
  });

  test('random digits are equally likely', () => {
    const counts = new Map<string, number>();
    for (const digit of randomBase62(62_000, randomBytes)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // With a modulo bias the first eight digits would come 1,211 times. Eight standard deviations are 252 for one digit and 89 for their mean.
    const firstEight = [...'01234567'].reduce((sum, digit) => sum + counts.get(digit)!, 0) / 8;
    expect(Math.abs(firstEight - 1_000)).toBeLessThan(89);
  });

  test('bytes from which a digit would be likelier are thrown away', () => {
    const given = [255, 248, 247, 0, 61, 62];
    expect(randomBase62(4, () => Uint8Array.from(given))).toBe('z0z0');
  });
});

test('no preset can write personas, keys, members or projects', () => {
  expect(presets).toEqual({
    ci: ['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write', 'personas:read', 'projects:read'],
    reader: ['agent_runs:read', 'tickets:read', 'personas:read', 'projects:read'],
  });
});
