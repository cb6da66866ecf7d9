/** The value that this part of the numbers does not exceed; NaN where there are none. */
export function quantile(numbers: ArrayLike<number>, part: number): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (numbers: ArrayLike<number>): number => quantile(numbers, 0.5);

/** A number as a table shows it. */
export function shown(value: number | undefined, digits = 0): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Prints rows in columns: the first to the left, numbers to the right. */
export function printTable(title: string, heads: string[], rows: string[][]): void {
  const all = [heads, ...rows];
  const widths = heads.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ');
  console.log(`\n${title}\n${all.map((row) => `  ${line(row).trimEnd()}`).join('\n')}`);
}
