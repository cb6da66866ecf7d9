import { paint, type Style } from './color.ts';
import { escapeText } from './escape.ts';

/** A cell: text as it came, from users or agents, or with a style. Escaping is done here, so nobody can forget it. */
export type Cell = string | number | boolean | Date | null | undefined | { text: string; style: Style };

interface Look {
  /** The width of the terminal; undefined: nothing is shortened. */
  columns: number | undefined;
  colors: boolean;
}

/** Rows below a line of headings, in columns. The last column is not padded. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], look: Look): string {
  const texts = [headings.map((heading) => heading.toUpperCase()), ...rows.map((row) => row.map(cellText))];
  const widths = headings.map((_, column) => Math.max(...texts.map((row) => width(row[column] ?? ''))));
  const shown = shorten(widths, look.columns);
  return texts
    .map((row, line) =>
      row
        .map((text, column) => {
          const style = line === 0 ? 'bold' : cellStyle(rows[line - 1]![column]);
          const fitted = padTo(text, shown[column]!, column === headings.length - 1);
          return style ? paint(fitted, style, look.colors) : fitted;
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** One thing: its fields below each other. Absent fields are left out; a value of several lines stands indented. */
export function panel(fields: readonly (readonly [label: string, value: Cell])[], look: Look): string {
  const present = fields.filter(([, value]) => value !== null && value !== undefined && cellText(value) !== '');
  const indent = Math.max(0, ...present.map(([label]) => label.length)) + 2;
  return present
    .map(([label, value]) => {
      const text = escapeText(rawText(value), 'block')
        .trimEnd()
        .replaceAll('\n', `\n${' '.repeat(indent)}`);
      const style = cellStyle(value);
      return `${paint(label.padEnd(indent), 'dim', look.colors)}${style ? paint(text, style, look.colors) : text}\n`;
    })
    .join('');
}

function rawText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'object' ? cell.text : String(cell);
}

const cellText = (cell: Cell) => escapeText(rawText(cell), 'line');
const cellStyle = (cell: Cell) =>
  cell !== null && typeof cell === 'object' && 'style' in cell ? cell.style : undefined;

/** Columns on a screen: East Asian wide characters and emoji take two, combining marks none. */
function width(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

function columnsOf(character: string): number {
  if (/\p{Mark}|\p{Format}/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
    character,
  )
    ? 2
    : 1;
}

/** Takes from the widest column until the line fits, but leaves each at least eight. */
function shorten(widths: readonly number[], columns: number | undefined): number[] {
  const shown = [...widths];
  const total = () => shown.reduce((sum, value) => sum + value, 2 * (shown.length - 1));
  while (columns !== undefined && total() > columns) {
    const widest = shown.indexOf(Math.max(...shown));
    if (shown[widest]! <= 8) break;
    shown[widest]!--;
  }
  return shown;
}

function padTo(text: string, columns: number, last: boolean): string {
  const used = width(text);
  if (used <= columns) return last ? text : text + ' '.repeat(columns - used);
  let cut = '';
  let taken = 0;
  for (const character of text) {
    if (taken + columnsOf(character) > columns - 1) break;
    cut += character;
    taken += columnsOf(character);
  }
  return `${cut}…${last ? '' : ' '.repeat(columns - 1 - taken)}`;
}
