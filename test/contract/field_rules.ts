import {
  type DescField,
  getExtension,
  hasExtension,
  type JsonObject,
  type JsonValue,
  type Registry,
  toJson,
} from '@bufbuild/protobuf';

/** The validation rules of a field as plain JSON; undefined where it has none. */
export function ruleOf(registry: Registry, field: DescField): JsonObject | undefined {
  const extension = registry.getExtension('buf.validate.field');
  const options = field.proto.options;
  if (!extension?.message || !options || !hasExtension(options, extension)) return undefined;
  return toJson(extension.message, getExtension(options, extension) as never, { registry }) as JsonObject;
}

/** The rules in one line of text. */
export function ruleText(rule: JsonObject | undefined): string {
  if (!rule) return '–';
  return Object.entries(rule)
    .flatMap(([name, value]) => flatten(name, value))
    .join(', ')
    .replaceAll('|', '\\|');
}

function flatten(name: string, value: JsonValue): string[] {
  if (name === 'notContains') return ['no NUL'];
  if (name === 'cel') return (value as JsonObject[]).map((rule) => String(rule.message));
  if (Array.isArray(value)) return [`${snake(name)} ${value.join(' ')}`];
  if (value !== null && typeof value === 'object') {
    const inner = Object.entries(value).flatMap(([key, item]) => flatten(key, item));
    return name === 'items' ? [`each: ${inner.join(', ')}`] : inner;
  }
  return [name === 'pattern' ? `\`${value}\`` : value === true ? snake(name) : `${snake(name)} ${value}`];
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
