// `npm run demo`: the whole way of a review, three times, with nothing made up: the real server on its own PostgreSQL, the
// real command line, a service key as a pipeline has it, and a real reviewer over a real git diff. Ends with 0 only if a
// clean change is green, a change with a secret red, and a review that crashed red and errored.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const launcher = join(root, 'src/cli/sfs.mjs');
const reviewer = join(root, 'docs/examples/reviewer/review.mjs');

const folder = mkdtempSync(join(tmpdir(), 'sfs-demo-'));
// As root, PostgreSQL runs as another user, who has to get through to its own folder.
chmodSync(folder, 0o711);
const shop = join(folder, 'shop');

/** Nobody's settings, profile, CI or git configuration has a part in this. */
const environment = {
  PATH: process.env.PATH,
  HOME: join(folder, 'home'),
  // Compiled code is kept between demos, if somebody says where.
  ...(process.env.XDG_CACHE_HOME ? { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME } : {}),
  SFS_CONFIG_DIR: join(folder, 'config'),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Demo'],
      [`GIT_${who}_EMAIL`, 'demo@example.com'],
    ]),
  ),
};

/** The commands that are running. */
const running = new Set();
/** The server, from its start to its end. */
let server;
/** Set once somebody asked for the end: a signal, or a reader of the output that went away. */
let stopped = false;

const say = (text = '') => process.stdout.write(`${text}\n`);
const indented = (text) => text.trimEnd().replace(/^/gm, '    ');

/** Runs a program; answers its exit code and what it printed. Nothing more is started once somebody asked for the end. */
function run(program, words, options = {}) {
  if (stopped) throw new Error('interrupted');
  const child = spawn(program, words, {
    cwd: shop,
    env: { ...environment, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (out[name] += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, ...out });
    });
  });
}

