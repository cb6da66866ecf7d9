import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, jsonText } from '../../src/cli/escape.ts';
import { maskSecrets } from '../../src/cli/mask.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '\u001b[31m',
        '\u0007',
        '\r',
        '\n',
        '\t',
        '::',
        '##[',
        '##vso[',
        ' ',
        '\u202e',
        '\u2066',
        '`',
        '```',
        '<img src=x>',
        '@a',
        '|',
        'http://x',
        'a',
        '\u0085',
        '\u2028',
        '\ud800',
      ),
    )
    .map((parts) => parts.join('')),
);
const lines = (text: string) => text.split('\n');

describe('text of others', () => {
  it.each(['line', 'block', 'markdown', 'fence'] as const)('as %s holds no control or bidi character', (place) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = escapeText(text, place);
        const allowed = place === 'block' || place === 'fence' ? /[\t\n]/g : /(?!)/g;
        expect(shown.replace(allowed, '')).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });

  it.each(['line', 'block', 'markdown', 'fence'] as const)('as %s is never a command to a CI runner', (place) => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of lines(escapeText(text, place))) {
          expect(line).not.toMatch(/^\s*::/);
          expect(line).not.toMatch(/##\[|##vso\[/);
        }
      }),
    );
  });

  it('as a line is one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeText(text, 'line')).not.toMatch(/[\n\r]/);
      }),
    );
    expect(escapeText('a\r\nb\tc\u001b[1m', 'line')).toBe('a\\nb\\tc\\x1b[1m');
  });

  it('that is harmless stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9äöü€漢字 ,;'"%/]*$/), (text) => {
        expect(escapeText(text, 'line')).toBe(text);
        expect(escapeText(text, 'markdown')).toBe(text.trim());
      }),
    );
  });

  it('in markdown has no mark that is not escaped', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = escapeText(text, 'markdown');
        const rest = shown.replace(/\\[\\`*_{}[\]()#!|~:$^=+.-]|&(?:lt|gt|amp);|@\u200b/g, '');
        expect(rest).not.toMatch(/[\\`*_{}[\]()#!|~:$^=+.<>&@-]/);
      }),
    );
  });

  it('in a fence cannot end the fence', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [open, ...rest] = lines(escapeText(text, 'fence'));
        const fence = open!.replace('text', '');
        expect(rest.at(-1)).toBe(fence);
        expect(rest.slice(0, -1).some((line) => line.includes(fence))).toBe(false);
      }),
    );
  });
});

it('JSON is the same value, and harmless to a terminal and a runner', () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile), fc.constantFrom(0, 2), (value, indent) => {
      const text = jsonText(value, indent);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/##\[|##vso\[|(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

it('secrets are masked: keys of sfs, and values of the environment’s secrets', () => {
  const env = {
    SESSIONFS_API_KEY: 'abcdefgh1',
    GITHUB_TOKEN: 'ghs_12345678',
    SECRET_SHORT: 'the',
    PATH: '/usr/local/bin',
  };
  const text = 'key sfsk_abc_DEF, abcdefgh1, ghs_12345678 in the /usr/local/bin';
  expect(maskSecrets(text, env)).toBe('key ***, ***, *** in the /usr/local/bin');
});

it('a secret that begins with another one is masked whole', () => {
  const env = { A_TOKEN: 'abcdefgh', B_TOKEN: 'abcdefgh-and-more' };
  expect(maskSecrets('abcdefgh-and-more, abcdefgh', env)).toBe('***, ***');
});
