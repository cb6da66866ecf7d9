import { create, type DescField, type DescMessage, type JsonObject, type Message } from '@bufbuild/protobuf';
import { ruleOf } from './field_rules.ts';
import { registry } from './methods.ts';

/**
 * The smallest request that the contract allows, made from the validation rules, so that a new method needs no example.
 *
 * @param ids what to put into fields that take an id, by prefix (`run`, `tk` …); `project` for the field of that name
 */
export function minimalRequest(type: DescMessage, ids: Record<string, string>): Message {
  const message = create(type as never) as unknown as Record<string, unknown>;
  for (const field of type.fields) {
    if (field.oneof) continue;
    const value = minimalValue(field, (ruleOf(registry, field) ?? {}) as Record<string, JsonObject>, ids);
    if (value !== undefined) message[field.localName] = value;
  }
  // What the mask names is not left empty.
  const masked = (message.updateMask as { paths: string[] } | undefined)?.paths[0];
  if (masked && message[masked] === '') message[masked] = 'x';
  // A stream begins with its first part.
  const part = type.oneofs.find((oneof) => oneof.name === 'part')?.fields[0];
  if (part?.message)
    message[part.oneof!.localName] = { case: part.localName, value: minimalRequest(part.message, ids) };
  return message as unknown as Message;
}

function minimalValue(field: DescField, rule: Record<string, JsonObject>, ids: Record<string, string>): unknown {
  if (field.name === 'project') return ids.project ?? '';
  const { string, enum: choice, int32, repeated, fieldMask } = rule;
  const prefix = /^\^([a-z]+)_\[0-9a-f\]/.exec(String(string?.pattern ?? ''))?.[1];
  if (prefix) return ids[prefix] ?? '';
  if (fieldMask) return { $typeName: 'google.protobuf.FieldMask', paths: [(fieldMask.in as string[])[0]] };
  if (repeated?.minItems) return ['agent_runs:read'];
  if (string?.email) return 'somebody@example.com';
  if (String(string?.pattern ?? '').startsWith('^[A-Za-z0-9_-]{1')) return 'nobody';
  if (string?.minLen) return 'x'.repeat(Number(string.minLen));
  if (choice?.notIn) return 1;
  if (int32?.gte) return Number(int32.gte);
  return undefined;
}
