// Makes calls as fast as they are answered, in a process of its own: it takes jobs from its parent and answers with outcomes.
import { randomInt } from 'node:crypto';
import { Connection } from './connection.ts';
import type { Job, Outcome, Slot } from './job.ts';

const kept = 3;
/** Differs between generators, so that what one makes no other makes. */
const first = randomInt(2 ** 40) * 256;
let made = 0;

function filler(slots: Slot[]): (message: Buffer, call: number) => void {
  return (message, call) => {
    for (const { at, length, values } of slots) {
      if (values) {
        const from = (call % (values.length / length)) * length;
        values.copy(message, at, from, from + length);
      } else message.write((first + made++).toString(16).padStart(length, '0'), at, length, 'latin1');
    }
  };
}

async function run(job: Job): Promise<Outcome> {
  const { flight, collect, path, key } = job;
  const fill = filler(job.slots);
  const connections = await Promise.all(
    Array.from({ length: Math.min(job.connections, flight) }, () =>
      Connection.open(job.address, { path, key }, job.template),
    ),
  );
  const ms: number[] = [];
  const ended: number[] = [];
  const samples: Buffer[] = [];
  const collected: string[] = [];
  const before = process.cpuUsage();
  const begun = performance.now();
  const end = begun + job.seconds * 1_000;
  let [sent, errors, running] = [0, 0, flight];
  await new Promise<void>((resolve) => {
    const finished = () => {
      running -= 1;
      if (running === 0) resolve();
    };
    const next = (connection: Connection) => {
      const at = performance.now();
      if (at >= end || sent === job.calls || connection.failure !== undefined) return finished();
      const call = sent++;
      connection.call(
        (message) => fill(message, call),
        (answer) => {
          if (!answer) errors += 1;
          else {
            const now = performance.now();
            ms.push(now - at);
            ended.push(now + performance.timeOrigin);
            if (samples.length < kept) samples.push(Buffer.from(answer));
            if (collect) {
              const from = answer.indexOf(collect.marker);
              if (from >= 0) collected.push(answer.toString('latin1', from, from + collect.length));
            }
          }
          next(connection);
        },
      );
    };
    for (let n = 0; n < flight; n += 1) next(connections[n % connections.length]!);
  });
  const seconds = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const failure = connections.map((one) => one.failure).find((why) => why !== undefined);
  for (const connection of connections) connection.close();
  return {
    ...{ seconds, errors, failure, samples, collected, cpu: user + system },
    ...{ ms: Float64Array.from(ms), at: Float64Array.from(ended) },
  };
}

process.on('message', (job: Job) => {
  run(job).then(
    (outcome) => process.send!({ outcome }),
    (error: unknown) => process.send!({ error: error instanceof Error ? error.message : String(error) }),
  );
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
