import { type Finding, normalise } from './normalise.ts';
import { compare, fromLabel, scoreOf } from './severity.ts';

export { judge, tally } from './judge.ts';
export { type Finding, findingLimits, sizeOf } from './normalise.ts';

type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The words of common tools for the fields of a finding, in the order in which they are tried; keys count in any case. */
const keys = {
  label: ['severity', 'level', 'priority'],
  score: ['security-severity', 'security_severity', 'securityseverity'],
  title: ['title', 'name'],
  message: ['message', 'description'],
  ruleId: ['rule_id', 'ruleid', 'rule'],
  path: ['path', 'file'],
  line: ['line', 'line_start'],
  endLine: ['end_line', 'line_end', 'endline'],
} as const;

/**
 * Maps any JSON object to a finding. `index` counts from 0 and names a finding that says nothing about itself.
 *
 * What is not an object becomes a finding without a label, which counts as critical; a reader of files refuses it before.
 */
export function fromObject(object: unknown, index: number): Finding {
  const fields = fieldsOf(object);
  const location = fieldsOf(first(fields, ['location'], isObject));
  const score = scoreFrom(fields);
  return normalise(
    {
      label: score.label ?? labelFrom(fields),
      securitySeverity: score.number,
      title: text(fields, keys.title),
      message: text(fields, keys.message),
      ruleId: text(fields, keys.ruleId),
      path: text(fields, keys.path) ?? text(location, keys.path),
      line: line(fields, keys.line) ?? line(location, keys.line),
      endLine: line(fields, keys.endLine) ?? line(location, keys.endLine),
      fingerprint: text(fields, ['fingerprint']),
      category: text(fields, ['category']),
      confidence: text(fields, ['confidence']),
      recommendation: text(fields, ['recommendation']),
      original: object,
    },
    index,
  );
}

type Fields = ReadonlyMap<string, readonly unknown[]>;

/** All values by lower-case key: `severity` and `SEVERITY` in one object are two values of one field. Null is as good as absent. */
function fieldsOf(object: unknown): Fields {
  const fields = new Map<string, unknown[]>();
  if (!isObject(object)) return fields;
  for (const [key, value] of Object.entries(object)) {
    if (value === null || value === undefined) continue;
    const name = key.toLowerCase();
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

function first<T>(fields: Fields, names: readonly string[], is: (value: unknown) => value is T): T | undefined {
  for (const name of names) {
    const value = fields.get(name)?.find(is);
    if (value !== undefined) return value;
  }
  return undefined;
}

function text(fields: Fields, names: readonly string[]): string | undefined {
  const value = first(fields, names, isText);
  return value === undefined ? undefined : String(value);
}

function isText(value: unknown): value is string | number {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

function line(fields: Fields, names: readonly string[]): number | undefined {
  const value = first(fields, names, isText);
  return value !== undefined && /^\d{1,10}$/.test(String(value).trim()) ? Number(value) : undefined;
}

/** The label of the first field that is there; of two spellings of that field the worse one. What is no text is an unknown label. */
function labelFrom(fields: Fields): string | undefined {
  for (const name of keys.label) {
    const labels = fields.get(name)?.map(labelText);
    if (!labels) continue;
    return labels.reduce((a, b) => (compare(fromLabel(b).severity, fromLabel(a).severity) > 0 ? b : a));
  }
  return undefined;
}

function labelText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The score, the highest of several spellings. One that is no score is kept as a label, and as such unknown and critical. */
function scoreFrom(fields: Fields): { number?: number; label?: string } {
  const values = keys.score.flatMap((name) => fields.get(name) ?? []);
  if (values.length === 0) return {};
  const numbers = values.map(scoreOf);
  const bad = numbers.indexOf(undefined);
  if (bad >= 0) return { label: `security-severity ${labelText(values[bad])}` };
  return { number: Math.max(...(numbers as number[])) };
}
