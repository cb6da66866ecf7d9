#!/usr/bin/env node
// The launcher: plain JavaScript that any Node from 18 on can parse, so that an old Node gets a sentence and not a stack
// trace. It is the only file outside dist that the package needs.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Node's own code for a crash is 1, which here means "the gate says no". Until a command has said how it ended, the answer
// is 70: a crash, or a promise that nobody settles, can be neither green nor a verdict.
process.exitCode = 70;

// Node's warnings about grpc-js (an IP address as TLS name) are nothing that a user could act on.
process.noDeprecation = true;

function crash(error) {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const detail = process.env.SFS_DEBUG && error instanceof Error ? `\n${withoutKeys(error.stack ?? '')}` : '';
  // One line without control characters, keys or commands of a CI, whatever the error says.
  const line = withoutKeys(text)
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .replaceAll('##', '#\\#');
  process.stderr.write(`sfs: internal error: ${line} (SFS_DEBUG=1 shows where)${detail}\n`);
  process.exit(70);
}

function withoutKeys(text) {
  return text.replace(/\bsfs[kp]_\w+/g, '***');
}

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

function oldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 18);
}

/**
 * The cache of compiled code, in the user's own folder: the default is under /tmp, where others could prepare it. What lies in
 * it is run, so that a folder of somebody else's (sudo keeps HOME), or one that others may write to, is not used.
 */
function cacheCompiledCode() {
  try {
    const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sfs', 'compiled');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    if (process.getuid && (uid !== process.getuid() || mode & 0o022)) return;
    nodeModule.enableCompileCache?.(folder);
  } catch {
    // A user without a home, as containers have them, or one that nobody may write to: it goes without the cache.
  }
}

/**
 * Makes the server's process anew, with little room for young objects. On a machine with much memory V8 gives them 64 MB three times over,
 * and each time it clears that, all calls wait for 10 to 30 ms. With 8 MB the slowest calls take about half as long, the others as
 * long as before, and the server needs 100 MB less.
 */
function limitYoungObjects() {
  const name = '--max-semi-space-size';
  const isSet = /semi[-_]space[-_]size/.test(`${process.execArgv} ${process.env.NODE_OPTIONS ?? ''}`);
  const { allowedNodeEnvironmentFlags: known, execPath, execArgv, argv, env } = process;
  // Whoever forked this process speaks to it over a channel, which would be lost. Windows has no execve.
  if (isSet || process.channel || process.platform === 'win32' || !known.has(name) || !process.execve) return;
  try {
    process.execve(execPath, [execPath, `${name}=8`, ...execArgv, ...argv.slice(1)], env);
  } catch {
    // Node may forbid it (--permission): the server works without.
  }
}

if (oldNode()) {
  process.stderr.write(`sfs needs Node 22.18 or newer; this is ${process.version}.\n`);
} else {
  if (process.argv[2] === 'serve') limitYoungObjects();
  cacheCompiledCode();
  // A checkout runs its source, whatever an earlier build left in dist; the package holds dist alone.
  const source = new URL('./main.ts', import.meta.url);
  const built = new URL('../../dist/src/cli/main.js', import.meta.url);
  import((existsSync(source) ? source : built).href).then((cli) => cli.start(), crash).catch(crash);
}
