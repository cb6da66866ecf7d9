import type { DescMethod } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Boundary } from '../../src/gen/sfs/v1/access.ts';
import { type Role, roles, scopesOf } from '../../src/projects/roles.ts';
import { allRules, type Rule, scopeCatalogue } from '../../src/server/rules.ts';
import { mintSecret } from '../../src/service_keys/secret.ts';
import { methods } from '../contract/methods.ts';
import { minimalRequest } from '../contract/minimal.ts';
import { AnyClient } from '../support/any_call.ts';
import { Refused } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

// Every method × every kind of caller, made from the descriptors: a new method is in it by itself.
let world: World;
let client: AnyClient;

beforeAll(async () => {
  world = await startWorld();
  client = new AnyClient(world.address);
});
afterAll(async () => {
  client?.close();
  await world?.stop();
});

const table = methods().map((method) => ({ method, rule: allRules.get(`/${method.parent.typeName}/${method.name}`)! }));

/** A request that permission lets through and the contract then refuses, so that asking changes nothing. */
function harmless(method: DescMethod) {
  const request = minimalRequest(method.input, unknown) as unknown as Record<string, unknown>;
  if ('requestId' in request) request.requestId = 'x'.repeat(200);
  return request as never;
}

const hex = '0123456789abcdef0123456789abcdef';
const unknown: Record<string, string> = Object.fromEntries(
  ['run', 'tk', 'mem', 'key'].map((prefix) => [prefix, `${prefix}_${hex}`]),
);

/** Why the caller is refused for who they are; 'allowed' where they are not, whatever becomes of the request. */
async function verdictOn(method: DescMethod, key: string | undefined): Promise<string> {
  const answer = await client.call(method, harmless(method), key);
  if (answer === 'OK') return 'allowed';
  const refused = ['UNAUTHENTICATED', 'PERMISSION_DENIED'].includes(answer.code);
  return refused ? answer.reason : 'allowed';
}

/** Asks every method at once and says what each answered. */
async function everyMethod(key: string | undefined) {
  const answers = await Promise.all(
    table.map(async ({ method, rule }) => [rule.path, await verdictOn(method, key)] as const),
  );
  return Object.fromEntries(answers);
}

const expected = (judge: (rule: Rule) => string) =>
  Object.fromEntries(table.map(({ rule }) => [rule.path, rule.access.public ? 'allowed' : judge(rule)]));

describe('a caller without a usable key', () => {
  test('no key: KEY_MISSING', async () => {
    expect(await everyMethod(undefined)).toEqual(expected(() => 'KEY_MISSING'));
  });

  test.each(['nonsense', 'sfsk_short', `sfsp_${'0'.repeat(22)}_${'0'.repeat(39)}`])(
    'malformed %s: KEY_MALFORMED',
    async (key) => {
      expect(await everyMethod(key)).toEqual(expected(() => 'KEY_MALFORMED'));
    },
  );

  test('unknown id, or known id with another secret: KEY_UNKNOWN, word for word the same', async () => {
    const ownKey = await world.as(world.ownerKey).keys.whoAmI();
    const stranger = mintSecret('personal', '01930000-0000-7000-8000-000000000001');
    const wrongSecret = mintSecret('personal', uuid(ownKey.keyId));
    expect(await everyMethod(wrongSecret)).toEqual(expected(() => 'KEY_UNKNOWN'));
    const said = await Promise.all(
      [stranger, wrongSecret].map((key) => client.call(table[0]!.method, harmless(table[0]!.method), key)),
    );
    expect(visible(said[0]!)).toEqual(visible(said[1]!));
  });

  test('expired: KEY_EXPIRED', async () => {
    const key = await world.key({ name: 'expired' });
    await world.sql(`update keys set expires_at = now() - interval '1 second' where name = 'expired'`);
    expect(await everyMethod(key)).toEqual(expected(() => 'KEY_EXPIRED'));
  });

  test('revoked: KEY_REVOKED', async () => {
    const { key, secret } = await world.owner.keys.createServiceKey({
      name: 'revoked',
      scopes: scopeCatalogue(),
      allProjects: true,
    });
    await world.owner.keys.revokeServiceKey({ keyId: key!.id, reason: 'test' });
    expect(await everyMethod(secret)).toEqual(expected(() => 'KEY_REVOKED'));
  });
});

