import { isObject } from './finding.ts';

/** Message templates by id, as a rule or a tool component lists them. */
export type Texts = Record<string, unknown>;

/** A template, and what placeholders add to it, ends here, in UTF-16 units: above what a finding keeps, below what would take long. */
const expandedMax = 32 * 1024;

/** The text of a SARIF message: its own, else its template from the first list that has it, with placeholders filled in. */
export function messageOf(message: unknown, strings: readonly Texts[]): string | undefined {
  if (!isObject(message)) return undefined;
  const template = textOf(message) ?? templateOf(message.id, strings);
  return template === undefined ? undefined : fill(template, message.arguments);
}

function templateOf(id: unknown, strings: readonly Texts[]): string | undefined {
  if (typeof id !== 'string') return undefined;
  const list = strings.find((texts) => Object.hasOwn(texts, id));
  return list && textOf(list[id]);
}

function textOf(message: unknown): string | undefined {
  if (!isObject(message)) return undefined;
  return [message.text, message.markdown].find((text) => typeof text === 'string' && text !== '') as string | undefined;
}

/** `{0}` is the first argument, `{{` and `}}` are braces. A placeholder without an argument stays as it is. */
function fill(template: string, values: unknown): string {
  const list: unknown[] = Array.isArray(values) ? values : [];
  const cut = template.slice(0, expandedMax);
  let room = expandedMax - cut.length;
  return cut.replace(/\{\{|\}\}|\{(\d{1,4})\}/g, (match, index: string | undefined) => {
    if (index === undefined) return match[0] as string;
    const value = list[Number(index)];
    if (typeof value !== 'string' || value.length > room) return match;
    room -= value.length;
    return value;
  });
}
