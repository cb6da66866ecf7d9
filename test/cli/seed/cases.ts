const copy = 'cp scripts/prepared "$4"';
const many = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => ({ severity: 'low', title: `finding ${index}` })));

/** One review. */
export interface Case {
  name: string;
  /** What the reviewer does; `$4` is the findings file. */
  review: string;
  /** The file beside the reviewer. */
  prepared?: string;
  /** The stored status and exit code. */
  end: 'passed 0' | 'failed 1' | 'errored 1';
}

const copied = (name: string, prepared: string, end: Case['end']): Case => ({ name, review: copy, prepared, end });

export const cases: readonly Case[] = [
  copied('no findings', '[]', 'passed 0'),
  copied('one low', '[{"severity":"low"}]', 'passed 0'),
  copied('one high', '[{"severity":"high"}]', 'failed 1'),
  copied('HIGH', '[{"severity":"HIGH"}]', 'failed 1'),
  copied('an unknown label', '[{"severity":"spicy"}]', 'failed 1'),
  copied('a finding without severity', '[{"title":"a hole"}]', 'failed 1'),
  copied('a byte order mark', '\uFEFF[{"severity":"high"}]', 'failed 1'),
  copied('malformed JSON', '[{"severity":"low"', 'errored 1'),
  copied('[1]', '[1]', 'errored 1'),
  copied('[] []', '[] []', 'errored 1'),
  copied('an empty file', '', 'errored 1'),
  copied('30,000 findings', many(30_000), 'errored 1'),
  copied('5,000 findings', many(5_000), 'passed 0'),
  { name: 'a missing file', review: 'true', end: 'errored 1' },
  { name: 'a reviewer that fails', review: 'exit 3', end: 'errored 1' },
  { name: 'one that fails after its findings', review: `${copy}; exit 3`, prepared: '[]', end: 'errored 1' },
  { name: 'a link to /proc/self/environ', review: 'ln -s /proc/self/environ "$4"', end: 'errored 1' },
  { name: 'a link to good findings', review: 'ln -s "$PWD/scripts/prepared" "$4"', prepared: '[]', end: 'errored 1' },
];

/** Titles and descriptions, by what is special in them. */
export const texts: Readonly<Record<string, { title: string; description: string }>> = {
  '2,000 and 70,000 characters': { title: 'T'.repeat(2000), description: 'B'.repeat(70_000) },
  ...Object.fromEntries(
    Object.entries({
      quotes: `it's a "test"`,
      substitution: '$(touch owned) `touch owned` ${PATH} $HOME; touch owned',
      'a newline': 'one\ntwo\n::error::three',
      ANSI: '\u001b[31mred\u001b]0;title\u0007',
      markup: '<b onclick=x>[a](b)</b> **c** [red]d[/red] {{e}}',
      'a list item': '- an item',
      'a flag': '--server=127.0.0.1:1',
      'another flag': '--output-id',
      'two dashes': '--',
    }).map(([name, text]) => [name, { title: text, description: text }]),
  ),
};