describe('a service key', () => {
  test.each(scopeCatalogue())('with the single scope %s: what METHODS.md says', async (scope) => {
    const key = await world.key({ scopes: [scope] });
    expect(await everyMethod(key)).toEqual(
      expected(({ access }) => {
        if (access.humanOnly) return 'HUMAN_REQUIRED';
        return access.signedIn || access.scope === scope ? 'allowed' : 'SCOPE_MISSING';
      }),
    );
  });

  test('with every scope: only what is for people is refused', async () => {
    const key = await world.key({ scopes: scopeCatalogue() });
    expect(await everyMethod(key)).toEqual(expected(({ access }) => (access.humanOnly ? 'HUMAN_REQUIRED' : 'allowed')));
  });
});

test.each(roles)('a personal key of role %s: what its role allows', async (role: Role) => {
  const { key } = await world.member(role);
  const held = scopesOf(role);
  expect(await everyMethod(key)).toEqual(
    expected(({ access }) => (access.signedIn || held.includes(access.scope ?? '') ? 'allowed' : 'ROLE_REQUIRED')),
  );
});

describe('ids out of reach answer like unknown ids', () => {
  test.each(['another organization', 'another project'])('%s', async (whose) => {
    const ids = await realIds(world);
    const stranger = whose === 'another organization' ? (await world.tenant()).ownerKey : await keyOfAnotherProject();
    const people = whose === 'another organization';
    for (const { method, rule } of table) {
      const { boundary, humanOnly } = rule.access;
      if (boundary !== Boundary.BOUNDARY_ROW && boundary !== Boundary.BOUNDARY_PROJECT) continue;
      if (humanOnly && !people) continue;
      // Keys and members belong to the organization: projects do not part them.
      if (!people && /Key|Member/.test(rule.method)) continue;
      const foreign = await client.call(method, ask(method, ids), stranger);
      const nowhere = await client.call(method, ask(method, { ...unknown, project: `proj_${hex}` }), stranger);
      expect(visible(foreign), rule.path).toEqual(visible(nowhere));
      expect(foreign, rule.path).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

/** A request that is complete, so that nothing but the ids can be wrong with it. */
function ask(method: DescMethod, ids: Record<string, string>) {
  const request = minimalRequest(method.input, ids);
  return Object.assign(request, method.name === 'CompleteAgentRun' ? { severity: 'none' } : {});
}

async function keyOfAnotherProject(): Promise<string> {
  const { project } = await world.owner.projects.createProject({ name: 'Elsewhere', slug: 'elsewhere' });
  const scopes = scopeCatalogue();
  return world.key({ scopes, projects: [project!.id] });
}

/** Ids of rows that are there, in the first organization. */
async function realIds({ owner, projectId }: World): Promise<Record<string, string>> {
  const name = `p${Math.random().toString(36).slice(2, 10)}`;
  await owner.personas.createPersona({ project: projectId, name, role: 'reviewer' });
  const { run } = await owner.runs.createAgentRun({ project: projectId, persona: name, start: true });
  const { ticket } = await owner.tickets.createTicket({ project: projectId, title: 'a ticket' });
  const { key } = await owner.keys.createServiceKey({ name: 'there', scopes: ['agent_runs:read'], allProjects: true });
  const { members } = await owner.projects.listMembers();
  return { run: run!.id, tk: ticket!.id, key: key!.id, mem: members[0]!.id, project: projectId };
}

/** What a caller sees of a refusal, without what differs from call to call. */
function visible(answer: 'OK' | Refused) {
  if (!(answer instanceof Refused)) return answer;
  const { call_id: _, ...metadata } = answer.metadata;
  return { code: answer.code, reason: answer.reason, message: answer.message, metadata, violations: answer.violations };
}
