import { afterEach, describe, expect, test, vi } from 'vitest';
import { Poller } from '../../src/db/watch.ts';

describe('a poller', () => {
  afterEach(() => vi.useRealTimers());

  function setUp() {
    vi.useFakeTimers();
    const revisions = new Map<string, string>([
      ['a', '1'],
      ['b', '1'],
    ]);
    const asked: string[][] = [];
    let failing = false;
    const poller = new Poller(async (ids) => {
      asked.push(ids);
      if (failing) throw new Error('away');
      return new Map(revisions);
    }, 250);
    const fail = (now: boolean) => {
      failing = now;
    };
    const abort = new AbortController();
    const signals = (id: string) => {
      const seen = { count: 0, ended: false };
      void (async () => {
        for await (const _ of poller.changes(id, abort.signal)) seen.count += 1;
        seen.ended = true;
      })();
      return seen;
    };
    return { revisions, asked, abort, signals, fail };
  }

  test('signals at once, at the first look, and then at each change only', async () => {
    const { revisions, signals } = setUp();
    const a = signals('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(a.count).toBe(1);
    await vi.advanceTimersByTimeAsync(250);
    expect(a.count).toBe(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(a.count).toBe(2);
    revisions.set('a', '2');
    await vi.advanceTimersByTimeAsync(250);
    expect(a.count).toBe(3);
    revisions.delete('a');
    await vi.advanceTimersByTimeAsync(250);
    expect(a.count).toBe(4);
  });

  test('asks once per interval for all that is watched, however often', async () => {
    const { asked, signals } = setUp();
    for (const id of ['a', 'a', 'b']) signals(id);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('survives queries that fail, and tells afterwards what was missed', async () => {
    const { revisions, signals, fail } = setUp();
    const a = signals('a');
    await vi.advanceTimersByTimeAsync(250);
    fail(true);
    revisions.set('a', '2');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(a.count).toBe(2);
    fail(false);
    await vi.advanceTimersByTimeAsync(250);
    expect(a.count).toBe(3);
  });

  test('ends its watches when their signal aborts, and then asks no more', async () => {
    const { asked, abort, signals } = setUp();
    const a = signals('a');
    await vi.advanceTimersByTimeAsync(250);
    abort.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(a.ended).toBe(true);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(0);
  });
});
