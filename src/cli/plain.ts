/** How a field of a ts-proto message becomes plain JSON: one entry of src/gen/plain.json. */
interface Field {
  name: string;
  type: string;
  of?: string;
  repeated?: boolean;
  optional?: boolean;
}

export interface PlainTable {
  messages: Record<string, Record<string, Field>>;
  enums: Record<string, Record<string, string>>;
}

let loaded: Promise<PlainTable> | undefined;

/** Plain JSON of a message: `await plainJson('sfs.v1.AgentRun', run)`. */
export async function plainJson(message: string, value: object): Promise<unknown> {
  loaded ??= import('../gen/plain.json', { with: { type: 'json' } }).then((table) => table.default as PlainTable);
  return plain(await loaded, message, value);
}

/** snake_case names, enum words, RFC 3339 times; absent is null, and no list is absent. */
export function plain(table: PlainTable, message: string, value: object): unknown {
  const fields = table.messages[message];
  if (!fields) throw new Error(`src/gen/plain.json has no message ${message}`);
  const json: Record<string, unknown> = {};
  for (const [property, field] of Object.entries(fields)) {
    json[field.name] = fieldValue(table, field, (value as Record<string, unknown>)[property]);
  }
  return json;
}

function fieldValue(table: PlainTable, field: Field, value: unknown): unknown {
  if (field.type === 'map') return mapValue(table, field, value ?? {});
  if (field.repeated) return ((value ?? []) as unknown[]).map((item) => single(table, field, item));
  return value === undefined || value === null ? null : single(table, field, value);
}

function mapValue(table: PlainTable, field: Field, value: object): unknown {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      field.of ? plain(table, field.of, item) : single(table, field, item),
    ]),
  );
}

function single(table: PlainTable, { type, of }: Field, value: unknown): unknown {
  if (type === 'timestamp') return time(value);
  if (type === 'message') return plain(table, of!, value as object);
  // 0 is UNSPECIFIED, which is absent; a number of a newer server stays a number, as text.
  if (type === 'enum') return value === 0 ? null : (table.enums[of!]?.[String(value)] ?? String(value));
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

function time(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
