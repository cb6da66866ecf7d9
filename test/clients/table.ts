import type { Reporter, TestCase, TestModule } from 'vitest/node';

const marks = { passed: '✓', failed: '✗', skipped: '–', pending: '?' } as const;

/** Prints case × language after the run. Every hole is a failure, and is named by the run itself. */
export default class Table implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const columns: string[] = [];
    const rows = new Map<string, Map<string, string>>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const column = columnOf(test);
        if (!columns.includes(column)) columns.push(column);
        const row = rows.get(test.name) ?? new Map();
        rows.set(test.name, row.set(column, marks[test.result().state]));
      }
    }
    if (rows.size === 0) return;
    const wide = Math.max(...[...rows.keys()].map((name) => name.length));
    console.log(`\n${''.padEnd(wide)}  ${columns.join('  ')}`);
    for (const [name, row] of rows) {
      const cells = columns.map((column) => (row.get(column) ?? ' ').padEnd(column.length));
      console.log(`${name.padEnd(wide)}  ${cells.join('  ')}`.trimEnd());
    }
  }
}

function columnOf(test: TestCase): string {
  return test.parent.type === 'suite' ? test.parent.name : '';
}
