import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/agent_runs/finding.ts';
import { parseFindings } from '../../src/agent_runs/findings_file.ts';

type Json = Record<string, unknown>;

const read = (log: unknown) => parseFindings(Buffer.from(JSON.stringify(log)));
const runOf = (results: unknown, more: Json = {}): Json => ({ tool: { driver: { name: 'lint' } }, results, ...more });
const log = (...runs: unknown[]): Json => ({ version: '2.1.0', runs });
const withRules = (rules: Json[], results: Json[], more: Json = {}) =>
  log(runOf(results, { tool: { driver: { name: 'lint', rules, ...more } } }));

function findingsOf(sarif: Json): Finding[] {
  const parsed = read(sarif);
  if (!parsed.ok) throw new Error(parsed.reason);
  expect(parsed).toMatchObject({ format: 'sarif', problems: [] });
  return parsed.findings;
}

const severityOf = (rules: Json[], result: Json) => findingsOf(withRules(rules, [result]))[0]?.effective;

test('a result becomes a finding', () => {
  const rule = {
    id: 'js/sql',
    messageStrings: { default: { text: '{0} flows into {{{1}}}' } },
    defaultConfiguration: { level: 'error' },
    properties: { 'security-severity': '8.8', precision: 'high', category: 'injection' },
  };
  const result = {
    ruleId: 'js/sql',
    ruleIndex: 0,
    message: { id: 'default', arguments: ['input', 'query'] },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/my%20db.ts' },
          region: { startLine: 3, endLine: 5 },
        },
      },
    ],
    partialFingerprints: { zz: '2', primaryLocationLineHash: '39fa2ee980eb94b0:1' },
    fixes: [{ description: { text: 'Bind the value.' } }],
  };
  const [finding] = findingsOf(withRules([rule], [result]));
  expect(finding).toMatchObject({
    severity: 'error',
    securitySeverity: 8.8,
    effective: 'high',
    title: 'input flows into {query}',
    message: 'input flows into {query}',
    ruleId: 'js/sql',
    path: 'src/my db.ts',
    line: 3,
    endLine: 5,
    fingerprint: 'primaryLocationLineHash:39fa2ee980eb94b0:1',
    category: 'injection',
    confidence: 'high',
    recommendation: 'Bind the value.',
  });
  expect(JSON.parse(finding!.extraJson)).toEqual(result);
});

test('no results is a list without findings', () => {
  expect(findingsOf(log(runOf([])))).toEqual([]);
});

