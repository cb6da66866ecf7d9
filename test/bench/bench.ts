/**
 * How fast it is: `npm run bench`. It prints tables and compares; it asserts nothing. See docs/performance.md.
 *
 * `--only NAME,NAME` chooses parts, `--json FILE` keeps the figures, `--seconds` and `--flight 1,16,128` change the size.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Options, readOptions } from './options.ts';

type Part = (options: Options) => Promise<object>;

const parts: Record<string, () => Promise<Part>> = {
  calls: async () => (await import('./calls.ts')).calls,
  auth: async () => (await import('./auth.ts')).auth,
  findings: async () => (await import('./findings.ts')).findings,
  cli: async () => (await import('./cli.ts')).cli,
  memory: async () => (await import('./memory.ts')).memory,
  ledger: async () => (await import('./ledger.ts')).ledger,
  'verify-log': async () => (await import('./verify_log.ts')).verifyLog,
  large: async () => (await import('./large.ts')).large,
};
/** Those that take minutes or gigabytes run when they are named. */
const whenNamed = ['large'];

const options = readOptions(process.argv.slice(2));
const unknown = options.only.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`there is no part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const chosen = options.only.length > 0 ? options.only : Object.keys(parts).filter((name) => !whenNamed.includes(name));
const figures: Record<string, unknown> = {
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, date: new Date().toISOString() },
};
for (const name of chosen) {
  const part = await parts[name]!();
  figures[name] = await part(options);
  // After each part, so that a long run that is stopped leaves what it has.
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
