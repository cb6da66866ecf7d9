import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Command } from './language.ts';

/** One line of a runner. */
export interface Answer {
  id: number;
  ok?: true;
  response?: unknown;
  items?: unknown[];
  item?: unknown;
  done?: true;
  text?: string;
  error?: CallFailure;
  broken?: string;
  request_changed?: true;
}

/** A failure as a client tells it. */
export interface CallFailure {
  kind: 'call' | 'config';
  code?: string;
  reason?: string;
  message: string;
  metadata?: Record<string, string>;
  violations?: { field: string; description: string }[];
  call_id?: string;
  request_id?: string;
  retry_after_ms?: number;
  text: string;
}

/** A request that is under way. */
export interface Pending {
  id: number;
  /** The messages of a stream so far. */
  items: unknown[];
  /** Milliseconds from the request to its end. */
  took: () => number;
  ended: Promise<Answer>;
}

const patience = 90_000;

/** A runner in a process of its own. */
export class Runner {
  readonly name: string;
  /** All that it printed, for looking for secrets in it. */
  readonly printed: string[] = [];
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #open = new Map<
    number,
    { items: unknown[]; settle: (answer: Answer) => void; fail: (error: Error) => void }
  >();
  #last = 0;
  #over: Error | undefined;

  constructor(name: string, { command, args, cwd, env }: Command) {
    this.name = name;
    this.#child = spawn(command, args, { ...(cwd ? { cwd } : {}), env: { ...process.env, ...env } });
    this.#child.on('error', (error) => this.#end(error));
    this.#child.on('exit', (code, signal) =>
      this.#end(new Error(`the runner of ${name} ended with ${code ?? signal}: ${this.#tail()}`)),
    );
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#take(line));
    createInterface({ input: this.#child.stderr }).on('line', (line) => this.printed.push(line));
  }

  /** Sends a request. Its answer must come within a minute and a half. */
  send(request: Record<string, unknown>): Pending {
    const id = ++this.#last;
    const items: unknown[] = [];
    const begun = performance.now();
    let took = 0;
    const ended = new Promise<Answer>((settle, fail) => {
      if (this.#over) return fail(this.#over);
      const late = setTimeout(
        () => fail(new Error(`${request.op}: no answer from the runner of ${this.name}; ${this.#tail()}`)),
        patience,
      );
      const over = () => {
        clearTimeout(late);
        took = performance.now() - begun;
        this.#open.delete(id);
      };
      this.#open.set(id, {
        items,
        settle: (answer) => {
          over();
          settle(answer);
        },
        fail: (error) => {
          over();
          fail(error);
        },
      });
    });
    ended.catch(() => undefined);
    this.#child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    return { id, items, took: () => took, ended };
  }

  /** Closes stdin and waits for the end; a runner that hangs is killed. */
  async stop(): Promise<number | null> {
    if (this.#over) return this.#child.exitCode;
    const exited = once(this.#child, 'exit');
    this.#child.stdin.end();
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    const [code] = await exited;
    clearTimeout(late);
    return code;
  }

  #take(line: string): void {
    this.printed.push(line);
    let answer: Answer;
    try {
      answer = JSON.parse(line) as Answer;
    } catch {
      this.#end(new Error(`the runner of ${this.name} printed what is no JSON: ${line.slice(0, 500)}`));
      return;
    }
    const open = this.#open.get(answer.id);
    if (!open) return;
    if (answer.item !== undefined) open.items.push(answer.item);
    else if (answer.broken !== undefined)
      open.fail(new Error(`the runner of ${this.name} is broken: ${answer.broken}`));
    else open.settle(answer);
  }

  #end(error: Error): void {
    this.#over ??= error;
    for (const { fail } of this.#open.values()) fail(error);
  }

  #tail = () => this.printed.slice(-20).join('\n').slice(-3000);
}
