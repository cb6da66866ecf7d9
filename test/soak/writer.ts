import { completionWords, severityWords } from '../../src/agent_runs/wire.ts';
import type { AgentRun } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { type Clients, Refused } from '../support/clients.ts';
import { persona } from './world.ts';

/** One call that changes something; sending it again sends the same bytes. */
export interface Step {
  kind: 'create' | 'complete';
  requestId: string;
  /** The run's trigger_ref, by which it is found whatever id it has. */
  ref: string;
  send(to: Clients): Promise<AgentRun>;
}

/** One run as its writer knows it. */
export interface Wrote {
  ref: string;
  runId: string;
  /** How many findings the acknowledged completion had; undefined: not completed. */
  findings?: number;
}

/** What leaves it open whether a call took effect. */
const unknownOutcomes = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED', 'CANCELLED']);

const severity = ['low', 'high', 'medium'] as const;

const finding = (name: string, number: number) => ({
  ...{ severity: severity[number % 3]!, title: `${name} ${number}`, message: 'm'.repeat(200 * number), ruleId: 'r' },
  ...{ path: 'src/a.ts', fingerprint: '', category: '', confidence: '', recommendation: '', extraJson: '' },
  ...{ effectiveSeverity: 0 as const, number: 0 },
});

/** Creates and completes runs, one call after the other, and remembers what was acknowledged and what was not. */
export class Writer {
  readonly name: string;
  readonly wrote: Wrote[] = [];
  /** Every acknowledged call, to be replayed. */
  readonly acknowledged: Step[] = [];
  /** The call whose outcome is unknown. */
  open: Step | undefined;
  /** What that call ended with. */
  refused: Refused | undefined;
  private next = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Works until a call's outcome is unknown or `stop` aborts; throws what no kill explains. */
  async work(to: Clients, stop: AbortSignal, acknowledged: () => void): Promise<void> {
    while (!stop.aborted) {
      this.open ??= this.upcoming();
      try {
        await this.finish(to);
      } catch (error) {
        if (!(error instanceof Refused && unknownOutcomes.has(error.code))) throw error;
        this.refused = error;
        return;
      }
      acknowledged();
    }
  }

  /** Sends the open call, for the first time or again, and notes the answer. */
  async finish(to: Clients): Promise<void> {
    const step = this.open;
    if (!step) return;
    const run = await step.send(to);
    if (run.triggerRef !== step.ref)
      throw new Error(`${step.requestId} was answered with the run of ${run.triggerRef}`);
    if (step.kind === 'create') this.wrote.push({ ref: step.ref, runId: run.id });
    else this.wrote.at(-1)!.findings = run.findingsCount;
    this.acknowledged.push(step);
    this.open = undefined;
  }

  private upcoming(): Step {
    const last = this.wrote.at(-1);
    if (last && last.findings === undefined) return this.complete(last);
    this.next += 1;
    return this.create(`${this.name}-${this.next}`);
  }

  private create(ref: string): Step {
    const requestId = `create-${ref}`;
    const failOn = severityWords.number('high');
    const request = { persona, start: true, triggerRef: ref, requestId, failOn };
    return { kind: 'create', requestId, ref, send: async ({ runs }) => (await runs.createAgentRun(request)).run! };
  }

  private complete({ ref, runId }: Wrote): Step {
    const requestId = `complete-${ref}`;
    const items = Array.from({ length: this.next % 5 }, (_, number) => finding(ref, number));
    const status = completionWords.number('passed');
    const request = { runId, requestId, status, resultSummary: `about ${ref}`, findings: { items } };
    return { kind: 'complete', requestId, ref, send: async ({ runs }) => (await runs.completeAgentRun(request)).run! };
  }
}

/** What the server must have made of a completion with so many findings: the second one is high. */
export const expectedStatus = (findings: number) => (findings > 1 ? 'failed' : 'passed');
