import { hash } from 'node:crypto';
import type { EventBody } from '../../../audit/proof/event_body.ts';
import { counted, Finding } from './finding.ts';

/** The payload of every event, or why there is none any more. */
export class Payloads {
  readonly finding = new Finding('payloads');
  #whole = 0;
  #missing = 0;
  #erased = 0;
  #firstMissing = '';

  /** Salt and payload of an event, as one; empty where they are gone. */
  take(salted: Buffer, sha256: string, of: { eventId: string }, index: number): void {
    if (salted.length === 0) {
      if (this.#missing++ === 0) this.#firstMissing = `index ${index}, evt_${of.eventId}`;
    } else if (hash('sha256', salted, 'hex') === sha256) this.#whole++;
    else this.finding.tampered(`index ${index}, evt_${of.eventId}: the payload is not the one that was logged`);
  }

  /** An event that says how many payloads were erased. */
  erased({ outcome, outputs }: EventBody): void {
    if (outcome.code === 'OK' && Number.isSafeInteger(outputs.payloads)) this.#erased += Number(outputs.payloads);
  }

  finish(): void {
    const more = this.#missing - this.#erased;
    if (more <= 0) return;
    this.finding.incomplete(
      `of ${counted(this.#missing, 'payload')} that are missing, events account for ${this.#erased} (the first that is missing: ${this.#firstMissing})`,
    );
  }

  get summary(): string {
    const gone = this.#missing === 0 ? '' : `; ${this.#missing} erased, as events say`;
    return `${counted(this.#whole, 'payload')} as logged${gone}`;
  }
}
