import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Caller, No, Ok } from './caller.ts';
import type { Method, Request } from './plan.ts';
import type { Random } from './random.ts';
import type { Broken } from './requests.ts';

/** A call that changes something. */
export interface Step {
  key: number;
  method: Method;
  request: Request;
  /** Another request, for the same request id. */
  other: () => Request;
  /** Something like it that must be refused. */
  broken: () => Broken;
  /** True: the run may have ended, by another request with the same content. */
  twin?: boolean;
}

/** The end of a step: the request that took effect, or why none did. */
export type Done = (Ok & { request: Request }) | No;

/** What happens to the changes; of all calls, reads included, each of these is about five in a hundred. */
const treatments = { plain: 69, invalid: 10, duplicate: 9, deadline: 6, cancel: 6 };

/** Calls that change something, each with a treatment that the dice choose; whatever it is, the outcome is known after it. */
export class Writes {
  private readonly caller: Caller;
  private readonly random: Random;
  /** Resolves when all other calls were sent. */
  private readonly end: Promise<void>;

  constructor(caller: Caller, random: Random, end: Promise<void>) {
    this.caller = caller;
    this.random = random;
    this.end = end;
  }

  async write(step: Step): Promise<Done> {
    switch (this.random.weighted(treatments)) {
      case 'invalid':
        await this.invalid(step);
        return this.once(step);
      case 'duplicate':
        return this[this.random.pick(['together', 'after', 'reused', 'reusedTogether'] as const)](step);
      case 'deadline':
        return this.cut(step, 'deadline');
      case 'cancel':
        return this.cut(step, 'cancel');
      default:
        return this.once(step);
    }
  }

  /** Sends it until the outcome is known; the first time as any other call. */
  private async once(step: Step, request = step.request): Promise<Done> {
    const { key, method } = step;
    const first = await this.caller.attempt(this.random, key, method, request);
    const known = first.kind === 'unknown' ? await this.settle(step, request) : first;
    return known.kind === 'ok' ? { ...known, request } : known;
  }

  private settle({ key, method }: Step, request: Request): Promise<Ok | No> {
    return this.caller.settle(this.random, key, method, request);
  }

  /** A call whose time is over, or that its client gives up: its request id, sent again, says what became of it. */
  private async cut(step: Step, how: 'deadline' | 'cancel'): Promise<Done> {
    const { caller, random } = this;
    const { key, method, request } = step;
    const first = await caller.attempt(random, key, method, request, how);
    if (first.kind !== 'unknown') return first.kind === 'ok' ? { ...first, request } : first;
    const when = random.weighted({ now: 6, soon: 3, late: 1 });
    if (when === 'soon') await sleep(random.below(300));
    if (when === 'late') {
      await this.end;
      caller.stats.settledLate += 1;
    }
    const known = await this.settle(step, request);
    if (known.kind !== 'ok') return known;
    caller.stats[known.replayed ? 'tookEffect' : 'tookNone'] += 1;
    return { ...known, request };
  }

  private async invalid(step: Step): Promise<void> {
    const { caller, random } = this;
    const { request, code, reason, as } = step.broken();
    const { keys } = caller.plan;
    const home = keys[step.key]!.tenant;
    const key =
      as === undefined
        ? step.key
        : keys.findIndex(({ tenant }, at) =>
            as === 'other tenant' ? tenant !== home : tenant === home && at !== step.key,
          );
    caller.stats.invalid += 1;
    const first = await caller.attempt(random, key, step.method, request);
    const known = first.kind === 'unknown' ? await caller.settle(random, key, step.method, request) : first;
    const wanted = { kind: 'refused', code, reason: reason ?? (known.kind === 'refused' ? known.reason : '') };
    same(known, wanted, `${step.method} ${JSON.stringify(request)} must be refused`);
  }

  /** The same call two to four times at once: it happens once, and every caller hears of it. */
  private async together(step: Step): Promise<Done> {
    const copies = 2 + this.random.below(3);
    this.caller.stats.duplicates += copies - 1;
    const missed = this.caller.missed.length;
    const all = await Promise.all(Array.from({ length: copies }, () => this.once(step)));
    const first = all[0]!;
    if (first.kind === 'refused') {
      for (const one of all) same(one, first, `${step.request.requestId}, sent ${copies} times at once`);
      return first;
    }
    const ids = new Set(all.map((one) => one.kind === 'ok' && one.answer.run.id));
    const effects = all.filter((one) => one.kind === 'ok' && !one.replayed).length;
    // Where an answer was lost, all that were heard may be replays.
    const right = effects === 1 || (effects === 0 && this.caller.missed.length > missed);
    if (ids.size !== 1 || !right)
      throw new Error(`${step.request.requestId}, sent ${copies} times at once: ${effects} effects, ${[...ids]}`);
    return first;
  }

  private async after(step: Step): Promise<Done> {
    const first = await this.once(step);
    this.caller.stats.duplicates += 1;
    const again = await this.once(step);
    if (first.kind === 'refused') same(again, first, `${step.request.requestId}, sent again after it was refused`);
    else this.expectReplay(again, first);
    return first;
  }

  /** The same request id for something else is refused, once it stands for something. */
  private async reused(step: Step): Promise<Done> {
    const first = await this.once(step);
    if (first.kind === 'refused') return first;
    this.caller.stats.reused += 1;
    const other = await this.once(step, this.other(step));
    same(other, reuse, `${step.request.requestId} with other content`);
    this.expectReplay(await this.once(step), first);
    return first;
  }

  /** Two requests with one request id at once: one of them is what it stands for. */
  private async reusedTogether(step: Step): Promise<Done> {
    const requests = this.random.chance(0.5) ? [step.request, this.other(step)] : [this.other(step), step.request];
    this.caller.stats.reused += 1;
    const both = await Promise.all(requests.map((request) => this.once(step, request)));
    const won = both.find((one) => one.kind === 'ok');
    const lost = both.find((one) => one !== won)!;
    // Neither took effect: the run refused both. Or one is the completion that the run has already, and the other came before it.
    const late = won && step.twin && lost.kind === 'refused' && lost.reason === 'RUN_ALREADY_FINAL';
    if (!late) same(lost, won ? reuse : both[1]!, `${step.request.requestId} with two contents at once`);
    return won ?? lost;
  }

  private other(step: Step): Request {
    for (;;) {
      const other = { ...step.other(), requestId: step.request.requestId };
      if (!isDeepStrictEqual(other, step.request)) return other;
    }
  }

  private expectReplay(again: Done, first: Ok): void {
    if (again.kind !== 'ok' || !again.replayed || again.answer.run.id !== first.answer.run.id)
      throw new Error(`${first.answer.run.id}: no replay, but ${JSON.stringify(again)}`);
  }
}

const reuse = { kind: 'refused', code: 'ALREADY_EXISTS', reason: 'REQUEST_ID_REUSED' };

type Ending = { kind: string; code?: string; reason?: string };

/** Throws unless both were refused for the same reason. */
export function same(one: Ending, wanted: Ending | undefined, what: string): void {
  const [is, should] = [one, wanted].map((ending) => `${ending?.kind} ${ending?.code} ${ending?.reason}`);
  if (is !== should) throw new Error(`${what}: ${is} instead of ${should}`);
}
