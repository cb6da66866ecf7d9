import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOrm } from '../../src/db/orm.ts';
import { bootstrap, createOrganization, recoverOwner } from '../../src/projects/bootstrap.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

let world: World;
let empty: TestDatabase;
beforeAll(async () => {
  [world, empty] = await Promise.all([startWorld(), newDatabase()]);
});
afterAll(async () => {
  await world?.stop();
  await empty?.drop();
});

const em = () => world.server.orm.em.fork();
const owner = { name: 'Ada', email: 'ada@example.com' };

test('an empty database gets one organization, whoever starts first, and one owner key', async () => {
  const replicas = Array.from({ length: 4 }, () => openOrm({ url: empty.url }));
  try {
    const keys = await Promise.all(replicas.map((orm) => bootstrap(orm.em.fork())));
    expect(keys.filter((key) => key !== undefined)).toEqual([expect.stringMatching(/^sfsp_/)]);
    const count = `select (select count(*) from organizations)::int as organizations, (select count(*) from keys)::int as keys,
      (select string_agg(name || '/' || slug, ',') from projects) as projects`;
    const rows = await replicas[0]!.em.fork().execute(count);
    expect(rows).toEqual([{ organizations: 1, keys: 1, projects: 'default/default' }]);
  } finally {
    await Promise.all(replicas.map((orm) => orm.close(true)));
  }
});

test('a database with an organization is left as it is', async () => {
  expect(await bootstrap(em())).toBeUndefined();
});

test('a new organization has a project, an owner who can sign in, and events of the system', async () => {
  const made = await createOrganization(em(), { name: 'Acme', projectName: 'Web Shop', owner });
  const me = await world.as(made.secret).keys.whoAmI();
  expect(me).toMatchObject({ organization: { id: made.organizationId, name: 'Acme' }, member: { name: 'Ada' } });
  const { project } = await world.as(made.secret).projects.getProject();
  expect(project).toMatchObject({ id: made.projectId, name: 'Web Shop', slug: 'web-shop' });
  const events = await world.sql(
    `select convert_from(body, 'utf8')::jsonb ->> 'action' as action,
       convert_from(body, 'utf8')::jsonb -> 'actor' ->> 'type' as actor
     from audit_events where organization_id = $1 order by id`,
    [uuid(made.organizationId)],
  );
  expect(events).toEqual(
    ['organization.create', 'project.create', 'member.create'].map((action) => ({ action, actor: 'system' })),
  );
});

test('a lost owner gets a new key, and the old one goes on', async () => {
  const made = await createOrganization(em(), { name: 'Lost', owner });
  const recovered = await recoverOwner(em(), { organization: made.organizationId });
  expect(recovered).toMatchObject({ organizationId: made.organizationId, memberId: made.memberId, memberName: 'Ada' });
  for (const secret of [made.secret, recovered.secret])
    expect((await world.as(secret).keys.whoAmI()).member!.id).toBe(made.memberId);
  expect((await recoverOwner(em(), { organization: 'Lost' })).memberId).toBe(made.memberId);
});

test('recovery asks which organization where there are several, and refuses an unknown one', async () => {
  await expect(recoverOwner(em())).rejects.toThrow(/several organizations; name one by its id: org_/);
  await expect(recoverOwner(em(), { organization: `org_${'0'.repeat(32)}` })).rejects.toThrow(/no such organization/);
});
