import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const script = join(import.meta.dirname, '../../docs/examples/reviewer/review.mjs');
const awsKey = ['AKIA', 'Q3EXAMPLE7TEST42'].join('');

interface Finding {
  severity: string;
  title: string;
  message: string;
  path: string;
  line: number;
  rule_id: string;
  fingerprint: string;
}

/** A repository whose second commit makes these changes; null removes a file. */
function repository(before: Record<string, string>, after: Record<string, string | null>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sfs-test-review-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  const git = (...words: string[]) => {
    const { status, stderr } = spawnSync('git', [...who, ...words], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const write = (files: Record<string, string | null>) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      if (content === null) rmSync(join(folder, name));
      else writeFileSync(join(folder, name), content);
    }
  };
  git('init', '--quiet');
  for (const files of [before, after]) {
    write(files);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'x');
  }
  return folder;
}

function review(folder: string, head = 'HEAD') {
  const out = join(folder, '.git/findings.json');
  const words = [script, '--repo', folder, '--base', 'HEAD~1', '--head', head, '--out', out];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  const findings = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as Finding[]) : undefined;
  return { status, output: stdout + stderr, findings };
}

test('a change without anything is an empty list', () => {
  expect(review(repository({ 'a.js': 'a();\n' }, { 'a.js': 'b();\n' }))).toMatchObject({ status: 0, findings: [] });
});

test('a secret is found with its place, and masked everywhere', () => {
  const { status, output, findings } = review(
    repository({ 'a.js': '1;\n2;\n' }, { 'a.js': `1;\n2;\nuse('${awsKey}');\n` }),
  );
  expect(status).toBe(0);
  expect(findings).toMatchObject([{ severity: 'critical', rule_id: 'secret/aws-access-key', path: 'a.js', line: 3 }]);
  expect(JSON.stringify(findings) + output).not.toContain(awsKey);
  expect(findings?.[0]?.message).toContain('AKIA… (20 characters)');
});

test('two secrets in one line are both masked in both findings', () => {
  const password = ['correct', 'horse', 'battery'].join('-');
  const { findings } = review(repository({}, { 'a.py': `login("${awsKey}", password="${password}")\n` }));
  expect(findings).toHaveLength(2);
  expect(JSON.stringify(findings)).not.toMatch(new RegExp(`${awsKey}|${password}`));
});

test('what was there before, and what is removed, is not reported', () => {
  const folder = repository(
    { 'a.js': `'${awsKey}';\n`, 'b.js': 'eval(x);\n' },
    { 'a.js': `'${awsKey}';\n2;\n`, 'b.js': null },
  );
  expect(review(folder).findings).toEqual([]);
});

test('attributes of the change hide nothing', () => {
  const folder = repository({}, { '.gitattributes': '*.js -diff\n', 'a.js': 'eval(x);\n', 'b.js': '\0eval(y);\n' });
  expect(review(folder).findings?.map(({ path }) => path)).toEqual(['a.js', 'b.js']);
});

test('lines that look like a diff, and names with quotes, are read as they are', () => {
  const folder = repository({}, { 'we"ird\nn.js': '++ b/other.js\n-- x\n@@ -1 +1 @@\neval(x);\n' });
  expect(review(folder).findings).toMatchObject([{ path: 'we"ird\nn.js', line: 4 }]);
});

test('the fingerprint stays when lines are added above', () => {
  const of = (content: string) => review(repository({}, { 'a.js': content })).findings?.[0]?.fingerprint;
  expect(of('eval(x);\n')).toBe(of('one();\n  eval(x);\n'));
  expect(of('eval(x);\n')).not.toBe(of('eval(y);\n'));
});

test('a commit that is not there is 2, and no findings file', () => {
  const { status, findings, output } = review(repository({}, { 'a.js': '1;\n' }), '0'.repeat(40));
  expect({ status, findings }).toEqual({ status: 2, findings: undefined });
  expect(output).toContain('git cannot compare');
});

test('a commit that looks like an option is no option', () => {
  const folder = repository({}, { 'a.js': '1;\n' });
  const words = [script, '--repo', folder, '--base=--output=x', '--head', 'HEAD', '--out', join(folder, 'o')];
  expect(spawnSync(process.execPath, words, { encoding: 'utf8' }).status).toBe(2);
  expect(existsSync(join(folder, 'x...HEAD'))).toBe(false);
});