describe('severity', () => {
  test.each([
    ['no level anywhere: warning', [], {}, 'medium'],
    ['the level of the result', [], { level: 'error' }, 'high'],
    ['note', [], { level: 'note' }, 'none'],
    ['none', [], { level: 'none' }, 'none'],
    ['a level nobody knows', [], { level: 'disaster' }, 'critical'],
    ['a level that is no text', [], { level: 1 }, 'critical'],
    ['the level of the rule', [{ id: 'r', defaultConfiguration: { level: 'note' } }], { ruleId: 'r' }, 'none'],
    [
      'the result before the rule',
      [{ id: 'r', defaultConfiguration: { level: 'note' } }],
      { ruleId: 'r', level: 'error' },
      'high',
    ],
    [
      'security-severity before the level',
      [{ id: 'r', properties: { 'security-severity': '9.1' } }],
      { ruleId: 'r', level: 'note' },
      'critical',
    ],
    ['a milder one too', [{ id: 'r', properties: { 'security-severity': 2 } }], { ruleId: 'r', level: 'error' }, 'low'],
    [
      'one that is no number',
      [{ id: 'r', properties: { 'security-severity': 'high' } }],
      { ruleId: 'r', level: 'note' },
      'critical',
    ],
    [
      'a negative one',
      [{ id: 'r', properties: { 'security-severity': '-1' } }],
      { ruleId: 'r', level: 'note' },
      'critical',
    ],
    [
      'a rule by its index',
      [{ id: 'a' }, { id: 'b', defaultConfiguration: { level: 'error' } }],
      { ruleIndex: 1 },
      'high',
    ],
    [
      'index -1 is no index',
      [{ id: 'r', defaultConfiguration: { level: 'error' } }],
      { ruleIndex: -1, ruleId: 'r' },
      'high',
    ],
    [
      'an index that contradicts the id: the id',
      [{ id: 'a' }, { id: 'b', defaultConfiguration: { level: 'error' } }],
      { ruleIndex: 0, ruleId: 'b' },
      'high',
    ],
    ['a sub-rule', [{ id: 'CA1', defaultConfiguration: { level: 'error' } }], { ruleId: 'CA1/2' }, 'high'],
    ['a rule under rule.id', [{ id: 'r', defaultConfiguration: { level: 'error' } }], { rule: { id: 'r' } }, 'high'],
    ['a rule that is not listed', [], { ruleId: 'r' }, 'medium'],
  ] as [string, Json[], Json, string][])('%s', (_, rules, result, severity) => {
    expect(severityOf(rules, { message: { text: 'm' }, ...result })).toBe(severity);
  });

  test('a rule of an extension, by component and index, by name, and by its id alone', () => {
    const tool = {
      driver: { name: 'codeql', rules: [{ id: 'own', defaultConfiguration: { level: 'note' } }] },
      extensions: [
        { name: 'first', rules: [] },
        { name: 'pack', rules: [{ id: 'ext', properties: { 'security-severity': '9.8' } }] },
      ],
    };
    const results = [
      { rule: { index: 0, toolComponent: { index: 1 } } },
      { rule: { id: 'ext', toolComponent: { name: 'pack' } } },
      { ruleId: 'ext' },
    ];
    const findings = findingsOf(
      log(
        runOf(
          results.map((result) => ({ ...result, message: { text: 'm' } })),
          { tool },
        ),
      ),
    );
    expect(findings.map(({ effective, ruleId }) => `${effective} ${ruleId}`)).toEqual(Array(3).fill('critical ext'));
  });
});

describe('what counts', () => {
  test.each([
    ['no kind', {}, 1],
    ['fail', { kind: 'fail' }, 1],
    ['a kind nobody knows', { kind: 'Fail' }, 1],
    ['pass', { kind: 'pass' }, 0],
    ['open', { kind: 'open' }, 0],
    ['review', { kind: 'review' }, 0],
    ['informational', { kind: 'informational' }, 0],
    ['notApplicable', { kind: 'notApplicable' }, 0],
    ['suppressed without a status', { suppressions: [{ kind: 'inSource' }] }, 0],
    ['suppressed and accepted', { suppressions: [{ kind: 'external', status: 'accepted' }] }, 0],
    ['no suppressions', { suppressions: [] }, 1],
    ['under review', { suppressions: [{ kind: 'external', status: 'underReview' }] }, 1],
    ['rejected', { suppressions: [{ kind: 'external', status: 'rejected' }] }, 1],
    ['accepted once and rejected once', { suppressions: [{ status: 'accepted' }, { status: 'rejected' }] }, 1],
    ['under review in the words of a draft', { suppressions: [{ state: 'underReview' }] }, 1],
    ['suppressions that are no list', { suppressions: { kind: 'inSource' } }, 1],
    ['a suppression that is no object', { suppressions: [true] }, 1],
  ] as [string, Json, number][])('%s', (_, result, count) => {
    expect(findingsOf(log(runOf([{ message: { text: 'm' }, ...result }])))).toHaveLength(count);
  });
});

