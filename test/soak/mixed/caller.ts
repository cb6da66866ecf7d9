import { setTimeout as sleep } from 'node:timers/promises';
import { AgentRunServiceClient } from '../../../src/gen/client/sfs/v1/agent_run.ts';
import { type Easy, easy, Refused, type TestCall } from '../../support/clients.ts';
import { Gate } from './gate.ts';
import type { Method, Missed, Plan, Request, Stats } from './plan.ts';
import type { Random } from './random.ts';

/** How a call ended. */
export type Outcome = Ok | No | Unknown;
// biome-ignore lint/suspicious/noExplicitAny: the answers of several methods.
export type Ok = { kind: 'ok'; answer: any; replayed: boolean };
export type No = { kind: 'refused'; code: string; reason: string };
export type Unknown = { kind: 'unknown' };

export type AnyMethod = Method | 'heartbeatAgentRun' | 'getAgentRun' | 'listAgentRuns';

/** How one attempt is sent, and what may leave its outcome open. */
export type How = 'plain' | 'deadline' | 'cancel';

/** Long enough for every call that the server does not forget. */
const deadlineMs = 20_000;
const shortDeadlineMs = 5;

const refusals = new Set([
  ...['INVALID_ARGUMENT', 'NOT_FOUND', 'PERMISSION_DENIED', 'FAILED_PRECONDITION', 'ALREADY_EXISTS'],
]);

/** Sends calls, so many at once as the plan says, and counts what became of them. */
export class Caller {
  readonly plan: Plan;
  readonly gate: Gate;
  readonly missed: Missed[] = [];
  readonly answered = new Map<number, number>();
  readonly took: number[] = [];
  readonly stats: Stats = {
    ...{ calls: 0, refused: 0, invalid: 0, duplicates: 0, reused: 0, deadlines: 0, cancels: 0 },
    ...{ unknown: 0, tookEffect: 0, tookNone: 0, races: 0, settled: 0, settledLate: 0 },
  };
  private readonly clients: Easy<AgentRunServiceClient>[][];
  /** What calls take about now. */
  private usualMs = 5;

  constructor(plan: Plan) {
    this.plan = plan;
    this.gate = new Gate(plan.inFlight);
    this.clients = plan.keys.map(({ secret }) =>
      plan.addresses.map((address) => easy(AgentRunServiceClient, address, secret)),
    );
  }

  /** Sends a call once. */
  attempt(random: Random, key: number, method: AnyMethod, request: Request, how: How = 'plain'): Promise<Outcome> {
    this.stats.calls += 1;
    if (how === 'deadline') this.stats.deadlines += 1;
    if (how === 'cancel') this.stats.cancels += 1;
    return this.gate.pass(() => this.send(random, key, method, request, how));
  }

  /** Sends a call until its outcome is known. */
  async settle(random: Random, key: number, method: AnyMethod, request: Request): Promise<Ok | No> {
    // As a client does: not at once, and later and later.
    for (let pause = 50; ; pause = Math.min(pause * 2, 400)) {
      this.stats.settled += 1;
      const outcome = await this.gate.pass(() => this.send(random, key, method, request, 'plain'));
      if (outcome.kind !== 'unknown') return outcome;
      await sleep(pause / 2 + random.below(pause));
    }
  }

  private async send(random: Random, key: number, method: AnyMethod, request: Request, how: How): Promise<Outcome> {
    const client = random.pick(this.clients[key]!);
    const stop = new AbortController();
    let replayed = false;
    const call: TestCall = {
      deadlineMs: how === 'deadline' ? shortDeadlineMs : deadlineMs,
      trailers: (trailers) => {
        replayed = trailers.get('sfs-replayed')[0] === 'true';
      },
      ...(how === 'cancel' ? { signal: stop.signal } : {}),
    };
    const timer = how === 'cancel' && setTimeout(() => stop.abort(), random.next() * 1.5 * this.usualMs);
    const began = performance.now();
    try {
      const answer = await client[method](request, call);
      this.note(performance.now() - began);
      return { kind: 'ok', answer, replayed };
    } catch (error) {
      return this.refused(error, `${method} ${JSON.stringify(request)}`, how, performance.now() - began);
    } finally {
      if (timer) clearTimeout(timer);
    }
  }

  private refused(error: unknown, what: string, how: How, tookMs: number): No | Unknown {
    if (!(error instanceof Refused)) throw error;
    const { code, reason, retryAfter } = error;
    if (refusals.has(code)) {
      this.stats.refused += 1;
      return { kind: 'refused', code, reason };
    }
    const meant = (how === 'deadline' && code === 'DEADLINE_EXCEEDED') || (how === 'cancel' && code === 'CANCELLED');
    // Whether there were too many of these is judged at the end.
    const away = code === 'UNAVAILABLE' || (this.plan.outages && code === 'DEADLINE_EXCEEDED');
    if (!meant && !away) throw new Error(`${what} ended with ${code} ${reason}: ${error.message}`, { cause: error });
    if (!meant) this.missed.push({ at: Date.now(), tookMs, code, reason, message: error.message, retryAfter });
    this.stats.unknown += 1;
    return { kind: 'unknown' };
  }

  private note(ms: number): void {
    this.took.push(ms);
    this.usualMs += (ms - this.usualMs) / Math.min(this.took.length, 50);
    const tenth = Math.floor(Date.now() / 100);
    this.answered.set(tenth, (this.answered.get(tenth) ?? 0) + 1);
  }
}
