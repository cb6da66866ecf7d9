import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileError, readCheckoutFile, writeCheckoutFile } from '../../src/cli/files.ts';
import { originUrl } from '../../src/cli/git.ts';
import { jsonErrorPlace, readJsonFile } from '../../src/cli/json_file.ts';
import { dropTicketEpoch, keepTicketEpoch, ticketEpoch } from '../../src/cli/state.ts';
import { folder } from './run.ts';

function problem(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof FileError) return error.problem;
    throw error;
  }
  return 'none';
}

describe('a file of the checkout', () => {
  it('is read whole', () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'a'));
    writeFileSync(join(cwd, 'a', 'x'), 'text');
    expect(readCheckoutFile(cwd, 'a/x', 4).toString()).toBe('text');
    expect(readCheckoutFile('/', join(cwd, 'a', 'x'), 4).toString()).toBe('text');
  });

  it.each([
    ['missing', 'missing', () => {}],
    ['a link to /proc/self/environ', 'link', (path: string) => symlinkSync('/proc/self/environ', path)],
    ['a link to nothing', 'link', (path: string) => symlinkSync('nothing', path)],
    ['a folder', 'irregular', (path: string) => mkdirSync(path)],
    ['a FIFO', 'irregular', (path: string) => execFileSync('mkfifo', [path])],
    ['too large', 'large', (path: string) => writeFileSync(path, 'x'.repeat(11))],
  ])('that is %s is refused at once', (_, expected, make) => {
    const cwd = folder();
    make(join(cwd, 'x'));
    expect(problem(() => readCheckoutFile(cwd, 'x', 10))).toBe(expected);
  });

  it('behind a linked folder is refused', () => {
    const cwd = folder();
    symlinkSync('/proc/self', join(cwd, 'scratch'));
    expect(problem(() => readCheckoutFile(cwd, 'scratch/environ', 1e6))).toBe('link');
    expect(problem(() => readCheckoutFile(cwd, './a/../scratch/environ', 1e6))).toBe('link');
    expect(problem(() => writeCheckoutFile(cwd, 'scratch/comm', 'x'))).toBe('link');
    expect(problem(() => readCheckoutFile(cwd, join(cwd, 'scratch/environ'), 1e6))).toBe('link');
    expect(problem(() => writeCheckoutFile(cwd, join(cwd, 'scratch/comm'), 'x'))).toBe('link');
  });

  it('is written for this user alone, in place of what was there', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'x'), 'something longer', { mode: 0o644 });
    writeCheckoutFile(cwd, 'x', 'context');
    expect(readFileSync(join(cwd, 'x'), 'utf8')).toBe('context');
    expect(statSync(join(cwd, 'x')).mode & 0o777).toBe(0o600);
  });

  it('is not written through a link, symbolic or hard, nor into a FIFO', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'target'), 'precious');
    symlinkSync('target', join(cwd, 'soft'));
    linkSync(join(cwd, 'target'), join(cwd, 'hard'));
    execFileSync('mkfifo', [join(cwd, 'fifo')]);
    for (const name of ['soft', 'hard', 'fifo'])
      expect(problem(() => writeCheckoutFile(cwd, name, 'x'))).not.toBe('none');
    expect(readFileSync(join(cwd, 'target'), 'utf8')).toBe('precious');
  });
});

describe('JSON of the checkout', () => {
  const read = (text: string | Buffer) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'f.json'), text);
    return () => readJsonFile(cwd, 'f.json', 1000);
  };

  it('is read, with or without a byte order mark', () => {
    expect(read('[{"a":1}]')()).toEqual([{ a: 1 }]);
    expect(read('\ufeff[]')()).toEqual([]);
  });

  it.each([
    ['[] []', 'line 1, column 4'],
    ['HOME=/root', 'line 1, column 1'],
    ['[\n  {"a": hunter2}\n]', 'line 2, column 9'],
    ['{"a":1,}', 'line 1, column 8'],
    ['["hunter2', 'line 1, column 2'],
    [' \n', 'is empty'],
    ['', 'is empty'],
    [Buffer.from([0x22, 0xff, 0x22]), 'not UTF-8'],
  ])('%j is refused by place, never by content', (text, message) => {
    expect(read(text)).toThrow(message);
    expect(read(text)).not.toThrow(/hunter2|HOME/);
  });

  it('breaks where JSON.parse says it breaks', () => {
    // JSON.parse tells the place in some of its messages only; where it does, both agree.
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', ':', '"', 'x', '0'))
      .map(([json, at, junk]) => json.slice(0, at % (json.length + 1)) + junk + json.slice(at % (json.length + 1)));
    fc.assert(
      fc.property(broken, (text) => {
        try {
          JSON.parse(text);
        } catch (error) {
          const said = /\(line (\d+) column (\d+)\)/.exec((error as Error).message);
          const { line, column } = jsonErrorPlace(text);
          expect(line).toBeGreaterThan(0);
          if (said && !/string|escape|Unicode|fraction|exponent|number|control/i.test((error as Error).message)) {
            expect({ line, column }).toEqual({ line: Number(said[1]), column: Number(said[2]) });
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of many megabytes is scanned without a stack', () => {
    expect(jsonErrorPlace(`["${'\\n'.repeat(2_000_000)}", ${'['.repeat(100_000)}`).line).toBe(1);
  });
});

it('the epoch of a started ticket is remembered per server, for this user alone', () => {
  const home = folder();
  const io = { env: { HOME: home } };
  expect(ticketEpoch(io, 'a:1', 'tk_1')).toBeUndefined();
  keepTicketEpoch(io, 'a:1', 'tk_1', 3);
  expect(ticketEpoch(io, 'a:1', 'tk_1')).toBe(3);
  expect(ticketEpoch(io, 'b:1', 'tk_1')).toBeUndefined();
  expect(statSync(join(home, '.local/state/sfs/tickets/a%3A1/tk_1.json')).mode & 0o777).toBe(0o600);
  keepTicketEpoch(io, '..', '../../x', 4);
  expect(ticketEpoch(io, '..', '../../x')).toBe(4);
  dropTicketEpoch(io, 'a:1', 'tk_1');
  expect(ticketEpoch(io, 'a:1', 'tk_1')).toBeUndefined();
});

it('an origin in something else than a file is none: a review must not be able to make the next command wait', () => {
  const cwd = folder();
  mkdirSync(join(cwd, '.git'));
  execFileSync('mkfifo', [join(cwd, '.git', 'config')]);
  expect(originUrl(cwd)).toBeUndefined();
});
