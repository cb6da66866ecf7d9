import type { ReadStream } from 'node:tty';

/** A place to write to. */
export interface Sink {
  write(text: string): void;
  /**
   * Waits until what was written is taken, for output that is larger than memory should be: `await stdout.drained?.()` between
   * writes. It ends at once where nobody reads any more, and where the command is interrupted. Absent: it never takes long.
   */
  drained?(): Promise<void>;
  readonly isTTY: boolean;
  /** The width of the terminal; undefined where there is none: then nothing is wrapped or shortened. */
  readonly columns: number | undefined;
}

/** Everything outside the process that a command may touch. Tests hand in their own, so commands run in-process. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by ctrl-C and by SIGTERM. */
  readonly signal: AbortSignal;
  /** Aborted when nobody reads stdout any more (`sfs agent list --all | head -1`): what only prints may stop. */
  readonly stdoutClosed: AbortSignal;
  now(): Date;
}

/** One ctrl-C may arrive twice, from the terminal and from a parent such as npm that passes it on. In milliseconds. */
const echo = 300;

/** The real thing: this process. */
export function processIo(): Io {
  const stop = new AbortController();
  const closed = new AbortController();
  let first: number | undefined;
  const interrupt = () => {
    first ??= performance.now();
    // The second ctrl-C does not wait for anything.
    if (performance.now() - first > echo) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    stdout: sink(process.stdout, stop.signal, closed),
    stderr: sink(process.stderr, stop.signal),
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    signal: stop.signal,
    stdoutClosed: closed.signal,
    now: () => new Date(),
  };
}

/**
 * A reader that went away is no error: the rest of the output is dropped and the command ends as it would have ended. So a
 * listing ends with 0, and a gate that said no still says no. A result that was lost in another way is `lostResult`'s.
 */
function sink(stream: NodeJS.WriteStream, stop: AbortSignal, closed?: AbortController): Sink {
  let gone = false;
  let taken: (() => void) | undefined;
  const release = () => taken?.();
  stream.on('error', () => {
    gone = true;
    closed?.abort();
    release();
  });
  stream.on('drain', release);
  stop.addEventListener('abort', release);
  return {
    write: (text) => {
      if (!gone) stream.write(text);
    },
    async drained() {
      if (gone || stop.aborted || !stream.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        taken = resolve;
      });
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
  };
}

/** Why the result did not reach stdout, e.g. `ENOSPC`; undefined where it did, and where its reader went away (EPIPE). */
export function lostResult(stdout: NodeJS.WriteStream): string | undefined {
  const error = stdout.errored as NodeJS.ErrnoException | null;
  return error && error.code !== 'EPIPE' && error.code !== 'EOF' ? (error.code ?? error.name) : undefined;
}
