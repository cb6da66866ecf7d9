import { readFileSync } from 'node:fs';
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { Boundary } from '../../src/gen/sfs/v1/access.ts';
import { roles, scopesOf } from '../../src/projects/roles.ts';
import { loadRegistry } from '../../src/server/contract.ts';
import { allRules, type Rule, scopeCatalogue } from '../../src/server/rules.ts';
import { ruleOf, ruleText } from './field_rules.ts';

export const registry = loadRegistry();

/** First sentence of the comment above a method in its proto. */
function summaries(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of ['agent_run', 'audit', 'persona', 'project', 'server', 'service_key', 'ticket']) {
    const lines = readFileSync(new URL(`../../proto/sfs/v1/${file}.proto`, import.meta.url), 'utf8').split('\n');
    let service = '';
    let comment: string[] = [];
    for (const line of lines) {
      service = /^service (\w+)/.exec(line)?.[1] ?? service;
      const method = /^ {2}rpc (\w+)/.exec(line)?.[1];
      if (/^ {2}\/\/ /.test(line)) comment.push(line.slice(5));
      else {
        if (method) found.set(`/sfs.v1.${service}/${method}`, firstSentence(comment.join(' ')));
        comment = [];
      }
    }
  }
  return found;
}

const firstSentence = (text: string) => /^.*?\.(?= |$)/.exec(text)?.[0] ?? text;

/** Every method of the contract with its descriptors. */
export function methods() {
  return [...registry.files]
    .filter((file) => file.proto.package === 'sfs.v1')
    .flatMap((file) => file.services)
    .flatMap((service) => service.methods);
}

/** Every message that a request can hold, the requests first. */
export function requestMessages(): DescMessage[] {
  const seen = new Map<string, DescMessage>();
  const visit = (message: DescMessage) => {
    if (seen.has(message.typeName) || message.typeName.startsWith('google.')) return;
    seen.set(message.typeName, message);
    for (const field of message.fields) if (field.message) visit(field.message);
  };
  for (const method of methods()) visit(method.input);
  return [...seen.values()];
}

const who = ({ access }: Rule) => (access.scope ? `\`${access.scope}\`` : access.public ? 'none needed' : 'any key');
const boundary = ({ access }: Rule) => boundaryNames[access.boundary] ?? '';
const boundaryNames = Object.fromEntries(
  Object.entries(Boundary).map(([name, number]) => [number, name.replace('BOUNDARY_', '').toLowerCase()]),
);

/** proto/METHODS.md as it must be. */
export function methodsPage(): string {
  const text = summaries();
  const rows = [...allRules.values()].map((rule) =>
    [
      `${rule.service}.${rule.method}`,
      who(rule),
      boundary(rule),
      rule.access.humanOnly ? 'people' : 'people, machines',
      rule.audit ? `\`${rule.audit}\`` : (rule.access.noAudit ?? '–'),
      text.get(rule.path) ?? '',
    ].join(' | '),
  );
  return [
    '# Methods',
    '',
    'Made by a test from the protos (`npm test -- test/contract -u` writes it): who may call what, what it leaves in the audit log, and what',
    'every request field may hold. A changed permission or limit is a changed line here.',
    '',
    '| Method | Scope | Boundary | Who | Audit action | Summary |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    '## Roles',
    '',
    '| Scope | member | admin | owner |',
    '|---|---|---|---|',
    ...scopeCatalogue().map(
      (scope) =>
        `| \`${scope}\` | ${roles.map((role) => (scopesOf(role).includes(scope) ? 'yes' : '–')).join(' | ')} |`,
    ),
    '',
    '## Request fields',
    '',
    ...requestMessages().flatMap(fieldTable),
  ].join('\n');
}

function fieldTable(message: DescMessage): string[] {
  if (message.fields.length === 0) return [];
  const rows = message.fields.map(
    (field) => `| ${field.name} | ${typeOf(field)} | ${ruleText(ruleOf(registry, field))} |`,
  );
  return [`### ${message.name}`, '', '| Field | Type | Rule |', '|---|---|---|', ...rows, ''];
}

function typeOf(field: DescField): string {
  const name = field.message?.name ?? field.enum?.name ?? scalars[field.scalar ?? 0] ?? '';
  return field.fieldKind === 'list' ? `repeated ${name}` : name;
}

const scalars: Record<number, string> = { 1: 'double', 5: 'int32', 8: 'bool', 9: 'string', 12: 'bytes' };