describe('refused', () => {
  test.each([
    ['another version', { version: '2.0.0', runs: [] }, 'its version is missing or another one'],
    ['no version', { $schema: 'sarif', runs: [runOf([])] }, 'its version is missing or another one'],
    ['no runs', { version: '2.1.0' }, 'is SARIF without runs'],
    ['an empty list of runs', { version: '2.1.0', runs: [] }, 'is SARIF without runs'],
    ['runs that are no list', { version: '2.1.0', runs: {} }, 'is SARIF without runs'],
    ['a run that is no object', log(runOf([]), 1), 'run 2 is not an object'],
    ['a run without results', log({ tool: {} }), 'run 1 has no list of results'],
    ['results that are null', log(runOf(null)), 'run 1 has no list of results'],
    ['a result that is no object', log(runOf([{}, 'x'])), 'result 2 of run 1 is not an object'],
  ])('%s', (_, sarif, reason) => {
    const parsed = read(sarif);
    expect(parsed.ok ? 'accepted' : parsed.reason).toContain(reason);
  });
});

describe('read, with a problem that makes the run errored', () => {
  test.each([
    [
      'a tool that did not succeed',
      { invocations: [{ executionSuccessful: true }, { executionSuccessful: false }] },
      'did not run successfully',
    ],
    ['success that is no boolean', { invocations: [{ executionSuccessful: 'false' }] }, 'did not run successfully'],
    ['invocations that are no list', { invocations: { executionSuccessful: true } }, 'did not run successfully'],
    ['results in other files', { externalPropertyFileReferences: { results: [{}] } }, 'keeps results in other files'],
    ['a rule that is not there', { results: [{ ruleIndex: 3 }] }, '1 results whose rule is not in the file'],
  ] as [string, Json, string][])('%s', (_, more, problem) => {
    const parsed = read(log(runOf([{ level: 'error' }], more)));
    expect(parsed).toMatchObject({ ok: true, problems: [expect.stringContaining(problem)] });
    expect(parsed.ok && parsed.findings).toHaveLength(1);
  });
});

describe('messages', () => {
  const message = (text: Json, more: Json = {}) =>
    findingsOf(withRules([{ id: 'r', ...more }], [{ ruleId: 'r', message: text }]))[0]?.message;

  test('fill their own placeholders, and leave those without an argument', () => {
    expect(message({ text: '{0} and {1} and {{0}}', arguments: ['a'] })).toBe('a and {1} and {0}');
  });

  test('fall back to markdown, then to the short description of the rule, then to nothing', () => {
    expect(message({ markdown: '*m*' })).toBe('*m*');
    expect(message({}, { shortDescription: { text: 'short' } })).toBe('short');
    expect(message({ id: 'toString' })).toBe('');
  });

  test('come from the strings of the tool where the rule has none', () => {
    const sarif = withRules([{ id: 'r' }], [{ ruleId: 'r', message: { id: 'g' } }], {
      globalMessageStrings: { g: { text: 'global' } },
    });
    expect(findingsOf(sarif)[0]?.message).toBe('global');
  });

  test('cannot make a small file large', () => {
    const template = '{0}'.repeat(100);
    const results = Array.from({ length: 5_000 }, () => ({
      ruleId: 'r',
      message: { id: 'd', arguments: ['x'.repeat(1_000)] },
    }));
    const parsed = read(withRules([{ id: 'r', messageStrings: { d: { text: template } } }], results));
    expect(parsed.ok ? 'accepted' : parsed.reason).toContain('more than 33554432 bytes');
  });
});

test('more than 25,000 findings are refused, over all runs', () => {
  const results = Array.from({ length: 13_000 }, () => ({}));
  const parsed = read(log(runOf(results), runOf(results)));
  expect(parsed.ok ? 'accepted' : parsed.reason).toContain('holds 26000 findings');
});

test('a location may point into the list of artifacts, and file:// is dropped', () => {
  const at = (artifactLocation: Json) => ({ locations: [{ physicalLocation: { artifactLocation } }] });
  const artifacts = [{ location: { uri: 'file:///src/a%zz.ts' } }];
  const findings = findingsOf(log(runOf([at({ index: 0 }), at({ index: 9 }), at({ uri: 'b.ts' })], { artifacts })));
  expect(findings.map(({ path }) => path)).toEqual(['/src/a%zz.ts', '', 'b.ts']);
});
