import { openOrm } from '../../src/db/orm.ts';
import { poolOf } from '../../src/db/statements.ts';
import { parseKey } from '../../src/service_keys/secret.ts';
import { KeyVerifier } from '../../src/service_keys/verifier.ts';
import { startBenchServer } from './bench_server.ts';
import { printTable, quantile, shown } from './figures.ts';
import type { Options } from './options.ts';

const knownCalls = 200_000;
const unknownCalls = 2_000;

/**
 * What it takes to know who calls, one call after the other, in this process with the code of the server: a key that was seen before,
 * and one that this replica has not seen, which the database is asked for.
 */
export async function auth(options: Options) {
  const bench = await startBenchServer(options);
  const orm = openOrm({ url: bench.home.applicationUrl() });
  const verifier = new KeyVerifier(orm, poolOf(orm.em), new Map());
  try {
    const id = parseKey(bench.key)!.id;
    const verify = () => verifier.verify(bench.key, '127.0.0.1:1');
    for (let n = 0; n < knownCalls / 10; n += 1) await verify();
    const before = process.threadCpuUsage();
    for (let n = 0; n < knownCalls; n += 1) await verify();
    const { user, system } = process.threadCpuUsage(before);
    const ms: number[] = [];
    for (let n = 0; n < unknownCalls; n += 1) {
      verifier.forget({ key: id });
      const begun = performance.now();
      await verify();
      if (n >= unknownCalls / 10) ms.push(performance.now() - begun);
    }
    const known = { microseconds: (user + system) / knownCalls };
    const unknown = { p50: quantile(ms, 0.5), p99: quantile(ms, 0.99) };
    printTable(
      'authentication',
      ['key', 'µs', 'p99 µs'],
      [
        ['known (processor time)', shown(known.microseconds, 1), ''],
        ['unknown to this replica', shown(unknown.p50 * 1_000), shown(unknown.p99 * 1_000)],
      ],
    );
    return { known, unknown };
  } finally {
    await verifier.stop();
    await orm.close(true);
    await bench.stop();
  }
}
