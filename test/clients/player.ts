import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Step } from './case.ts';
import { Gate } from './gate.ts';
import { mismatches } from './match.ts';
import { requestJson } from './messages.ts';
import type { Answer, Pending, Runner } from './runner.ts';
import { at, fill, type Variables } from './values.ts';

/** What a case is played in. */
export interface Stage {
  /** host:port of a server that the case has for itself while it needs to stop and start it, else of the shared one. */
  address: string;
  variables: Record<string, string>;
  /** A folder of the case's own. */
  folder: string;
  sql(text: string): Promise<unknown>;
  /** Starts a server on the case's database and returns its address; `stop` ends that one. */
  start(): Promise<string>;
  stop(): Promise<void>;
}

/** Plays one case with one runner. Throws what is wrong, with the step. */
export async function play({ steps, connected = true }: Case, runner: Runner, stage: Stage): Promise<void> {
  const gate = new Gate(stage.address);
  await gate.open();
  const variables: Variables = new Map([
    ...Object.entries(stage.variables),
    ...Object.entries({ gate: gate.address, direct: stage.address, folder: stage.folder }),
  ]);
  const player = new Player(runner, stage, gate, variables);
  try {
    if (connected) await player.connectMain();
    for (const [index, step] of steps.entries()) {
      await player.step(step).catch((error: Error) => {
        throw new Error(`step ${index + 1} (${summary(step)}): ${error.message}`, { cause: error });
      });
    }
  } finally {
    await player.end();
    await gate.close();
  }
}

