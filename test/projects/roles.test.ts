import { expect, test } from 'vitest';
import { atLeast, roles, scopesOf } from '../../src/projects/roles.ts';

test('members read and write runs, tickets and personas, and read projects', () => {
  expect([...scopesOf('member')].sort()).toEqual([
    'agent_runs:read',
    'agent_runs:write',
    'personas:read',
    'personas:write',
    'projects:read',
    'tickets:read',
    'tickets:write',
  ]);
});

test.each([
  [
    'admin',
    'member',
    'audit:read audit:write issues:write keys:read keys:write members:read members:write projects:write',
  ],
  ['owner', 'admin', 'organization:write'],
] as const)('%ss also', (role, below, added) => {
  const more = scopesOf(role).filter((scope) => !scopesOf(below).includes(scope));
  expect(more.sort().join(' ')).toBe(added);
});

test('each role holds all of the one below, and no scope is a wildcard or listed twice', () => {
  for (const [index, role] of roles.entries()) {
    const below = roles[index - 1];
    expect(scopesOf(role)).toEqual(expect.arrayContaining([...(below ? scopesOf(below) : [])]));
    expect(scopesOf(role).join()).not.toContain('*');
    expect(new Set(scopesOf(role)).size).toBe(scopesOf(role).length);
  }
});

test('owner is above admin is above member', () => {
  const pairs = roles.map((role) => roles.map((other) => atLeast(role, other)));
  expect(pairs).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
});
