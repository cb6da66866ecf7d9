import { isDeepStrictEqual } from 'node:util';
import type { AgentRun } from '../../../src/gen/client/sfs/v1/agent_run.ts';
import type { Caller } from './caller.ts';
import { expectAnswer } from './expected.ts';
import type { Method, PlanTenant, Request, RunRecord } from './plan.ts';
import type { Random } from './random.ts';
import {
  brokenComplete,
  brokenCreate,
  brokenOther,
  cancelRequest,
  completeRequest,
  createRequest,
  startRequest,
} from './requests.ts';
import { type Done, type Step, same, Writes } from './writes.ts';

const final = 'FAILED_PRECONDITION RUN_ALREADY_FINAL';

/** One run from its creation to its end, or to where its life is left, with everything that gets in its way. */
export class Life {
  private readonly caller: Caller;
  private readonly random: Random;
  private readonly writes: Writes;
  private readonly mark: string;
  private readonly tenant: PlanTenant;
  private readonly other: PlanTenant;
  private readonly key: number;
  private marks = 0;
  record!: RunRecord;

  constructor(caller: Caller, random: Random, mark: string, end: Promise<void>) {
    const { keys, tenants } = caller.plan;
    this.caller = caller;
    this.random = random;
    this.writes = new Writes(caller, random, end);
    this.mark = mark;
    this.key = random.below(keys.length);
    this.tenant = tenants[keys[this.key]!.tenant]!;
    this.other = tenants.find((one) => one !== this.tenant)!;
  }

  async live(): Promise<RunRecord> {
    await this.create();
    if (this.random.chance(0.3)) await this.read();
    if (!this.record.create.start) await this.leaveQueue();
    if (this.running) await this.work();
    if (this.running) await this.end();
    if (this.random.chance(0.5)) await this.read();
    if (this.ended && this.random.chance(0.2)) await this.tryAgain();
    return this.record;
  }

  private get ended(): boolean {
    return Boolean(this.record.completion ?? this.record.cancel);
  }

  private get running(): boolean {
    return !this.ended && Boolean(this.record.start ?? this.record.create.start);
  }

  /** No two requests of a run have the same content or request id. */
  private next(): string {
    this.marks += 1;
    return `${this.mark}.${this.marks}`;
  }

  private async create(): Promise<void> {
    const make = () => createRequest(this.random, this.tenant, this.next());
    const request = make();
    const done = await this.writes.write({
      ...{ key: this.key, method: 'createAgentRun', request, other: make },
      broken: () => brokenCreate(this.random, request, this.tenant, this.other),
    });
    if (done.kind !== 'ok') throw new Error(`${request.requestId}: ${done.code} ${done.reason}`);
    const { id, triggerRef } = done.answer.run;
    this.record = {
      ...{ ref: triggerRef, key: this.key, id, create: done.request },
      ...{ heartbeats: 0, heartbeatsUnknown: 0, acknowledged: [['createAgentRun', done.request.requestId]] },
    };
    if (triggerRef !== done.request.triggerRef) throw new Error(`${triggerRef} was answered for ${request.triggerRef}`);
  }

  /** Sends a change of this run, and keeps what was acknowledged. */
  private async change(method: Method, make: () => Request, request = make(), twin = false): Promise<Done> {
    const step: Step = {
      ...{ key: this.key, method, request, other: make, twin },
      broken: () =>
        (method === 'completeAgentRun' && this.running ? brokenComplete : brokenOther)(this.random, request),
    };
    const done = await this.writes.write(step);
    if (done.kind !== 'ok') return done;
    if (done.answer.run.id !== this.record.id) throw new Error(`${request.requestId}: answered with another run`);
    this.record.acknowledged.push([method, done.request.requestId]);
    return done;
  }

  private readonly start = () =>
    this.change('startAgentRun', () => startRequest(this.random, this.record.id, this.next()));
  private readonly complete = () => this.change('completeAgentRun', this.makeCompletion);
  private readonly completeTwin = (request: Request) =>
    this.change('completeAgentRun', this.makeCompletion, request, true);
  private readonly cancel = () =>
    this.change('cancelAgentRun', () => cancelRequest(this.random, this.record.id, this.next()));
  private readonly makeCompletion = () => completeRequest(this.random, this.record.id, this.next());

  /** Undefined: nobody knows. It has no request id, so it may count or not, and at the end of a run it may come too late. */
  private async heartbeat(): Promise<Done | undefined> {
    const { random, caller, key } = this;
    const how = random.weighted({ plain: 90, deadline: 5, cancel: 5 });
    const request = { runId: this.record.id, leaseSeconds: random.chance(0.5) ? 0 : 3_600 };
    const first = await caller.attempt(random, key, 'heartbeatAgentRun', request, how);
    if (first.kind === 'ok') this.record.heartbeats += 1;
    if (first.kind !== 'unknown') return first.kind === 'ok' ? { ...first, request } : first;
    this.record.heartbeatsUnknown += 1;
    return undefined;
  }