/** A command line as one would type it; values with spaces in quotes. */
const typed = (words) => words.map((word) => (/^[\w./:@=$#-]+$/.test(word) ? word : `"${word}"`)).join(' ');

/** Runs `sfs …` and shows it as a pipeline has it, with `names` in place of the ids. */
async function sfs(words, { env = {}, names = {}, expect = 0, to = '' } = {}) {
  const shown = typed(words.map((word) => names[word] ?? word));
  say(`  $ sfs ${shown}${to}`);
  const result = await run(process.execPath, [launcher, ...words], { env });
  if (result.code !== expect) throw new Error(`sfs ${shown} ended with ${result.code}\n${result.stderr}`);
  return result;
}

async function git(...words) {
  const { code, stdout, stderr } = await run('git', words);
  if (code !== 0) throw new Error(`git ${words[0]} failed: ${stderr}`);
  return stdout.trim();
}

/** The server, as `sfs serve` starts it; answers its address. */
function startServer() {
  const words = [
    launcher,
    'serve',
    '--listen',
    '127.0.0.1:0',
    '--data-dir',
    join(folder, 'data'),
    '--log-level',
    'warn',
  ];
  say('  $ sfs serve --listen 127.0.0.1:0');
  // In a process group of its own: ctrl-C is for us, and the server is then told once. Told twice, it would not wait for
  // its PostgreSQL to end.
  const child = spawn(process.execPath, words, { detached: true, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  server = child;
  let problems = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    problems += text;
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^listening on (\S+)$/.exec(line)?.[1];
      if (!address) return;
      say(`    ${line}`);
      resolve(address);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      server = undefined;
      reject(new Error(`the server ended with ${code}\n${problems}`));
    });
  });
}

/** A repository with one commit per case, as a pull request brings them. */
async function makeRepository() {
  mkdirSync(join(shop, 'src'), { recursive: true });
  const commit = async (name, message, content) => {
    writeFileSync(join(shop, name), content);
    await git('add', '--all');
    await git('commit', '--quiet', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  await git('init', '--quiet', '--initial-branch', 'main');
  const base = await commit('src/price.js', 'Prices', 'export const price = (item) => item.cents / 100;\n');
  const clean = await commit('src/tax.js', 'Add tax', 'export const tax = (cents) => Math.round(cents * 0.19);\n');
  // In two parts, so that this file itself holds nothing that looks like a key.
  const key = ['AKIA', 'Q3EXAMPLE7DEMO42'].join('');
  const secret = await commit('src/mail.js', 'Send mail', `const accessKey = '${key}';\nexport default accessKey;\n`);
  return { base, clean, secret };
}

/** One pull request through the pipeline; answers how it ended. */
async function pipeline({ name, title, base, head, ci }) {
  say(`\n${name}: ${title}`);
  const findings = join(folder, `${name}.json`);
  const context = join(folder, `${name}.md`);
  const names = { [head]: '$HEAD_SHA', [context]: 'context.md', [findings]: 'findings.json' };
  const create = ['ticket', 'create', '--title', `PR: ${title}`, '--assigned-to', 'sentinel', '--output-id'];
  const ticket = (await sfs(create, { env: ci, names })).stdout.trim();
  say(`    ${ticket}`);
  names[ticket] = '$TICKET';

  const start = ['agent', 'run', 'sentinel', '--ticket', ticket, '--trigger-source', 'ci', '--trigger-ref', head];
  const limits = ['--fail-on', 'high', '--context-file', context, '--output-id'];
  const id = (await sfs([...start, ...limits], { env: ci, names })).stdout.trim();
  say(`    ${id}`);
  names[id] = '$RUN';

  // The key is not in the environment of the review.
  say('  $ node review.mjs --base $BASE_SHA --head $HEAD_SHA --context context.md --out findings.json');
  const words = ['--base', base, '--head', head, '--context', context, '--out', findings];
  const review = await run(process.execPath, [reviewer, ...words]);
  say(indented((review.stdout + review.stderr).replaceAll(head, '$HEAD_SHA').replaceAll(base, '$BASE_SHA')));

  const ending = ['agent', 'complete', id, '--summary'];
  const completion =
    review.code === 0
      ? [...ending, `Reviewed: ${title}.`, '--findings-file', findings, '--enforce']
      : [...ending, `The review ended with ${review.code}.`, '--status', 'errored', '--enforce'];
  say(`  $ sfs ${typed(completion.map((word) => names[word] ?? word))}`);
  const complete = await run(process.execPath, [launcher, ...completion], { env: ci });
  say(`    exit ${complete.code}`);

  const json = await run(process.execPath, [launcher, 'agent', 'status', id, '--format', 'json'], { env: ci });
  const shown = ['agent', 'status', id, '--format', 'markdown'];
  const markdown = await sfs(shown, { env: ci, names, to: ' >> "$GITHUB_STEP_SUMMARY"' });
  say(indented(markdown.stdout));
  return { name, exit: complete.code, status: JSON.parse(json.stdout).status };
}

/** Everything, in order; answers whether all three came out as they must. */
async function demo() {
  say('the server, with a PostgreSQL of its own');
  mkdirSync(shop, { recursive: true });
  mkdirSync(environment.HOME);
  const address = await startServer();

  say('\nonce, by the owner: who reviews, and a key for the pipeline');
  const content = 'Look at what a change adds. Report secrets and dangerous calls, and nothing else.';
  await sfs(['persona', 'create', 'sentinel', '--role', 'security reviewer', '--content', content]);
  const minted = await sfs(['key', 'create', '--name', 'ci', '--preset', 'ci', '--output-key'], {
    to: ' | (the secret store of the CI)',
  });
  const ci = { SFS_SERVER: address, SFS_API_KEY: minted.stdout.trim(), SFS_CONFIG_DIR: join(folder, 'runner') };

  const { base, clean, secret } = await makeRepository();
  const gone = '0'.repeat(40);
  const results = [
    await pipeline({ name: 'clean', title: 'Add tax', base, head: clean, ci }),
    await pipeline({ name: 'secret', title: 'Send mail', base: clean, head: secret, ci }),
    await pipeline({ name: 'crashed', title: 'A commit that is gone', base: clean, head: gone, ci }),
  ];

  say();
  const wanted = { clean: 'passed 0', secret: 'failed 1', crashed: 'errored 1' };
  for (const { name, status, exit } of results)
    say(`${name.padEnd(9)} ${status.padEnd(8)} exit ${exit}  ${exit === 0 ? 'green' : 'red'}`);
  return results.every(({ name, status, exit }) => wanted[name] === `${status} ${exit}`);
}

/** Ends the server in its own orderly way, and removes every file. */
async function cleanUp() {
  const child = server;
  if (child) {
    await new Promise((resolve) => {
      child.once('close', resolve);
      child.kill('SIGTERM');
    });
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function stop() {
  stopped = true;
  for (const child of running) child.kill('SIGTERM');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.stdout.on('error', stop);

let code = 70;
try {
  if (spawnSync('git', ['--version']).error) throw new Error('git is missing: install it, the demo reviews a git diff');
  code = (await demo()) ? 0 : 1;
} catch (error) {
  if (!stopped) process.stderr.write(`demo: ${error.message}\n`);
} finally {
  await cleanUp();
}
process.exitCode = stopped ? 130 : code;
