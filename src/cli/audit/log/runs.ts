import { type EventBody, eventCount } from '../../../audit/proof/event_body.ts';
import { brokenLink, type ChainEnd } from '../../../audit/proof/run_chain.ts';
import { differences, type RunFacts, withEvent } from '../../../audit/proof/run_facts.ts';
import type { LogRest, RunRecord } from '../../../gen/client/sfs/v1/audit.ts';
import { counted, Finding } from './finding.ts';

interface OpenRun {
  end: ChainEnd;
  facts: RunFacts;
  /** Its row was compared since its last event. */
  told: boolean;
  /** Something was wrong with it and was said: nothing follows from what comes after. */
  broken: boolean;
}

// Runs end or are ended, so few are open at once; a server that makes up more gets no memory for them.
const mostOpen = 100_000;

/** Every run's chain of events, and its row beside them. Only runs that go on are kept in memory. */
export class Runs {
  readonly finding = new Finding('runs');
  readonly #open = new Map<string, OpenRun>();
  /** Runs that ended with one of the entries at hand; their rows come with these. */
  readonly #ended = new Set<string>();
  #count = 0;

  /** The next event of the log that belongs to a run; `hash` is its leaf's, in hex. */
  take(event: EventBody, index: number, hash: string): void {
    const id = event.run_id!;
    const run = this.#open.get(id);
    const broken = this.#problem(run, event);
    if (broken !== undefined) this.finding.tampered(`index ${index}, ${named(id)}: ${broken}`);
    const next = run ?? this.#begin(id);
    if (!next) return;
    next.end.seq = event.run_seq!;
    next.end.hash = hash;
    next.facts = withEvent(run?.facts, event);
    next.told = false;
    next.broken ||= broken !== undefined;
    if (eventCount(event) !== undefined) this.#ended.add(id);
  }

  #problem(run: OpenRun | undefined, event: EventBody): string | undefined {
    if (run || event.run_seq === 1) return brokenLink(run?.end, event);
    return `event ${event.run_seq} of a run that did not begin, or that had ended`;
  }

  #begin(id: string): OpenRun | undefined {
    if (this.#open.size >= mostOpen) {
      this.finding.incomplete(`more than ${counted(mostOpen, 'run')} go on at once; the others were not looked at`);
      return undefined;
    }
    this.#count++;
    const run = { end: { seq: 0, hash: '' }, facts: undefined as unknown as RunFacts, told: false, broken: false };
    this.#open.set(id, run);
    return run;
  }

  /**
   * The rows that came with the entries.
   *
   * @param again some of these entries came before: rows that were compared then come again
   */
  compare(records: readonly RunRecord[], again: boolean): void {
    for (const record of records) {
      const run = this.#open.get(record.runId);
      if (run) this.#compareRow(run, record);
      else if (!again) this.finding.tampered(`${named(record.runId)} has a row and no events here`);
    }
    for (const id of this.#ended) {
      const run = this.#open.get(id)!;
      if (!run.told && !run.broken) this.finding.tampered(`${named(id)} ended, and there is no row that says so`);
      this.#open.delete(id);
    }
    this.#ended.clear();
  }

  #compareRow(run: OpenRun, { factsJson }: RunRecord): void {
    run.told = true;
    if (run.broken || factsJson === jsonOf(run.facts)) return;
    this.finding.tampered(
      `the row of ${named(run.facts.id)} says something else than its events: ${fieldsOf(run.facts, factsJson)}`,
    );
    run.broken = true;
  }

  /** What is left when the log has been read. */
  finish(rest: LogRest): void {
    for (const id of rest.oddRunIds)
      this.finding.tampered(`the row of ${named(id)} says another number of events than there are`);
    // The newest event of a run may have no place yet, or one behind what was read: then its row is ahead of it.
    const moving = new Set(rest.movingRunIds);
    for (const [id, run] of this.#open)
      if (!run.told && !run.broken && !moving.has(id))
        this.finding.tampered(`${named(id)} has events, and no row that goes with them`);
  }

  /** What to say where everything holds. */
  get summary(): string {
    const open = this.#open.size === 0 ? '' : `; ${this.#open.size.toLocaleString('en')} of them not ended`;
    return `${counted(this.#count, 'run')}: every chain is whole, every row says what its events say${open}`;
  }
}

/** What the events say, as JSON; undefined where somebody made it too much for that. */
function jsonOf(facts: RunFacts): string | undefined {
  try {
    return JSON.stringify(facts);
  } catch {
    return undefined;
  }
}

function fieldsOf(facts: RunFacts, factsJson: string): string {
  try {
    const row = JSON.parse(factsJson) as RunFacts;
    const names = row === null || typeof row !== 'object' ? [] : differences(facts, row);
    return names.length > 0 ? names.join(', ') : 'its form';
  } catch {
    return 'it cannot be read';
  }
}

/** The id of a run, where what stands in its place is one: it becomes part of a message. */
const named = (id: string) => (/^run_[0-9a-f]{32}$/.test(id) ? id : 'a run without an id');
