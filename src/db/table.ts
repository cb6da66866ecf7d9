import { arrayOf, type Column } from './columns.ts';

/** The columns of rows, by the names that the code has for them: `projectId` is project_id. */
export type Columns<Row> = { readonly [Name in keyof Row & string]-?: Column<NonNullable<Row[Name]>> };

/** Statements over many rows of one table, for `Transaction.rows`. Each parameter holds one column of all rows. */
export interface Table<Row, Key extends keyof Row> {
  /** Takes `values`. */
  insert: string;
  /** Sets every column but the key's; takes `values`. */
  update: string;
  /** Takes `keys`. */
  remove: string;
  /** Selects the rows that there are, named `row`; takes `keys` and gives what `read` takes. */
  find: string;
  /** The same in the order of the key: what is locked in one order is never waited for in a circle. */
  findInOrder: string;
  values(rows: readonly Row[]): Buffer[];
  keys(rows: readonly Pick<Row, Key>[]): Buffer[];
  read(values: readonly (string | null)[]): Row;
}

/**
 * Makes the statements of a table.
 *
 * @param key the columns of a unique index
 * @param columns those that are written and read here; the table may have more, with defaults
 */
export function table<Row extends object, Key extends keyof Row & string>(
  name: string,
  key: readonly Key[],
  columns: Columns<Row>,
): Table<Row, Key> {
  const all = Object.entries(columns) as [keyof Row & string, Column<unknown>][];
  const keyColumns = all.filter(([property]) => (key as readonly string[]).includes(property));
  const others = all.filter(([property]) => !(key as readonly string[]).includes(property));
  const names = (some: typeof all) => some.map(([property]) => snake(property)).join(', ');
  const incoming = (some: typeof all) =>
    `unnest(${some.map(([, { wire }]) => `?::${wire.name}[]`).join(', ')}) as incoming (${names(some)})`;
  const value = ([property, { cast }]: (typeof all)[number]) => `incoming.${snake(property)}${cast ? `::${cast}` : ''}`;
  const same = keyColumns.map(([property]) => `row.${snake(property)} = incoming.${snake(property)}`).join(' and ');
  const selected = all.map(([property, { select }]) => (select ?? String)(`row.${snake(property)}`)).join(', ');
  const readers = all.map(([property, { read }]) => ({ property, read }));
  // Copied and filled, a wide row is made several times as fast as one property after the other.
  const absent = Object.fromEntries(all.map(([property]) => [property, null]));
  const find = `select ${selected} from ${incoming(keyColumns)} join ${name} as row on ${same}`;
  return {
    insert: `insert into ${name} (${names(all)}) select ${all.map(value).join(', ')} from ${incoming(all)}`,
    update: `update ${name} as row set ${others.map((one) => `${snake(one[0])} = ${value(one)}`).join(', ')} from ${incoming(all)} where ${same}`,
    remove: `delete from ${name} as row using ${incoming(keyColumns)} where ${same}`,
    find,
    findInOrder: `${find} order by ${keyColumns.map(([property]) => `row.${snake(property)}`).join(', ')}`,
    values: (rows) => all.map(([property, column]) => arrayOf(column, pick(rows, property))),
    keys: (rows) => keyColumns.map(([property, column]) => arrayOf(column, pick(rows as readonly Row[], property))),
    read: (values) => {
      const row: Record<string, unknown> = { ...absent };
      for (let at = 0; at < readers.length; at += 1) {
        const value = values[at];
        if (value !== null && value !== undefined) row[readers[at]!.property] = readers[at]!.read(value);
      }
      return row as Row;
    },
  };
}

const pick = <Row, Name extends keyof Row>(rows: readonly Row[], name: Name) => rows.map((row) => row[name]);

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
