/** The variables of a case, by name, without the `$`. */
export type Variables = Map<string, string>;

/**
 * Puts values in the place of variables (`$name`, anywhere in a text) and of what is too large to write down:
 * `{$repeat: text, times: n}` is a text, `{$list: value, times: n}` a list in which `$i` is the index.
 */
export function fill(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return fillText(value, variables);
  if (Array.isArray(value)) return value.map((element) => fill(element, variables));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  if ('$repeat' in object) return String(object.$repeat).repeat(Number(object.times));
  if ('$list' in object) {
    return Array.from({ length: Number(object.times) }, (_, i) =>
      fill(object.$list, new Map([...variables, ['i', String(i)]])),
    );
  }
  return Object.fromEntries(Object.entries(object).map(([key, part]) => [key, fill(part, variables)]));
}

function fillText(text: string, variables: Variables): string {
  return text.replace(/\$([a-z_]+)/g, (all, name: string) => {
    // The questions of match.ts are keys, not texts; an unknown name is a mistake in the case.
    const value = variables.get(name);
    if (value === undefined)
      throw new Error(`there is no variable ${all}; there are ${[...variables.keys()].join(', ')}`);
    return value;
  });
}

/** What lies at a path like `run.id` or `items.0.id`. */
export function at(path: string, value: unknown): unknown {
  return path.split('.').reduce((part: unknown, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