const summary = (step: Step) =>
  Object.entries(step)
    .slice(0, 1)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : ''}`.trim())
    .join();

class Player {
  readonly #runner: Runner;
  readonly #stage: Stage;
  readonly #gate: Gate;
  readonly #variables: Variables;
  readonly #pending = new Map<string, Pending>();
  // Names of clients are the runner's, which plays one case after the other.
  readonly #prefix = `c${++cases}-`;
  readonly #clients = new Set<string>();

  constructor(runner: Runner, stage: Stage, gate: Gate, variables: Variables) {
    this.#runner = runner;
    this.#stage = stage;
    this.#gate = gate;
    this.#variables = variables;
  }

  connectMain(): Promise<void> {
    return this.step({ connect: { options: { server: '$gate', key: '$key' } } });
  }

  async end(): Promise<void> {
    for (const { id } of this.#pending.values()) this.#runner.send({ op: 'cancel', target: id });
    for (const client of this.#clients) await this.#runner.send({ op: 'close', client }).ended.catch(() => undefined);
  }

  async step(raw: Step): Promise<void> {
    const step = fill(raw, this.#variables) as Step;
    if (step.write_profile) return this.#writeProfile(step.write_profile);
    if (step.sleep_ms) return void (await sleep(step.sleep_ms));
    if (step.gate) {
      this.#gate.attempts.length = 0;
      this.#gate.rules = step.gate;
      return;
    }
    if (step.sql) return void (await this.#stage.sql(step.sql));
    if (step.server) return this.#server(step.server);
    if (step.attempts) return this.#attempts(step.attempts);
    if (step.cancel) {
      const { id } = this.#named(step.cancel);
      return void (await this.#runner.send({ op: 'cancel', target: id }).ended);
    }
    if (step.await) {
      const pending = this.#named(step.await);
      this.#pending.delete(step.await);
      return this.#check(step, pending, await pending.ended);
    }
    await this.#ask(step);
  }

  async #ask(step: Step): Promise<void> {
    const until = Date.now() + (step.within_ms ?? 0);
    for (;;) {
      const pending = this.#runner.send(this.#request(step));
      if (step.background) {
        this.#pending.set(step.background, pending);
        return this.#items(pending, step.until_items ?? 0);
      }
      const answer = await pending.ended;
      try {
        return this.#check(step, pending, answer);
      } catch (error) {
        if (Date.now() >= until) throw error;
        await sleep(100);
      }
    }
  }

  async #items(pending: Pending, count: number): Promise<void> {
    const until = Date.now() + 30_000;
    while (pending.items.length < count) {
      if (Date.now() > until) throw new Error(`only ${pending.items.length} items came, and not ${count}`);
      const over = await Promise.race([pending.ended, sleep(20)]);
      if (over && pending.items.length < count) throw new Error(`it ended early: ${JSON.stringify(over)}`);
    }
  }

  #request(step: Step): Record<string, unknown> {
    const client = this.#prefix + (step.client ?? 'main');
    const { request = {}, deadline_ms, limit, findings, repeat, request_id } = step;
    const time = deadline_ms === undefined ? {} : { deadline_ms };
    if (step.connect) {
      const { options = {}, environment = {} } = step.connect;
      this.#clients.add(client);
      return { op: 'connect', client, options, environment: { HOME: this.#stage.folder, ...environment } };
    }
    if (step.call) return { op: 'call', client, method: step.call, request, ...time };
    if (step.all) return { op: 'all', client, method: step.all, request, ...(limit === undefined ? {} : { limit }) };
    if (step.watch) return { op: 'watch', client, run_id: step.watch };
    if (step.stream) return { op: 'stream', client, method: step.stream, request, ...time };
    if (step.add_findings)
      return {
        ...{ op: 'add_findings', client, run_id: step.add_findings },
        ...(repeat === undefined ? { findings } : { repeat }),
        ...(request_id === undefined ? {} : { request_id }),
      };
    if (step.describe) return { op: 'describe', client };
    if (step.close) return { op: 'close', client };
    throw new Error('the step says nothing to do');
  }

  #check(step: Step, pending: Pending, answer: Answer): void {
    const wrong: string[] = [];
    if (step.error === undefined && answer.error) wrong.push(`failed: ${JSON.stringify(answer.error)}`);
    if (step.error !== undefined) {
      if (answer.error) wrong.push(...mismatches(step.error, answer.error, 'error'));
      else wrong.push(`did not fail, and answered ${JSON.stringify(answer).slice(0, 500)}`);
    }
    if (answer.request_changed) wrong.push("the caller's own message was changed");
    const items = answer.items ?? pending.items;
    if (step.response !== undefined) wrong.push(...mismatches(step.response, answer.response, 'response'));
    if (step.items !== undefined) wrong.push(...mismatches(step.items, items, 'items'));
    if (step.text !== undefined) wrong.push(...mismatches(step.text, answer.text, 'text'));
    if (step.took_ms !== undefined) wrong.push(...mismatches(step.took_ms, pending.took(), 'took_ms'));
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    for (const [name, path] of Object.entries(step.save ?? {})) {
      const value = at(path, { ...(answer.response as object), items, error: answer.error });
      if (value === undefined) throw new Error(`there is no ${path} in ${JSON.stringify(answer).slice(0, 1000)}`);
      this.#variables.set(name, String(value));
    }
  }

  async #attempts(expected: NonNullable<Step['attempts']>): Promise<void> {
    const { on, count, same_request_id, headers, request, spread_ms, reset } = expected;
    const attempts = this.#gate.attempts.filter(({ method }) => method === on);
    const wrong = count === undefined ? [] : mismatches(count, attempts.length, 'attempts');
    if (headers !== undefined)
      for (const attempt of attempts) wrong.push(...mismatches(headers, attempt.headers, 'headers'));
    const bodies = attempts.map(({ body }) => requestJson(on, body));
    if (request !== undefined) for (const body of bodies) wrong.push(...mismatches(request, body, 'request'));
    if (spread_ms !== undefined)
      wrong.push(...mismatches(spread_ms, (attempts.at(-1)?.at ?? 0) - (attempts[0]?.at ?? 0), 'spread_ms'));
    // Word of it travels for a moment.
    for (let waited = 0; reset && waited < 2_000 && !attempts.every((one) => one.reset); waited += 20) await sleep(20);
    if (reset && !attempts.every((one) => one.reset)) wrong.push('the server was not told that the client gave up');
    if (same_request_id) {
      const ids = new Set(bodies.map((body) => body.requestId ?? (body.start as Record<string, unknown>)?.requestId));
      if (ids.size !== 1 || ids.has(undefined)) wrong.push(`request ids: ${[...ids].join(', ')}`);
    }
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  }

  async #server(what: 'stop' | 'start'): Promise<void> {
    if (what === 'start') {
      this.#gate.upstream = await this.#stage.start();
      return this.#gate.open();
    }
    // The server says goodbye to its streams first, then nobody listens any more.
    await this.#stage.stop();
    await this.#gate.close();
  }

  #writeProfile({ name, content, mode = '600', active }: NonNullable<Step['write_profile']>): void {
    const folder = join(this.#stage.folder, '.config/sfs');
    mkdirSync(join(folder, 'profiles'), { recursive: true });
    const file = join(folder, 'profiles', `${name}.json`);
    writeFileSync(file, JSON.stringify(content));
    chmodSync(file, Number.parseInt(mode, 8));
    if (active) writeFileSync(join(folder, 'active_profile'), `${name}\n`);
  }

  #named(name: string): Pending {
    const pending = this.#pending.get(name);
    if (!pending) throw new Error(`nothing is called ${name}`);
    return pending;
  }
}

let cases = 0;
