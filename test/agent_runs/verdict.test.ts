import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Severity, severities } from '../../src/agent_runs/severity.ts';
import {
  effectiveSeverity,
  type Facts,
  type FindingFacts,
  lacksEvidence,
  type Policy,
  verdict,
} from '../../src/agent_runs/verdict.ts';

const rank = { none: 0, low: 1, medium: 2, high: 3, critical: 4 };
const submissions = ['passed', 'failed', 'errored', 'cancelled', 'expired'] as const;

function counted(bySeverity: Partial<Record<Severity, number>>, more: Partial<FindingFacts> = {}): FindingFacts {
  const all = { none: 0, low: 0, medium: 0, high: 0, critical: 0, ...bySeverity };
  const count = Object.values(all).reduce((a, b) => a + b, 0);
  return { count, bySeverity: all, unlabelled: 0, unknownLabels: 0, ...more };
}

const completion = (facts: Partial<Facts>): Facts => ({ submitted: 'passed', findings: null, ...facts });

const outcome = ({ status, policyResult, exitCode }: ReturnType<typeof verdict>) =>
  `${status} ${policyResult} ${exitCode}`;

/** The contract's table, row by row. */
function expected(submitted: (typeof submissions)[number], failOn: Severity | null, effective: Severity): string {
  if (submitted === 'passed') {
    if (failOn === null || failOn === 'none') return 'passed pass 0';
    if (effective === 'none') return 'passed pass 0';
    return rank[effective] < rank[failOn] ? 'passed pass 0' : 'failed fail 1';
  }
  return {
    failed: 'failed fail 1',
    errored: 'errored fail 1',
    cancelled: 'cancelled fail 1',
    expired: 'errored fail 1',
  }[submitted];
}

test('every status × fail_on × said severity × findings ends as the table of the contract says', () => {
  const said = [null, ...severities, 'bogus'] as const;
  const found = [null, counted({}), ...severities.map((severity) => counted({ [severity]: 1, none: 2 }))];
  let green = 0;
  for (const submitted of submissions) {
    for (const failOn of [null, ...severities]) {
      for (const label of said) {
        for (const findings of found) {
          if (submitted === 'passed' && label === null && findings === null) continue;
          const saidRank = label === null ? 0 : label === 'bogus' ? 4 : rank[label];
          const foundRank = findings
            ? Math.max(0, ...severities.map((s) => (findings.bySeverity[s] ? rank[s] : 0)))
            : 0;
          const effective = severities[Math.max(saidRank, foundRank)]!;
          const decided = verdict({ failOn }, { submitted, saidSeverity: label && { label }, findings });
          expect(outcome(decided), JSON.stringify({ submitted, failOn, label, findings })).toBe(
            expected(submitted, failOn, effective),
          );
          expect(decided.severity).toBe(label === null && findings === null ? null : effective);
          expect(decided.reasons[0]).toBeTruthy();
          green += decided.exitCode === 0 ? 1 : 0;
        }
      }
    }
  }
  expect(green).toBeGreaterThan(50);
});

test('the grid of the page that pipelines are written after: severity × fail_on', () => {
  const grid: Record<Severity, string> = {
    none: 'pass pass pass pass',
    low: 'fail pass pass pass',
    medium: 'fail fail pass pass',
    high: 'fail fail fail pass',
    critical: 'fail fail fail fail',
  };
  for (const [severity, row] of Object.entries(grid)) {
    const thresholds = ['low', 'medium', 'high', 'critical'] as const;
    const facts = completion({ saidSeverity: { label: severity }, findings: counted({}) });
    expect(thresholds.map((failOn) => verdict({ failOn }, facts).policyResult).join(' ')).toBe(row);
  }
});

describe('what counts as critical', () => {
  test.each([
    [
      'an unknown label of the caller',
      { saidSeverity: { label: 'hihg' } },
      'The caller said "hihg", an unknown severity',
    ],
    ['an empty label of the caller', { saidSeverity: { label: '' } }, 'The caller said "", an unknown severity'],
    [
      'a finding without a severity',
      { findings: counted({ critical: 1, low: 3 }, { unlabelled: 1 }) },
      'Counted as critical: 1 finding without a severity.',
    ],
    [
      'findings with an unknown severity, whatever the caller says',
      { saidSeverity: { label: 'none' }, findings: counted({ critical: 2 }, { unknownLabels: 2 }) },
      'Counted as critical: 2 findings with an unknown severity.',
    ],
  ])('%s, and the reasons say so', (_, facts, reason) => {
    const decided = verdict({ failOn: 'critical' }, completion(facts));
    expect(outcome(decided)).toBe('failed fail 1');
    expect(decided.severity).toBe('critical');
    expect(decided.reasons.join('\n')).toContain(reason);
  });
});

