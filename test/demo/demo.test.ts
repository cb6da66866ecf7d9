import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { codeCache } from '../support/code_cache.ts';

const script = join(import.meta.dirname, '../../docs/examples/demo.mjs');

/** Starts the demo as `npm run demo` does, with a folder of its own for everything that it makes. */
function startDemo({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const temporary = mkdtempSync(join(tmpdir(), 'sfs-test-demo-'));
  // As root, PostgreSQL is another user and has to get through.
  chmodSync(temporary, 0o711);
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      XDG_CACHE_HOME: codeCache,
      TMPDIR: temporary,
      SFS_SERVER: 'nowhere.example:1',
      SFS_API_KEY: '',
    },
  });
  const out = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      out.text += text;
    });
  }
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const saw = (part: string) =>
    new Promise<void>((resolve) => child.stdout.on('data', () => out.text.includes(part) && resolve()));
  return { child, out, code, saw, temporary };
}

/** Processes whose command line names the folder; none are seen where there is no /proc. */
function processesIn(folder: string): string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false; // It has ended in the meantime.
      }
    });
}

const limit = { timeout: 60_000 };

describe.concurrent('npm run demo', () => {
  test(
    'clean is green, a secret red, a crashed review red and errored; nothing is left and no key is shown',
    limit,
    async (context) => {
      const { out, code, temporary } = startDemo(context);
      expect(await code, out.text).toBe(0);
      expect(out.text.trimEnd().split('\n').slice(-3)).toEqual([
        'clean     passed   exit 0  green',
        'secret    failed   exit 1  red',
        'crashed   errored  exit 1  red',
      ]);
      expect(out.text).not.toMatch(/sfs[kp]_\w+/);
      expect(out.text).not.toContain('EXAMPLE7DEMO');
      expect(readdirSync(temporary)).toEqual([]);
      expect(processesIn(temporary)).toEqual([]);
    },
  );

  test.for(['SIGINT', 'SIGTERM'] as const)('%s ends it with 130 and leaves nothing', limit, async (signal, context) => {
    const { child, out, code, saw, temporary } = startDemo(context);
    await saw('listening on');
    child.kill(signal);
    // A second one, as somebody impatient sends it, must not leave the database behind either.
    child.kill(signal);
    expect(await code, out.text).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
    expect(processesIn(temporary)).toEqual([]);
  });

  test('a reader that goes away leaves nothing', limit, async (context) => {
    const { child, code, saw, temporary } = startDemo(context);
    await saw('listening on');
    child.stdout.destroy();
    expect(await code).not.toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
    expect(processesIn(temporary)).toEqual([]);
  });
});
