import type { LogRest } from '../../../gen/client/sfs/v1/audit.ts';
import { counted, Finding } from './finding.ts';

/** What stands beside the log: events wait for a place in it, and none may be without both, or wait for ever. */
export class Queue {
  readonly finding = new Finding('queue');
  #pending = 0;

  finish({ pending, strayEventIds, misqueuedEventIds, stuckEventIds }: LogRest): void {
    this.#pending = pending;
    for (const id of strayEventIds)
      this.finding.tampered(`${named(id)} has no place in the log and does not wait for one`);
    for (const id of misqueuedEventIds)
      this.finding.tampered(`${named(id)} waits for a place, and is not there or has one already`);
    for (const id of stuckEventIds)
      this.finding.incomplete(`the log stands still: ${named(id)} gets no place (the server's log says why)`);
  }

  get summary(): string {
    if (this.#pending === 0) return 'every event has its place';
    return `${counted(this.#pending, 'event')} came meanwhile and wait for a place`;
  }
}

const named = (id: string) => (/^evt_[0-9a-f]{32}$/.test(id) ? id : 'an event without an id');
