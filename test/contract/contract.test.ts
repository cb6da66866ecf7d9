import { readFileSync } from 'node:fs';
import type { DescField } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { scopesOf } from '../../src/projects/roles.ts';
import { allRules, scopeCatalogue } from '../../src/server/rules.ts';
import { presets } from '../../src/service_keys/presets.ts';
import { ruleOf } from './field_rules.ts';
import { methods, methodsPage, registry, requestMessages } from './methods.ts';

const noSideEffects = 1;

test('proto/METHODS.md is what the protos say', async () => {
  await expect(methodsPage()).toMatchFileSnapshot('../../proto/METHODS.md');
});

test('every method of the protos has a rule, and every rule a method', () => {
  const paths = methods().map((method) => `/${method.parent.typeName}/${method.name}`);
  expect([...allRules.keys()].sort()).toEqual(paths.sort());
});

test('a method that changes something says what it leaves in the audit log', () => {
  for (const method of methods()) {
    const rule = allRules.get(`/${method.parent.typeName}/${method.name}`)!;
    const readOnly = method.idempotency === noSideEffects;
    expect({ method: rule.path, readOnly: rule.readOnly }).toEqual({ method: rule.path, readOnly });
  }
});

test('audit actions are unique', () => {
  const actions = [...allRules.values()].flatMap((rule) => (rule.audit ? [rule.audit] : []));
  expect(new Set(actions).size).toBe(actions.length);
});

test('every method of keys and members that changes something is for people only', () => {
  const ours = [...allRules.values()].filter(
    (rule) => rule.service === 'ServiceKeyService' || /Member|PersonalKey/.test(rule.method),
  );
  expect(ours.length).toBeGreaterThan(10);
  for (const rule of ours) if (!rule.readOnly) expect(rule.access.humanOnly, rule.path).toBe(true);
});

test('roles and presets hold only scopes that some method uses', () => {
  const catalogue = scopeCatalogue();
  expect(scopesOf('owner').toSorted()).toEqual(catalogue);
  for (const role of ['member', 'admin'] as const)
    expect(catalogue).toEqual(expect.arrayContaining([...scopesOf(role)]));
  for (const scopes of Object.values(presets)) {
    expect(catalogue).toEqual(expect.arrayContaining([...scopes]));
    expect(scopes).not.toContain('personas:write');
  }
});

test('every request field is bounded', () => {
  const fields = requestMessages().flatMap((message) => message.fields.map((field) => ({ message, field })));
  expect(fields.length).toBeGreaterThan(200);
  const loose = fields.flatMap(({ message, field }) => {
    const rule = (ruleOf(registry, field) ?? {}) as Record<string, Record<string, unknown>>;
    return missing(field, rule).map((what) => `${message.name}.${field.name}: ${what}`);
  });
  expect(loose).toEqual([]);
});

/** What a request field must say and does not. */
function missing(field: DescField, rule: Record<string, Record<string, unknown>>): string[] {
  const list = field.fieldKind === 'list';
  const repeated = (rule.repeated ?? {}) as Record<string, unknown>;
  const items = (list ? (repeated.items ?? {}) : rule) as Record<string, Record<string, unknown>>;
  const wants: [boolean, string][] = [
    [list, 'repeated.max_items'],
    [field.fieldKind === 'map', 'no maps: they have no order'],
  ];
  const missing = wants
    .filter(([applies, what]) => applies && !(what === 'repeated.max_items' && repeated.maxItems))
    .map(([, what]) => what);
  if (field.scalar === 9) missing.push(...missingOfString(items.string));
  if (field.scalar === 12 && !items.bytes?.maxLen) missing.push('bytes.max_len');
  if (field.enum && !items.enum?.definedOnly) missing.push('enum.defined_only');
  if (field.scalar === 5 && items.int32?.gte === undefined && !('cel' in rule)) missing.push('int32 bounds');
  if (field.scalar && [3, 4, 6, 16, 18].includes(field.scalar))
    missing.push('no 64-bit integers: JavaScript loses digits');
  if (field.message?.typeName === 'google.protobuf.Timestamp' && !items.timestamp?.lte)
    missing.push('timestamp bounds');
  if (field.message?.typeName === 'google.protobuf.FieldMask' && !items.fieldMask) missing.push('field_mask.in');
  return missing;
}

function missingOfString(rule: Record<string, unknown> = {}): string[] {
  // A pattern that is anchored at both ends says which characters there are, and with that how many.
  const pattern = String(rule.pattern ?? '');
  const closed = pattern.startsWith('^') && pattern.endsWith('$');
  return [
    ...(rule.maxLen || rule.maxBytes || closed ? [] : ['string.max_len']),
    ...(rule.notContains === '\0' || closed ? [] : ['string.not_contains "\\000"']),
  ];
}

test('every error reason has an example in its comment', () => {
  const text = readFileSync(new URL('../../proto/sfs/v1/error.proto', import.meta.url), 'utf8');
  const values = [...text.matchAll(/\/\/ ([^\n]+)\n {2}ERROR_REASON_(\w+) = (\d+)/g)];
  expect(values.length).toBeGreaterThan(40);
  for (const [, comment, name, number] of values) if (number !== '0') expect(comment, name).toMatch(/^[A-Z_]+: /);
});
