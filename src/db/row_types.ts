import pg from 'pg';

// As pg asks for it; its own declaration wants a type parameter that nothing depends on.
type Parser = (text: string) => unknown;

const timestamptz = 1184;
const jsonb = 3802;

const own: Record<number, Parser> = { [timestamptz]: timeOf, [jsonb]: sharedJson };

/**
 * How the values of plain rows are read: as pg does it, but times and JSON faster, which of a list are most of the work. Not the ORM's
 * types, which leave times as text and take arrays of texts apart wrongly.
 */
export const rowTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): Parser =>
    (format !== 'binary' && own[oid]) || (pg.types.getTypeParser(oid, format as 'text') as Parser),
} as unknown as pg.CustomTypesConfig;

const otherTime = pg.types.getTypeParser(timestamptz, 'text') as Parser;

/** 2026-01-31 09:00:00.123456+00, which is ISO 8601 but for two characters; sessions in other zones and `infinity` are left to pg. */
function timeOf(text: string): unknown {
  if (text[10] !== ' ' || !text.endsWith('+00')) return otherTime(text);
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}

const most = { texts: 1_000, length: 1_000 };
const known = new Map<string, unknown>();

/**
 * Reads JSON; equal texts may be one value, which nobody can change. Rows name the same few actors again and again.
 */
export function sharedJson<Value>(text: string): Value {
  const found = known.get(text);
  if (found !== undefined) return found as Value;
  const value = JSON.parse(text);
  if (text.length > most.length || value === null || typeof value !== 'object') return value;
  if (known.size >= most.texts) known.clear();
  known.set(text, frozen(value));
  return value;
}

function frozen<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (part !== null && typeof part === 'object') frozen(part);
  return Object.freeze(value);
}
