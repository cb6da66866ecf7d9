import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintSecret } from '../../src/service_keys/secret.ts';
import { makePki } from '../support/pki.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { type Case, readCases, type Step } from './case.ts';
import type { Build, Command, Language } from './language.ts';
import { methods } from './messages.ts';
import { play, type Stage } from './player.ts';
import { Runner } from './runner.ts';

const top = join(import.meta.dirname, '../..');
const runners = join(import.meta.dirname, 'runners');
const wanted = process.env.SFS_LANGUAGES?.split(',') ?? readdirSync(runners).sort();
const languages = await Promise.all(
  wanted.map(async (name) => (await import(`./runners/${name}/language.ts`)).language as Language),
);
const files = readCases();

const finish = ({ command, args, cwd = top, env }: Command): SpawnSyncReturns<string> =>
  spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

function mustSucceed(what: Command): void {
  const { status, error, stdout, stderr } = finish(what);
  if (status === 0) return;
  throw new Error(
    `${what.command} ${what.args.join(' ')}: ${error?.message ?? `ended with ${status}`}\n${stdout}\n${stderr}`,
  );
}

/** As `finish`, while the server of this process goes on. */
async function finished({ command, args, cwd = top, env }: Command) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status, stdout, stderr };
}

function build({ unless, ...command }: Build): void {
  if (!unless || !existsSync(join(top, command.cwd ?? '', unless))) mustSucceed(command);
}

const missing = (language: Language) =>
  language.needs.find(([command, ...args]) => finish({ command, args }).status !== 0);

test('the cases call every method', () => {
  const steps = files.flatMap(({ cases }) => cases.flatMap((one) => one.steps));
  const called = new Set(steps.flatMap((step: Step) => [step.call, step.stream, step.all]));
  if (steps.some((step) => step.watch)) called.add('AgentRunService/WatchAgentRun');
  if (steps.some((step) => step.add_findings)) called.add('AgentRunService/AddFindings');
  expect([...methods.keys()].filter((method) => !called.has(method))).toEqual([]);
  const titles = files.flatMap(({ cases }) => cases.map((one) => one.case));
  expect(titles).toEqual([...new Set(titles)]);
});

let world: World;
let tls: Record<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'sfs-conformance-'));

beforeAll(async () => {
  world = await startWorld();
  tls = await startTls();
});
afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Two more servers: one with TLS, one that wants a client certificate; and the files for them. */
async function startTls(): Promise<Record<string, string>> {
  const pki = makePki();
  const stranger = makePki();
  const files: Record<string, string> = {};
  const write = (name: string, content: Buffer) => {
    files[name] = join(folder, `${name}.pem`);
    writeFileSync(files[name], content);
  };
  write('ca', pki.ca);
  write('other_ca', stranger.ca);
  write('client_cert', pki.client.cert);
  write('client_key', pki.client.key);
  const plain = await world.replica({ tls: pki.server });
  const mutual = await world.replica({ tls: { ...pki.server, clientCa: pki.ca } });
  return { ...files, tls: plain.address, mtls: mutual.address };
}

/** An organization, a key and a folder for one case; a server of its own where the case stops it. */
async function stageFor({ steps }: Case): Promise<{ stage: Stage; secrets: string[]; end: () => Promise<void> }> {
  const tenant = await world.tenant();
  const own = mkdtempSync(join(folder, 'case-'));
  const scopes = [
    ...['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write', 'issues:write'],
    ...['personas:read', 'personas:write', 'projects:read', 'audit:read', 'keys:read', 'members:read'],
  ];
  const key = await tenant.key({ scopes });
  let replica: Awaited<ReturnType<World['replica']>> | undefined;
  const start = async () => {
    replica = await world.replica();
    return replica.address;
  };
  const address = steps.some((step) => step.server) ? await start() : world.address;
  const variables = {
    ...tls,
    ...{ key, owner_key: tenant.ownerKey, project: tenant.projectId, organization_uuid: uuid(tenant.organizationId) },
    ...{ project_uuid: uuid(tenant.projectId), organization: tenant.organizationId },
    unknown_key: mintSecret('service', randomUUID()),
  };
  return {
    stage: {
      address,
      variables,
      folder: own,
      sql: (text) => world.sql(text),
      start,
      stop: async () => replica?.server.stop(),
    },
    secrets: [key, tenant.ownerKey],
    end: async () => void (await replica?.server.stop()),
  };
}

