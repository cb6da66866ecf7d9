/**
 * What is wrong with a value, as lines `path: what`; none: it is as expected.
 *
 * An object in the expectation is a part of the value's, an empty one means an empty one; null means absent, false or 0 or '' also mean left out (proto3 JSON leaves
 * defaults out). A list has the same length. `/text/` is a regular expression. Objects with a `$` key are questions:
 * `{$length: n}`, `{$between: [a, b]}`, `{$not: text}` (the text occurs nowhere in it), `{$text: n}` (as many characters),
 * `{$contains: element}` (of a list).
 */
export function mismatches(expected: unknown, value: unknown, path = ''): string[] {
  if (expected === null)
    return value === undefined || value === null ? [] : [`${path}: ${show(value)}, and not absent`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(value)) {
      return expected.length === 0 && value === undefined ? [] : [`${path}: ${show(value)}, and not a list`];
    }
    if (value.length !== expected.length) return [`${path}: ${value.length} elements, and not ${expected.length}`];
    return expected.flatMap((element, index) => mismatches(element, value[index], `${path}[${index}]`));
  }
  if (typeof expected === 'object') return ofObject(expected as Record<string, unknown>, value, path);
  if (typeof expected === 'string' && /^\/.+\/[su]*$/s.test(expected)) {
    const end = expected.lastIndexOf('/');
    const pattern = new RegExp(expected.slice(1, end), expected.slice(end + 1));
    return pattern.test(String(value ?? '')) ? [] : [`${path}: ${show(value)} does not match ${expected}`];
  }
  const given = value === undefined && !expected ? expected : value;
  return given === expected ? [] : [`${path}: ${show(value)}, and not ${show(expected)}`];
}

function ofObject(expected: Record<string, unknown>, value: unknown, path: string): string[] {
  const [question, ...more] = Object.keys(expected);
  if (question?.startsWith('$')) {
    if (more.length > 0) throw new Error(`${path}: one question at a time`);
    return ask(question, expected[question], value, path);
  }
  if (question === undefined)
    return Object.keys(value ?? {}).length === 0 ? [] : [`${path}: ${show(value)}, and not empty`];
  if (typeof value !== 'object' || value === null) return [`${path}: ${show(value)}, and not an object`];
  return Object.entries(expected).flatMap(([key, part]) =>
    mismatches(part, (value as Record<string, unknown>)[key], path ? `${path}.${key}` : key),
  );
}

function ask(question: string, of: unknown, value: unknown, path: string): string[] {
  const list = Array.isArray(value) ? value : [];
  switch (question) {
    case '$length':
      return list.length === of ? [] : [`${path}: ${list.length} elements, and not ${of}`];
    case '$contains':
      return list.some((element) => mismatches(of, element).length === 0)
        ? []
        : [`${path}: nothing in it is like ${show(of)}`];
    case '$between': {
      const [least, most] = of as [number, number];
      return Number(value) >= least && Number(value) <= most
        ? []
        : [`${path}: ${value} is not between ${least} and ${most}`];
    }
    case '$not':
      return JSON.stringify(value ?? null).includes(String(of)) ? [`${path}: holds ${show(of)}`] : [];
    case '$text':
      return [...String(value ?? '')].length === of
        ? []
        : [`${path}: ${[...String(value ?? '')].length} characters, and not ${of}`];
    default:
      throw new Error(`${path}: there is no question ${question}`);
  }
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
