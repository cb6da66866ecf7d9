import { Caller } from './caller.ts';
import { Life } from './life.ts';
import type { Plan, Report, RunRecord } from './plan.ts';
import { Random } from './random.ts';

// A process of the load: gets its plan as a message, sends its calls, and answers what was acknowledged.
process.on('disconnect', () => process.exit(1));
process.on('message', (message: { plan?: Plan; stop?: true }) => {
  if (message.plan) void work(message.plan).then(finish, fail);
  if (message.stop) stopped = true;
});

let stopped = false;

async function work(plan: Plan): Promise<Report> {
  const began = performance.now();
  const caller = new Caller(plan);
  const records: RunRecord[] = [];
  const failures: unknown[] = [];
  const lives = new Set<Promise<void>>();
  let noMore = () => {};
  const end = new Promise<void>((resolve) => {
    noMore = resolve;
  });
  const enough = () => stopped || failures.length > 0 || caller.stats.calls >= plan.calls;
  let number = 0;
  const begin = () => {
    while (!enough() && caller.gate.isShort) {
      number += 1;
      const mark = `${plan.name}-${number}`;
      const life: Promise<void> = new Life(caller, new Random(plan.seed, mark), mark, end).live().then(
        (record) => void records.push(record),
        (error) => void failures.push(new Error(`${mark}: ${error.message}`, { cause: error.stack })),
      );
      lives.add(life);
      void life.finally(() => lives.delete(life));
    }
    if (enough()) noMore();
  };
  caller.gate.onShort = begin;
  const progress = setInterval(() => tell({ calls: caller.took.length }), 100);
  begin();
  await end;
  while (lives.size > 0 && failures.length === 0) await Promise.race(lives);
  clearInterval(progress);
  if (failures.length > 0) throw failures[0];
  const took = caller.took.sort((a, b) => a - b);
  const { user, system } = process.cpuUsage();
  return {
    ...{ records, stats: caller.stats, missed: caller.missed, answered: [...caller.answered] },
    ...{ p50: took[took.length >> 1] ?? 0, p99: took[Math.floor(took.length * 0.99)] ?? 0 },
    ...{ seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1e6 },
  };
}

/** Whoever started this may be gone; `disconnect` says so. */
const tell = (message: object, then = () => {}) => void process.send!(message, undefined, undefined, then);
const finish = (report: Report) => tell({ report }, () => process.exit(0));
const fail = (error: Error) =>
  tell({ failure: `${error.message}\n${error.cause ?? error.stack}` }, () => process.exit(1));
