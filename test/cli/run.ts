import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

/** What a command is given in a test; everything is absent by default, the environment too. */
export interface RunOptions {
  env?: Record<string, string | undefined>;
  cwd?: string;
  stdin?: string;
  /** The width of a terminal; without it there is none. */
  columns?: number;
  signal?: AbortSignal;
  stdoutClosed?: AbortSignal;
  now?: Date;
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** A folder of this test alone. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sfs-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Io whose output can be read back. HOME is a folder of this test, so nobody's profile is seen. */
export function testIo(options: RunOptions = {}): { io: Io; out: () => string; err: () => string } {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: options.columns !== undefined,
    columns: options.columns,
  });
  const home = options.env?.HOME ?? folder();
  const io: Io = {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    stdin: Readable.from([options.stdin ?? '']) as unknown as Io['stdin'],
    env: { HOME: home, ...options.env },
    cwd: options.cwd ?? home,
    signal: options.signal ?? new AbortController().signal,
    stdoutClosed: options.stdoutClosed ?? new AbortController().signal,
    now: () => options.now ?? new Date(),
  };
  return { io, out: () => written.stdout, err: () => written.stderr };
}

/** Runs `sfs …` in this process: `await sfs(['version'])`. */
export async function sfs(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { io, out, err } = testIo(options);
  const code = await main(argv, io);
  return { code, stdout: out(), stderr: err() };
}