/** A tenant with a persona, a service key, and what runs the example against it. */
async function exampleWorld() {
  const tenant = await world.tenant();
  await tenant.owner.personas.createPersona({ name: 'reviewer', role: 'Reviewer', content: 'Review.' });
  const run = async ({ example }: Language, findings: object[], env: Record<string, string>) => {
    const own = mkdtempSync(join(folder, 'example-'));
    const file = join(own, 'findings.json');
    writeFileSync(file, JSON.stringify(findings));
    const settings = { SFS_SERVER: world.address, SFS_CONFIG_DIR: own, ...env };
    return finished({ ...example, args: [...example.args, 'reviewer', file], env: { ...example.env, ...settings } });
  };
  return { key: await tenant.key(), run };
}

for (const language of languages) {
  const lacks = missing(language);
  const required = process.env.SFS_REQUIRE_TOOLCHAINS === 'all';
  if (lacks && !required) console.log(`${language.name}: skipped, because ${lacks.join(' ')} does not work here`);
  for (const face of language.runners) {
    describe.skipIf(lacks && !required)(face.name, () => {
      let runner: Runner;
      beforeAll(() => {
        if (lacks) throw new Error(`${lacks.join(' ')} does not work here`);
        if (face === language.runners[0]) for (const step of language.build) build(step);
        runner = new Runner(face.name, face);
      });
      afterAll(() => runner?.stop());
      for (const one of files.flatMap(({ cases }) => cases)) {
        test(one.case, async () => {
          const { stage, secrets, end } = await stageFor(one);
          const before = runner.printed.length;
          try {
            await play(one, runner, stage);
            const said = runner.printed.slice(before).filter((line) => secrets.some((secret) => line.includes(secret)));
            expect(said, 'lines that hold a key').toEqual([]);
          } finally {
            await end();
          }
        });
      }
    });
  }
  describe.skipIf(lacks && !required)(language.name, () => {
    test("the language's own tests and checks", () => {
      for (const check of language.checks) mustSucceed(check);
    }, 600_000);
    test.each([
      [
        'a review that finds nothing serious',
        [{ severity: 'low', title: 'style', path: 'a.ts', line: 3 }],
        0,
        / passed/,
      ],
      ['a review that finds nothing', [], 0, / passed/],
      [
        'a review that finds a hole',
        [{ severity: 'critical', title: 'hole', message: 'x', rule_id: 'r1' }],
        1,
        / failed/,
      ],
      ['a review whose label nobody knows', [{ severity: 'dunno', title: 'x' }], 1, / failed/],
    ])('the example: %s', async (_what, findings, code, says) => {
      const { key, run } = await exampleWorld();
      const ended = await run(language, findings, { SFS_API_KEY: key });
      expect({ code: ended.status, stdout: ended.stdout }, ended.stderr).toEqual({
        code,
        stdout: expect.stringMatching(says),
      });
      expect(ended.stdout).toMatch(/^run_[0-9a-f]{32} /m);
      expect(ended.stdout + ended.stderr).not.toContain(key);
    });
    test('the example: a key that is not known', async () => {
      const { run } = await exampleWorld();
      const key = mintSecret('service', randomUUID());
      const ended = await run(language, [], { SFS_API_KEY: key });
      expect(ended).toMatchObject({ status: 2, stderr: expect.stringContaining('KEY_UNKNOWN') });
      expect(ended.stdout + ended.stderr).not.toContain(key);
    });
  });
}