  /** What can happen to a run that waits for its start. */
  private async leaveQueue(): Promise<void> {
    switch (this.random.weighted({ start: 75, stay: 8, cancel: 5, twice: 7, early: 5, contest: 5 })) {
      case 'start':
        return this.started(ok(await this.start()));
      case 'cancel':
        return this.cancelled(ok(await this.cancel()));
      case 'early':
        refused(await this.complete(), 'FAILED_PRECONDITION WRONG_STATUS');
        return this.started(ok(await this.start()));
      case 'twice': {
        this.caller.stats.races += 1;
        const both = await Promise.all([this.start(), this.start()]);
        return this.started(one(both, 'FAILED_PRECONDITION WRONG_STATUS'));
      }
      case 'contest': {
        this.caller.stats.races += 1;
        const [start, cancel] = await Promise.all([this.start(), this.cancel()]);
        if (start.kind === 'ok') this.started(start);
        else refused(start, final);
        return this.cancelled(ok(cancel));
      }
    }
  }

  private async work(): Promise<void> {
    for (let beats = this.random.pick([0, 0, 1, 2]); beats > 0; beats -= 1) {
      const beat = await this.heartbeat();
      if (beat) ok(beat);
    }
    if (this.random.chance(0.2)) await this.read();
  }

  /** What can happen to a run that is running; several calls at once, and exactly one of them ends it. */
  private async end(): Promise<void> {
    const how = this.random.weighted({ complete: 62, cancel: 7, stay: 6, two: 8, three: 5, beat: 6, contest: 6 });
    if (how === 'complete') return this.completed(ok(await this.complete()));
    if (how === 'cancel') return this.cancelled(ok(await this.cancel()));
    if (how === 'stay') return;
    this.caller.stats.races += 1;
    if (how === 'two') {
      this.completed(one(await Promise.all([this.complete(), this.complete()]), final));
    } else if (how === 'three') {
      const request = this.makeCompletion();
      const [a, b, c] = await Promise.all([
        this.completeTwin(request),
        this.complete(),
        this.completeTwin({ ...request, requestId: `twin ${request.requestId}` }),
      ]);
      // With the same content it is the same completion, under whatever request id.
      const won = [a, b, c].filter((done) => done.kind === 'ok');
      const contents = new Set(won.map((done) => done.request.resultSummary));
      if (contents.size !== 1) throw new Error(`${this.record.id}: ${contents.size} of two contents won`);
      for (const done of [a, b, c]) if (done.kind !== 'ok') refused(done, final);
      this.completed(won[0]!);
    } else if (how === 'beat') {
      const [done, beat] = await Promise.all([this.complete(), this.heartbeat()]);
      if (beat && beat.kind !== 'ok') refused(beat, final);
      this.completed(ok(done));
    } else {
      const [complete, cancel] = await Promise.all([this.complete(), this.cancel()]);
      one([complete, cancel], final);
      if (complete.kind === 'ok') this.completed(complete);
      else this.cancelled(ok(cancel));
    }
  }

  private started(done: Done & { kind: 'ok' }): void {
    this.record.start = done.request;
  }

  private completed(done: Done & { kind: 'ok' }): void {
    this.record.completion = done.request;
    expectAnswer(done.answer.run, this.record, this.tenant);
  }

  private cancelled(done: Done & { kind: 'ok' }): void {
    this.record.cancel = done.request;
    expectAnswer(done.answer.run, this.record, this.tenant);
  }

  /** What was acknowledged is what everybody reads from then on. */
  private async read(): Promise<void> {
    const { random, caller, key, record } = this;
    const how = random.weighted({ plain: 90, deadline: 5, cancel: 5 });
    const listed = random.chance(0.4);
    const method = listed ? 'listAgentRuns' : 'getAgentRun';
    const request = listed ? { triggerRef: record.ref } : { runId: record.id };
    const first = await caller.attempt(random, key, method, request, how);
    const known = first.kind === 'unknown' ? await caller.settle(random, key, method, request) : first;
    if (known.kind !== 'ok') throw new Error(`${method} ${record.ref}: ${known.code} ${known.reason}`);
    const found: AgentRun[] = listed ? known.answer.runs : [known.answer.run];
    if (found.length !== 1) throw new Error(`${record.ref} is listed ${found.length} times`);
    expectAnswer(found[0]!, record, this.tenant);
  }

  /** Nothing changes a run that has ended. */
  private async tryAgain(): Promise<void> {
    const { completion } = this.record;
    const how = this.random.weighted({ same: completion ? 3 : 0, complete: 2, cancel: 1, start: 1, beat: 1 });
    if (how === 'beat') {
      const beat = await this.heartbeat();
      if (beat) refused(beat, final);
      return;
    }
    if (how !== 'same') return refused(await this[how](), final);
    const again = ok(await this.completeTwin({ ...completion, requestId: `again ${this.next()}` }));
    const read = await this.caller.settle(this.random, this.key, 'getAgentRun', { runId: this.record.id });
    if (read.kind !== 'ok' || !isDeepStrictEqual(read.answer.run, again.answer.run))
      throw new Error(`${this.record.id}: what is answered is not what is stored`);
  }
}

function ok(done: Done): Done & { kind: 'ok' } {
  if (done.kind !== 'ok') throw new Error(`refused: ${done.code} ${done.reason}`);
  return done;
}

function refused(done: Done, wanted: string): void {
  const [code, reason] = wanted.split(' ') as [string, string];
  same(done, { kind: 'refused', code, reason }, 'a call that came too late');
}

/** The one that took effect; the others must have been refused so. */
function one(all: Done[], wanted: string): Done & { kind: 'ok' } {
  const won = all.filter((done) => done.kind === 'ok');
  if (won.length !== 1) throw new Error(`${won.length} of ${all.length} took effect`);
  for (const done of all) if (done.kind !== 'ok') refused(done, wanted);
  return won[0]!;
}
