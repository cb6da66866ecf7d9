import type { Client } from 'pg';

/** A column of a row that the server wrote, as text. */
export interface Cell {
  column: string;
  type: string;
  value: string | null;
}

export interface ModelRow {
  table: string;
  cells: Cell[];
}

/** What a row is about, so that another one like it can be made. */
export interface Names {
  run: string;
  event: string;
}

const columnsOf = `
  select a.attname as column, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
  where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`;

/** Rows of a table that a condition finds, with all columns that can be written. None where there is no such table. */
export async function modelRows(client: Client, table: string, where: string, values: string[]): Promise<ModelRow[]> {
  const { rows: columns } = await client.query<{ column: string; type: string }>(columnsOf, [table]);
  if (columns.length === 0) return [];
  const list = columns.map(({ column }) => `"${column}"::text`).join(', ');
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${list} from ${table} where ${where}`,
    values,
  );
  return rows.map((row) => ({
    table,
    cells: columns.map(({ column, type }) => ({ column, type, value: row[column] ?? null })),
  }));
}

/** SQL and the values of its variables. */
export class Script {
  readonly variables: Record<string, string> = {};
  private readonly names = new Map<string, string>();

  /** A value: a long one as a parameter, sent once however often it stands there; pgbench takes no empty ones. */
  private value(value: string): string {
    if (/^[\w /.,{}-]{0,40}$/.test(value)) return `'${value}'`;
    const known = this.names.get(value);
    if (known) return known;
    const name = `v${this.names.size + 1}`;
    this.names.set(value, `:${name}`);
    this.variables[name] = value;
    return `:${name}`;
  }

  /** An expression that gives a cell like this one to a new run; `new` has the columns run and event. */
  cell({ column, type, value }: Cell, { run, event }: Names, at: Date): string {
    if (value === null) return `cast(null as ${type})`;
    if (value === run) return type === 'uuid' ? 'new.run' : 'cast(new.run as text)';
    if (value === event) return 'new.event';
    if (type.startsWith('timestamp')) {
      const later = Math.round((new Date(value).getTime() - at.getTime()) / 1_000);
      return later > 1 ? `now() + interval '${later} seconds'` : 'now()';
    }
    if (column === 'request_id') return "replace(cast(new.run as text), '-', '')";
    if (column === 'commit') return "replace(cast(new.run as text), '-', '') || '00000000'";
    return `cast(${this.value(value)} as ${type})`;
  }

  /** An insert of rows like these. */
  insert(rows: ModelRow[], names: Names, at: Date): string {
    const [first] = rows;
    const columns = first!.cells.map(({ column }) => `"${column}"`).join(', ');
    const selects = rows.map(
      ({ cells }) => `select ${cells.map((cell) => this.cell(cell, names, at)).join(', ')} from new`,
    );
    return `insert into ${first!.table} (${columns}) ${selects.join(' union all ')}`;
  }
}