describe('reasons', () => {
  test('name the severity, the threshold and the counts', () => {
    const facts = completion({ saidSeverity: { label: 'HIGH' }, findings: counted({ medium: 2, low: 1 }) });
    expect(verdict({ failOn: 'medium' }, facts).reasons).toEqual([
      'The effective severity high is above the threshold medium.',
      'The caller said high.',
      '3 findings: 2 medium, 1 low.',
    ]);
  });

  test('say that a run without a threshold is advisory, and only of a green one', () => {
    for (const failOn of [null, 'none'] as const) {
      const decided = verdict({ failOn }, completion({ findings: counted({ critical: 1 }) }));
      expect(decided.advisory).toBe(true);
      expect(decided.reasons[0]).toMatch(/^Advisory: no threshold was set/);
      expect(verdict({ failOn }, completion({ submitted: 'failed' })).advisory).toBe(false);
    }
    expect(verdict({ failOn: 'high' }, completion({ findings: counted({}) })).advisory).toBe(false);
  });

  test('hold LEASE_EXPIRED when time ran out, and keep what the findings said', () => {
    const decided = verdict({ failOn: null }, completion({ submitted: 'expired', findings: counted({ high: 1 }) }));
    expect(decided.reasons[0]).toContain('LEASE_EXPIRED');
    expect(decided.severity).toBe('high');
  });

  test('are few, short and on one line, and quote labels without marks and control characters', () => {
    const label = `a"\u001b[31m\u202e\n\u2028x${'y'.repeat(100)}`;
    const problems = Array.from({ length: 100 }, (_, n) => `${n} ${'z'.repeat(2_000)}\u0007\n::error::`);
    const { reasons } = verdict({ failOn: 'low' }, completion({ saidSeverity: { label }, problems }));
    expect(reasons).toHaveLength(20);
    expect(Math.max(...reasons.map((reason) => reason.length))).toBeLessThanOrEqual(600);
    expect(reasons.at(-1)).toBe('83 more reasons not shown.');
    const said = verdict({ failOn: 'low' }, completion({ saidSeverity: { label } })).reasons[1];
    expect(said).toBe(`The caller said "a'[31m x${'y'.repeat(41)}…", an unknown severity, which counts as critical.`);
  });
});

describe('never green', () => {
  test('with a problem, whatever else is said', () => {
    for (const submitted of submissions) {
      for (const failOn of [null, ...severities]) {
        const facts = completion({
          submitted,
          saidSeverity: { label: 'none' },
          findings: counted({}),
          problems: ['no'],
        });
        const decided = verdict({ failOn }, facts);
        expect(decided.exitCode).toBe(1);
        expect(decided.status).toBe(submitted === 'cancelled' ? 'cancelled' : 'errored');
        expect(decided.reasons).toContain('no');
      }
    }
  });

  test('with passed and nothing to show for it', () => {
    const bare = completion({});
    expect(lacksEvidence(bare)).toBe(true);
    expect(outcome(verdict({ failOn: null }, bare))).toBe('errored fail 1');
    expect(lacksEvidence(completion({ findings: counted({}) }))).toBe(false);
    expect(lacksEvidence(completion({ saidSeverity: { label: 'none' } }))).toBe(false);
    expect(lacksEvidence(completion({ submitted: 'errored' }))).toBe(false);
  });

  test.each([
    ['counts that do not add up', { findings: counted({ low: 1 }, { count: 0 }) }],
    ['a negative count', { findings: counted({ low: -1, none: 1 }) }],
    ['a count that is no number', { findings: counted({ low: Number.NaN }) }],
    ['more unlabelled findings than critical ones', { findings: counted({ low: 1 }, { unlabelled: 1 }) }],
    ['a count that is missing', { findings: { count: 0, unlabelled: 0, unknownLabels: 0 } as unknown as FindingFacts }],
    ['findings that were forgotten', { saidSeverity: { label: 'none' }, findings: undefined as unknown as null }],
    ['an unknown status', { submitted: 'PASSED' as 'passed', saidSeverity: { label: 'none' } }],
    ['a label that is no text', { saidSeverity: { label: 0 as unknown as string } }],
    ['problems that are no list', { saidSeverity: { label: 'none' }, problems: 'x' as unknown as string[] }],
  ])('%s: errored', (_, facts) => {
    expect(outcome(verdict({ failOn: null }, completion(facts)))).toBe('errored fail 1');
  });

  test('a threshold that is no severity: errored', () => {
    for (const failOn of [undefined, '', 'HIGH', 'toString', 3]) {
      const policy = { failOn } as unknown as Policy;
      expect(outcome(verdict(policy, completion({ saidSeverity: { label: 'none' } })))).toBe('errored fail 1');
    }
  });

  test('anything at all in place of policy and facts: a verdict, and a red one', () => {
    const value = fc.anything({ maxDepth: 3 });
    const facts = fc.record({
      submitted: fc.constantFrom('passed', 'failed', 'expired'),
      saidSeverity: value,
      findings: value,
      problems: value,
    });
    fc.assert(
      fc.property(value, fc.oneof(value, facts), (policy, any) => {
        const decided = verdict(policy as Policy, any as Facts);
        expect(decided.exitCode).toBe(1);
        expect(decided.policyResult).toBe('fail');
      }),
    );
  });
});

test('one more finding, or a worse one, never turns red into green', () => {
  const severity = fc.constantFrom(...severities);
  fc.assert(
    fc.property(fc.option(severity), fc.option(severity), fc.array(severity), severity, (failOn, said, list, added) => {
      const facts = (all: Severity[]) => {
        const sum = Object.fromEntries(severities.map((each) => [each, all.filter((one) => one === each).length]));
        return completion({ saidSeverity: said && { label: said }, findings: counted(sum) });
      };
      const before = verdict({ failOn }, facts(list));
      const after = verdict({ failOn }, facts([...list, added]));
      expect(after.exitCode).toBeGreaterThanOrEqual(before.exitCode);
      expect(after.severity).toBe(effectiveSeverity(facts([...list, added])));
    }),
  );
});
