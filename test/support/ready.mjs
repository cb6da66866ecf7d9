// Runs a script of package.json on a new enough Node with everything installed, on a machine that has any Node from 18
// on and npm. Plain JavaScript without imports beyond Node's own, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What each script runs, before the words the caller adds. */
const tasks = {
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  demo: ['docs/examples/demo.mjs'],
  bench: ['test/bench/bench.ts'],
  soak: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/soak/vitest.config.ts'],
  check: ['test/support/check.ts'],
  build: ['test/support/build.ts'],
  gen: ['proto/generate.ts'],
  'gen:clients': ['proto/generate_clients.ts'],
  conformance: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/clients/vitest.config.ts'],
  sfs: ['src/cli/sfs.mjs'],
};

const oldest = [22, 18];
/** The exit code for "this machine lacks something", as in the contract of the command line. */
const unusable = 70;
const root = fileURLToPath(new URL('../..', import.meta.url));
const nodeFolder = join(root, 'test/support/node');

function fail(message) {
  process.stderr.write(`sfs: ${message}\n`);
  process.exit(unusable);
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** npm as a program and its first words: the one that runs us, else the one beside our node, else the one in PATH. */
function npm() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script) && existsSync(script)) return [process.execPath, script];
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return existsSync(beside) ? [process.execPath, beside] : ['npm'];
}

/** Changes exactly when what has to be installed does; another Node's modules may hold other binaries. */
function wanted(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function stampOf(folder) {
  return join(folder, 'node_modules/.sfs-ready');
}

function isInstalled(folder) {
  return existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === wanted(folder);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether those that hold the lock are gone, npm included. One that has not written its pid yet gets a moment for it. */
function isStale(lock) {
  try {
    return !readFileSync(join(lock, 'pid'), 'utf8').trim().split('\n').map(Number).some(isAlive);
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false });
    return made !== undefined && Date.now() - made.mtimeMs > 5_000;
  }
}

function lockOf(folder) {
  return join(folder, '.sfs-installing');
}

function claim(lock, folder) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), `${process.pid}\n`);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    return fail(`cannot write to ${folder} (${error.code}); make the checkout your own first.`);
  }
}

function isOurs(lock) {
  return existsSync(join(lock, 'pid')) && readFileSync(join(lock, 'pid'), 'utf8').startsWith(`${process.pid}\n`);
}

/** Waits until no other process installs into the folder, and keeps others out until the returned function is called. */
async function lockFolder(folder) {
  const lock = lockOf(folder);
  const unlock = () => isOurs(lock) && rmSync(lock, { recursive: true, force: true });
  for (let told = false; ; ) {
    if (claim(lock, folder)) {
      // Another process may have been about to remove the stale lock that was here before; then this one is gone now.
      await sleep(50);
      if (isOurs(lock)) {
        process.once('exit', unlock);
        return unlock;
      }
    } else if (isStale(lock)) {
      rmSync(lock, { recursive: true, force: true });
    } else {
      if (!told) process.stderr.write('waiting for another installation in this folder …\n');
      told = true;
      await sleep(200);
    }
  }
}

/**
 * Installs exactly what the lockfile says and leaves it as it is. Not by "npm ci": that refuses a lockfile as soon as
 * it lacks the entry of an optional package for some other platform, as it does where the registry is a mirror.
 */
function runNpm(folder) {
  const [program, ...words] = npm();
  const flags = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  // NODE_ENV=production and the like would leave out what tests need.
  const child = spawn(program, [...words, ...flags, '--include=dev', '--include=optional'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: '' },
    stdio: ['ignore', 2, 2],
  });
  // If we are killed, npm goes on; whoever comes next has to wait for it.
  if (child.pid) appendFileSync(join(lockOf(folder), 'pid'), `${child.pid}\n`);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ error }));
    child.on('exit', (status) => resolve({ status }));
  });
}

/** Installs a folder's packages, unless what its lockfile asks for is there. */
async function install(folder, message) {
  if (isInstalled(folder)) return;
  const unlock = await lockFolder(folder);
  try {
    if (isInstalled(folder)) return;
    process.stderr.write(`${message}\n`);
    // Without the stamp it may be half an installation, of which npm would keep every package that looks whole.
    if (!existsSync(stampOf(folder))) rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    const { status, error } = await runNpm(folder);
    if (error?.code === 'ENOENT') fail('npm is not to be found; install npm, or put it into PATH.');
    if (status !== 0) {
      fail(
        `"npm install" in ${folder} failed (see above). Check the connection to the package registry and try again.`,
      );
    }
    writeFileSync(stampOf(folder), wanted(folder));
  } finally {
    unlock();
  }
}

/** The absolute path of a new enough Node: this one, or the one from the registry. */
async function newEnoughNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const node = join(nodeFolder, `node_modules/node-${platform}/bin/node`);
  const { optionalDependencies } = JSON.parse(readFileSync(join(nodeFolder, 'package.json'), 'utf8'));
  const needs = `sfs needs Node.js ${oldest.join('.')} or newer, and this is ${process.versions.node}`;
  if (!optionalDependencies[`node-${platform}`]) fail(`${needs}; there is no package of it for ${platform}.`);
  await install(nodeFolder, `this Node.js is ${process.versions.node}: installing a newer one for sfs (first run) …`);
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (answer.status !== 0) fail(`${needs}; the one in ${nodeFolder} does not run here.`);
  return node;
}

/** Runs the task in our place: same streams, same signals, same end. */
function run(node, words) {
  const path = [dirname(node), process.env.PATH].filter(Boolean).join(delimiter);
  const child = spawn(node, words, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  // Ctrl-C reaches the child by itself, and for many programs a second one means "at once".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('error', (error) => fail(`${node} could not be run: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

const [name, ...words] = process.argv.slice(2);
if (!Object.hasOwn(tasks, name ?? ''))
  fail(`there is no task "${name ?? ''}"; there are: ${Object.keys(tasks).join(', ')}.`);
const node = await newEnoughNode();
await install(root, 'installing (first run, about 20 s) …');
const [script, ...first] = tasks[name];
if (!existsSync(join(root, script))) fail(`${script} is missing from this checkout.`);
// vitest refuses flags that it does not know, so this one of ours travels as a variable.
const short = name === 'soak' && words.includes('--short');
if (short) process.env.SFS_SOAK = 'short';
run(node, [join(root, script), ...first, ...words.filter((word) => !short || word !== '--short')]);
