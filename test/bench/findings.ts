import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AddFindingsRequest,
  AgentRunServiceService,
  type Finding,
} from '../../src/gen/client/sfs/v1/agent_run.ts';
import { type Clients, clients } from '../support/clients.ts';
import { request } from '../support/messages.ts';
import { personaName, startBenchServer } from './bench_server.ts';
import { median, printTable, quantile, shown } from './figures.ts';
import { startLoad } from './load/load.ts';
import { line, measure, targetOf } from './measure.ts';
import { createRun, getRun } from './operations.ts';
import type { Options } from './options.ts';

const count = 25_000;
const perMessage = 1_000;
const rounds = 3;
/** Calls of each kind at a time while findings come in; both together are 16. */
const flight = 8;

/** As many findings as a run may hold, streamed and completed, while other calls go on: how long it takes and how long they wait. */
export async function findings(options: Options) {
  const loads = [startLoad(), startLoad()] as const;
  const bench = await startBenchServer(options);
  const made = clients(bench.server.address, bench.key);
  try {
    const target = targetOf(bench);
    const create = createRun(personaName);
    const first = await measure(loads[0], target, create, { flight: 16, seconds: options.warmSeconds });
    const operations = [getRun(first.collected), create] as const;
    const both = (seconds: number) =>
      Promise.all(operations.map((one, n) => measure(loads[n]!, target, one, { flight, seconds })));
    const alone = await both(options.seconds);
    const warm = await upload(made);
    const seconds: number[] = [];
    const spans: [number, number][] = [];
    // Long enough for all rounds, by what the first one took.
    const [during] = await Promise.all([
      both(rounds * (warm * 4 + 1) + 2),
      (async () => {
        await sleep(1_000);
        for (let n = 0; n < rounds; n += 1) {
          const begun = Date.now();
          seconds.push(await upload(made));
          spans.push([begun, Date.now()]);
          await sleep(500);
        }
      })(),
    ]);
    const rows = operations.map(({ name }, n) => {
      const { ms, at } = during[n]!;
      const meanwhile = ms.filter((took, call) =>
        spans.some(([from, to]) => at[call]! >= from && at[call]! - took <= to),
      );
      return {
        ...{ operation: name, calls: meanwhile.length, alone: line(alone[n]!) },
        ...{ p50: quantile(meanwhile, 0.5), p99: quantile(meanwhile, 0.99), most: quantile(meanwhile, 1) },
      };
    });
    console.log(
      `\n${shown(count)} findings and a completion: ${shown(median(seconds), 2)} s (alone, the first: ${shown(warm, 2)} s)`,
    );
    printTable(
      `${2 * flight} other calls at a time meanwhile`,
      ['operation', 'p50 ms', 'p99 ms', 'most ms', 'p50 without', 'p99 without'],
      rows.map(({ operation, p50, p99, most, alone }) => [
        operation,
        ...[p50, p99, most, alone.p50, alone.p99].map((value) => shown(value, 1)),
      ]),
    );
    return { findings: count, seconds, alone: warm, meanwhile: rows };
  } finally {
    for (const client of Object.values(made)) client.raw.close();
    for (const load of loads) await load.stop();
    await bench.stop();
  }
}

const labels = ['low', 'medium', 'low', 'info', 'medium'];

const finding = (n: number): Partial<Finding> => ({
  ...{
    severity: labels[n % labels.length]!,
    ruleId: `S${n % 200}`,
    path: `src/part${n % 700}/file${n % 31}.ts`,
    line: n,
  },
  ...{ title: `Finding number ${n}`, message: `What is wrong here, and why it matters: ${n}. `.repeat(4) },
});

/** Seconds from the first finding to the verdict. */
async function upload({ runs }: Clients): Promise<number> {
  const { run } = await runs.createAgentRun({ persona: personaName, start: true });
  const runId = run!.id;
  const message = (part: object) => request(AgentRunServiceService.addFindings.path, part) as AddFindingsRequest;
  const batches = Array.from({ length: count / perMessage }, (_, at) =>
    message({ batch: { items: Array.from({ length: perMessage }, (_, n) => finding(at * perMessage + n)) } }),
  );
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    const stream = runs.raw.addFindings(runs.headers(), (error) => (error ? reject(error) : resolve()));
    stream.write(message({ start: { runId, requestId: runId } }));
    for (const batch of batches) stream.write(batch);
    stream.end();
  });
  await runs.completeAgentRun({ runId, status: 1, findingsTotal: count, requestId: `end ${runId}` });
  return (performance.now() - begun) / 1_000;
}
