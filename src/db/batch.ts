import { failureOf } from './failure.ts';
import type { Pool } from './statements.ts';

/** What one call of a batch gets: its answer, the error that is its own, or what goes on without the others. */
export type Settled<Answer> = { answer: Answer } | { error: unknown } | { alone: () => Promise<Answer> };

/** How calls of one kind share statements. */
export interface BatchWork<Item, Answer> {
  /**
   * Does all of it in one transaction, and says what became of each item. If it throws, nothing of it happened: then it is called
   * again with fewer items, so that what is wrong with one is not the end of the others.
   */
  run: (items: Item[]) => Promise<Settled<Answer>[]>;
  /** What no two items that are under way may have in common: their order is kept. By default nothing. */
  keys?: (item: Item) => string[];
  /** How much room an item takes, in bytes. By default nothing. */
  bytes?: (item: Item) => number;
  /** The error of a call that finds too many waiting. */
  full: () => Error;
}

const together = { items: 256, bytes: 4 * 1024 * 1024 } as const;
const runningMax = 2;
/** Calls that go on alone, each with a connection of its own: others need connections, too. */
const aloneMax = 4;
/** What waits at most; what is behind that would be too late anyway. */
const waitingMax = { items: 10_000, bytes: 64 * 1024 * 1024 } as const;

interface Caller<Answer> {
  keys: string[];
  signal: AbortSignal;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

interface Waiting<Item, Answer> extends Caller<Answer> {
  item: Item;
  bytes: number;
}

/**
 * Gathers calls: what has come in while the database is at work goes in the next transaction, so that many calls share the price of one.
 *
 * At most two transactions are under way. A call whose time is over before its transaction begins is left out of it.
 */
export class Batch<Item, Answer> {
  private readonly work: BatchWork<Item, Answer>;
  private waiting: Waiting<Item, Answer>[] = [];
  private waitingBytes = 0;
  private readonly busy = new Set<string>();
  private running = 0;
  private readonly alone: (() => Promise<void>)[] = [];
  private runningAlone = 0;
  private scheduled = false;

  constructor(work: BatchWork<Item, Answer>) {
    this.work = work;
  }

  /** Answers when the transaction with this item is committed. */
  add(item: Item, signal: AbortSignal): Promise<Answer> {
    if (this.waiting.length >= waitingMax.items || this.waitingBytes > waitingMax.bytes)
      return Promise.reject(this.work.full());
    return new Promise((resolve, reject) => {
      const keys = this.work.keys?.(item) ?? [];
      const bytes = this.work.bytes?.(item) ?? 0;
      this.waiting.push({ item, keys, bytes, signal, resolve, reject });
      this.waitingBytes += bytes;
      this.schedule();
    });
  }

  /** Does what takes long, beside the batches and not with all others at once. */
  beside(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.goOn({ keys: [], signal, resolve, reject }, work);
    });
  }

  // After the calls that have arrived by now, so that they begin together.
  private schedule(): void {
    if (this.scheduled || this.running >= runningMax) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.begin();
    });
  }

  private begin(): void {
    const taken = this.take();
    if (taken.length === 0) return;
    this.running += 1;
    for (const { keys } of taken) for (const key of keys) this.busy.add(key);
    void this.settle(taken).finally(() => {
      this.running -= 1;
      if (this.waiting.length > 0) this.schedule();
    });
    if (this.waiting.length > 0) this.schedule();
  }

  /** The oldest calls that may go now. One that has to wait for another holds up those behind it that have a key of its own. */
  private take(): Waiting<Item, Answer>[] {
    const taken: Waiting<Item, Answer>[] = [];
    const left: Waiting<Item, Answer>[] = [];
    const held = new Set<string>();
    let bytes = 0;
    for (const one of this.waiting) {
      if (one.signal.aborted) {
        one.reject(one.signal.reason);
        continue;
      }
      const room = taken.length < together.items && (taken.length === 0 || bytes + one.bytes <= together.bytes);
      const free = !one.keys.some((key) => held.has(key) || this.busy.has(key));
      for (const key of one.keys) held.add(key);
      if (room && free) {
        taken.push(one);
        bytes += one.bytes;
      } else left.push(one);
    }
    this.waiting = left;
    this.waitingBytes = left.reduce((sum, one) => sum + one.bytes, 0);
    return taken;
  }

  private async settle(taken: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const settled = await this.work.run(taken.map(({ item }) => item));
      taken.forEach((one, index) => {
        const ended = settled[index]!;
        if ('error' in ended) this.end(one, () => one.reject(ended.error));
        else if ('answer' in ended) this.end(one, () => one.resolve(ended.answer));
        else this.goOn(one, ended.alone);
      });
    } catch (error) {
      if (taken.length === 1 || failureOf(error).kind === 'unavailable')
        for (const one of taken) this.end(one, () => one.reject(error));
      else {
        const half = taken.length >> 1;
        await this.settle(taken.slice(0, half));
        await this.settle(taken.slice(half));
      }
    }
  }

  private goOn(one: Caller<Answer>, work: () => Promise<Answer>): void {
    this.alone.push(async () => {
      try {
        one.signal.throwIfAborted();
        const answer = await work();
        this.end(one, () => one.resolve(answer));
      } catch (error) {
        this.end(one, () => one.reject(error));
      }
    });
    this.beginAlone();
  }

  private beginAlone(): void {
    const next = this.runningAlone < aloneMax ? this.alone.shift() : undefined;
    if (!next) return;
    this.runningAlone += 1;
    void next().finally(() => {
      this.runningAlone -= 1;
      this.beginAlone();
    });
  }

  private end({ keys }: Caller<Answer>, tell: () => void): void {
    for (const key of keys) this.busy.delete(key);
    tell();
    if (this.waiting.length > 0) this.schedule();
  }
}

// One batch per kind and pool.
const batches = new WeakMap<object, Map<object, unknown>>();

/**
 * The batch of a kind, for the pool of an ORM.
 *
 * @param kind a constant of the code
 * @param make makes its work, with the pool
 */
export function batchOf<Item, Answer>(
  pool: Pool,
  kind: object,
  make: (pool: Pool) => BatchWork<Item, Answer>,
): Batch<Item, Answer> {
  const kinds = batches.get(pool) ?? new Map<object, unknown>();
  batches.set(pool, kinds);
  const found = kinds.get(kind) as Batch<Item, Answer> | undefined;
  if (found) return found;
  const made = new Batch(make(pool));
  kinds.set(kind, made);
  return made;
}
