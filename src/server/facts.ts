import type { EntityManager } from '@mikro-orm/postgresql';
import { LRUCache } from 'lru-cache';
import { within } from '../db/within.ts';

/** How old what is remembered may be, in milliseconds, where nobody told that it changed. */
const freshMs = 1_000;
const roomBytes = 16 * 1024 * 1024;
const loadMs = 5_000;

interface Fact {
  value: Promise<unknown>;
  at: number;
}

/**
 * Remembers what nearly every call asks for and what hardly ever changes: projects by their names, personas by theirs.
 *
 * What it answers is at most a second old. A change empties it, at once on the replica that made the change, and through NOTIFY on the
 * others; where that does not come through, the second is all that holds. Who may do what is not among it: see KeyVerifier.
 */
export class Facts {
  private readonly makeEm: (signal: AbortSignal) => EntityManager;
  private readonly known = new LRUCache<string, Fact>({ maxSize: roomBytes, sizeCalculation: () => 1_000 });

  constructor(makeEm: (signal: AbortSignal) => EntityManager) {
    this.makeEm = makeEm;
  }

  /**
   * What is known under a name, or what `load` answers. Calls that come meanwhile share the answer, so it belongs to none of them. What
   * is not there is not remembered: it may be made in the next moment.
   *
   * @param name says what it is, and of which organization
   * @param bytes about how large it is
   */
  async get<Value>(
    name: string,
    load: (em: EntityManager) => Promise<Value | null>,
    bytes: (value: Value) => number = () => 1_000,
  ): Promise<Value | null> {
    const known = this.known.get(name);
    if (known && performance.now() - known.at < freshMs) return known.value as Promise<Value>;
    const fact = { value: within(loadMs, (signal) => load(this.makeEm(signal))), at: performance.now() };
    this.known.set(name, fact);
    const forget = () => this.known.peek(name) === fact && this.known.delete(name);
    try {
      const value = await fact.value;
      // The cache takes a new size only with a new entry.
      if (forget() && value !== null) this.known.set(name, fact, { size: bytes(value) });
      return value;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Forgets everything; what is being loaded is not remembered either. */
  forget(): void {
    this.known.clear();
  }
}
