import type { LogRest } from '../../../gen/client/sfs/v1/audit.ts';
import { counted, Finding } from './finding.ts';

/** What stands beside the log: events wait for a place in it, and none may be without both. */
export class Queue {
  readonly finding = new Finding('queue');
  #pending = 0;

  finish({ pending, strayEventIds }: LogRest): void {
    this.#pending = pending;
    for (const id of strayEventIds) {
      const name = /^evt_[0-9a-f]{32}$/.test(id) ? id : 'an event without an id';
      this.finding.tampered(`${name} has no place in the log and does not wait for one`);
    }
  }

  get summary(): string {
    if (this.#pending === 0) return 'every event has its place';
    return `${counted(this.#pending, 'event')} wait for a place; run it again where that does not pass in a moment`;
  }
}
