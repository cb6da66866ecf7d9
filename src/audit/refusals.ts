import type { EntityManager } from '@mikro-orm/postgresql';
import { LRUCache } from 'lru-cache';
import type { ActorRecord } from '../db/base.ts';
import { appendEvent, systemCall } from './row.ts';

/** A call that was refused to somebody we know. */
export interface Refusal {
  organizationId: string;
  actor: ActorRecord;
  keyPrefix: string;
  at: Date;
  /** AgentRunService.CompleteAgentRun */
  method: string;
  /** The action that the call would have been; null where it would have changed nothing. */
  action: string | null;
  code: string;
  reason: string;
  /** What the caller named, as written: whether it is there, and whose it is, is nowhere said. */
  asked: { type: string; id: string } | undefined;
  projectId: string | undefined;
  callId: string;
  requestId: string;
  request: Uint8Array;
  peer: string;
  userAgent: string;
}

/** How many of one key and minute get an event each; the rest of the minute is one event with their number. */
const eachMinute = 20;
/** Events that wait to be written, and bytes of their requests; beyond that they are counted only. */
const waitingMax = 2_000;
const waitingBytesMax = 32 * 1024 * 1024;
const minuteMs = 60_000;

interface Minute {
  began: number;
  events: number;
  /** Those that got no event of their own, and the last of them. */
  rest: number;
  last: Refusal | undefined;
}

/**
 * Records refused calls in the organization of the caller, a moment later and in bounds, so that somebody who is refused again and
 * again neither slows the server nor fills the log. A crash may lose the last second's.
 */
export class RefusalRecorder {
  private readonly minutes = new LRUCache<string, Minute>({
    max: 10_000,
    dispose: (minute) => this.close(minute),
  });
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  note(refusal: Refusal): void {
    const key = refusal.actor.keyId ?? '';
    let minute = this.minutes.get(key);
    if (!minute || this.now() - minute.began >= minuteMs) {
      minute = { began: this.now(), events: 0, rest: 0, last: undefined };
      this.minutes.set(key, minute);
    }
    const bytes = this.waitingBytes + refusal.request.length;
    if (minute.events < eachMinute && this.waiting.length < waitingMax && bytes <= waitingBytesMax) {
      minute.events += 1;
      this.waitingBytes = bytes;
      this.waiting.push({ refusal, more: 0 });
    } else {
      minute.rest += 1;
      minute.last = { ...refusal, request: new Uint8Array() };
    }
  }

  /**
   * Writes what has gathered; with `all`, also the numbers of minutes that are not over. What cannot be written now is kept, in
   * bounds, and what can never be is given up. Answers true where something was written.
   */
  async flush(em: EntityManager, { all = false } = {}): Promise<boolean> {
    for (const minute of this.minutes.values()) if (all || this.now() - minute.began >= minuteMs) this.close(minute);
    const batch = this.waiting;
    if (batch.length === 0) return false;
    this.waiting = [];
    try {
      await writeAll(em, batch);
    } catch (error) {
      if (!isUnwritable(error)) {
        this.waiting = [...batch, ...this.waiting].slice(0, 2 * waitingMax);
        throw error;
      }
      // One of them is in the way of all others.
      for (const one of batch)
        await writeAll(em, [one]).catch((reason: unknown) => {
          if (!isUnwritable(reason)) this.waiting.push(one);
        });
    } finally {
      this.waitingBytes = this.waiting.reduce((sum, { refusal }) => sum + refusal.request.length, 0);
    }
    return true;
  }

  private close(minute: Minute): void {
    if (minute.rest > 0 && minute.last) this.waiting.push({ refusal: minute.last, more: minute.rest });
    minute.rest = 0;
    minute.last = undefined;
  }
}

/** A refusal that has no event yet; `more`: it stands for so many. */
interface Waiting {
  refusal: Refusal;
  more: number;
}

/** Data that the database takes in no form, or the server cannot make an event of: trying again is of no use. */
const isUnwritable = (error: unknown) => {
  const { code } = error as { code?: unknown };
  return error instanceof TypeError || error instanceof RangeError || (typeof code === 'string' && /^2[23]/.test(code));
};

function writeAll(em: EntityManager, batch: readonly Waiting[]): Promise<void> {
  return em.transactional(async (tx) => {
    const [{ now }] = await tx.execute<[{ now: Date | string }]>('select clock_timestamp() as now');
    // On the clock of the database, as all events are.
    const ahead = new Date(now).getTime() - Date.now();
    for (const { refusal, more } of batch)
      await write(tx, { ...refusal, at: new Date(refusal.at.getTime() + ahead) }, more);
  });
}

function write(tx: EntityManager, refusal: Refusal, more: number): Promise<unknown> {
  const { organizationId, actor, keyPrefix, at, method, action, code, reason, asked, projectId, ...call } = refusal;
  return appendEvent(
    tx,
    {
      ...systemCall,
      ...{ organizationId, action: 'call.refused', actor, occurredAt: at, keyPrefix, refused: { code, reason } },
      ...(more === 0 ? call : {}),
    },
    {
      resource: { type: asked?.type ?? 'call', id: asked && wellFormed.test(asked.id) ? asked.id : '' },
      projectId: projectId ?? null,
      outputs: { method, action, ...(more > 0 ? { refused: more } : {}) },
      payload: { asked: asked?.id.slice(0, 200) ?? null },
    },
  );
}

// Text that is no id of ours may be anything, and the body is for ever.
const wellFormed = /^[a-z]{2,4}_[0-9a-f]{32}$/;
