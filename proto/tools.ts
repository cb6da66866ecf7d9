import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { missing } from './clients/install.ts';

/** The top of the repository. */
export const top = dirname(import.meta.dirname);

const thirdPartyProtos = join(top, '.third_party/proto');
const protovalidate = 'github.com/bufbuild/protovalidate@v1.2.2';

/** Runs a program to its end and returns what it prints; stderr is shown. */
export const run = (command: string, args: string[], options: { cwd?: string; env?: Record<string, string> } = {}) =>
  execFileSync(command, args, {
    cwd: options.cwd ?? top,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 256 * 1024 * 1024,
  });

export const buf = (...args: string[]) => run(join(top, 'node_modules/.bin/buf'), args);

/**
 * Puts the protos that ours import into `.third_party/proto`. Needs Go's module proxy once; nothing of it is committed. Without Go it
 * says so and ends the process.
 */
export function fetchThirdParty() {
  if (missing([['go', 'version']])) {
    console.error('Go is needed: the rules of buf.validate, which the protos import, come from its module proxy');
    process.exit(70);
  }
  const modules = JSON.parse(run('go', ['mod', 'download', '-json', protovalidate]).toString()) as { Dir: string };
  const files = {
    'buf/validate/validate.proto': join(modules.Dir, 'proto/protovalidate/buf/validate/validate.proto'),
    'google/rpc/status.proto': join(top, 'node_modules/google-gax/build/protos/google/rpc/status.proto'),
    'google/rpc/error_details.proto': join(top, 'node_modules/google-gax/build/protos/google/rpc/error_details.proto'),
    'grpc/health/v1/health.proto': join(top, 'node_modules/grpc-health-check/proto/health/v1/health.proto'),
  };
  for (const [name, source] of Object.entries(files)) {
    const target = join(thirdPartyProtos, name);
    if (existsSync(target) && readFileSync(target).equals(readFileSync(source))) continue;
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target);
    chmodSync(target, 0o644);
  }
}

/** Puts a folder that was made in the place of the old one at once: whatever runs meanwhile finds one or the other. */
export function replaceFolder(made: string, current: string) {
  const old = `${made}.old`;
  mkdirSync(dirname(current), { recursive: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(made, current);
  rmSync(old, { recursive: true, force: true });
}
