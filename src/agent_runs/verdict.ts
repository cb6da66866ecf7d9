import { bounded, plural, quote } from './reasons.ts';
import { compare, fromLabel, isSeverity, type Severity, severities, worst } from './severity.ts';

/** What the findings of a run say, by effective severity. What has no label or an unknown one is counted as critical too. */
export interface FindingFacts {
  count: number;
  bySeverity: Record<Severity, number>;
  unlabelled: number;
  unknownLabels: number;
}

export interface Policy {
  /** The threshold; null and `none`: the run is advisory. */
  failOn: Severity | null;
}

export interface Facts {
  /** How the caller says that the review ended; or that the run was cancelled, or that its lease or queue time ran out. */
  submitted: 'passed' | 'failed' | 'errored' | 'cancelled' | 'expired';
  /** What the caller says is the worst; absent: nothing said. */
  saidSeverity?: { label: string } | null;
  /** Null: no findings list was given, which is not the same as an empty one. */
  findings: FindingFacts | null;
  /** Sentences on why the evidence cannot count, or why the review broke. With any of them a run is never green. */
  problems?: string[];
}

export interface Verdict {
  status: 'passed' | 'failed' | 'errored' | 'cancelled';
  /** The effective severity; null where nothing is known. */
  severity: Severity | null;
  policyResult: 'pass' | 'fail';
  exitCode: 0 | 1;
  reasons: string[];
  /** True: green only because no threshold was set. */
  advisory: boolean;
}

/**
 * Decides how a run ends. It is total: whatever it does not expect ends errored.
 *
 * There is exactly one way to green: status passed, evidence, no problem, and the effective severity below the threshold or no threshold.
 */
export function verdict(policy: Policy, facts: Facts): Verdict {
  const flaw = flawOf(policy, facts);
  if (flaw) return red('errored', null, [flaw]);
  const severity = effectiveSeverity(facts);
  const problems = facts.problems ?? [];
  const evidence = evidenceSentences(facts);
  if (facts.submitted === 'expired') {
    const expiry = 'LEASE_EXPIRED: the run was not completed in time, so nothing vouches for it.';
    return red('errored', severity, [expiry, ...problems, ...evidence]);
  }
  if (facts.submitted === 'cancelled') {
    return red('cancelled', severity, ['The run was cancelled before it was complete.', ...problems, ...evidence]);
  }
  if (facts.submitted === 'errored') {
    return red('errored', severity, ['The review was reported as errored.', ...problems, ...evidence]);
  }
  if (problems.length > 0) {
    return red('errored', severity, ['The evidence cannot be counted.', ...problems, ...evidence]);
  }
  if (facts.submitted === 'failed') {
    return red('failed', severity, ['The review was reported as failed.', ...evidence]);
  }
  if (lacksEvidence(facts) || severity === null) {
    return red('errored', severity, ['Passed was reported without a severity and without a findings list.']);
  }
  return gate(policy.failOn, severity, evidence);
}

/** True: passed is claimed and nothing supports it. The caller should refuse this before it asks for a verdict. */
export function lacksEvidence(facts: Pick<Facts, 'submitted' | 'saidSeverity' | 'findings'>): boolean {
  return facts.submitted === 'passed' && !facts.saidSeverity && !facts.findings;
}

/** The worst of what the caller said and what the findings say; null where neither says anything. */
export function effectiveSeverity(facts: Pick<Facts, 'saidSeverity' | 'findings'>): Severity | null {
  if (!facts.saidSeverity && !facts.findings) return null;
  const said = facts.saidSeverity ? [fromLabel(facts.saidSeverity.label).severity] : [];
  const found = severities.filter((severity) => (facts.findings?.bySeverity[severity] ?? 0) > 0);
  return worst([...said, ...found]);
}

/** Why a run may not have this threshold, or undefined: it would be looser than the project's floor. An unset one takes the floor. */
export function floorViolation(failOn: Severity | null, floor: Severity | null): string | undefined {
  if (failOn === null || floor === null || looseness(failOn) <= looseness(floor)) return undefined;
  return `fail_on ${failOn} is looser than the project's floor ${floor}; use ${floor} or a stricter threshold`;
}

/** The threshold that a run gets: its own, else the project's floor, else none at all. */
export function effectiveFailOn(failOn: Severity | null, floor: Severity | null): Severity | null {
  return failOn ?? floor;
}

function looseness(threshold: Severity): number {
  return threshold === 'none' ? severities.length : severities.indexOf(threshold);
}

function gate(failOn: Severity | null, severity: Severity, evidence: string[]): Verdict {
  if (failOn === null || failOn === 'none') {
    const advisory = `Advisory: no threshold was set, so no severity could fail this run; the effective severity is ${severity}.`;
    return { ...green(severity, [advisory, ...evidence]), advisory: true };
  }
  if (severity === 'none') {
    return green(severity, [`The effective severity is none, which trips no threshold (${failOn}).`, ...evidence]);
  }
  if (compare(severity, failOn) < 0) {
    return green(severity, [`The effective severity ${severity} is below the threshold ${failOn}.`, ...evidence]);
  }
  const how = severity === failOn ? 'meets' : 'is above';
  return red('failed', severity, [`The effective severity ${severity} ${how} the threshold ${failOn}.`, ...evidence]);
}

function green(severity: Severity, reasons: string[]): Verdict {
  const decided = bounded(reasons);
  return { status: 'passed', severity, policyResult: 'pass', exitCode: 0, reasons: decided, advisory: false };
}

function red(status: 'failed' | 'errored' | 'cancelled', severity: Severity | null, reasons: string[]): Verdict {
  return { status, severity, policyResult: 'fail', exitCode: 1, reasons: bounded(reasons), advisory: false };
}

function evidenceSentences({ saidSeverity, findings }: Facts): string[] {
  const sentences: string[] = [];
  if (saidSeverity) {
    const said = fromLabel(saidSeverity.label);
    const label = quote(saidSeverity.label);
    sentences.push(
      said.known
        ? `The caller said ${said.severity}.`
        : `The caller said ${label}, an unknown severity, which counts as critical.`,
    );
  }
  if (!findings) return sentences;
  const counts = severities.toReversed().filter((severity) => findings.bySeverity[severity] > 0);
  const list = counts.map((severity) => `${findings.bySeverity[severity]} ${severity}`).join(', ');
  sentences.push(findings.count === 0 ? 'There are no findings.' : `${plural(findings.count, 'finding')}: ${list}.`);
  if (findings.unlabelled > 0) sentences.push(`${asCritical(findings.unlabelled)} without a severity.`);
  if (findings.unknownLabels > 0) sentences.push(`${asCritical(findings.unknownLabels)} with an unknown severity.`);
  return sentences;
}

function asCritical(count: number): string {
  return `Counted as critical: ${plural(count, 'finding')}`;
}

const submissions: readonly unknown[] = ['passed', 'failed', 'errored', 'cancelled', 'expired'];

/** What is wrong with the inputs themselves. The types exclude it all; a verdict is too important to trust the types. */
function flawOf(policy: Policy, facts: Facts): string | undefined {
  if (!facts || !submissions.includes(facts.submitted))
    return 'The status of the completion is not one that can be judged.';
  if (!policy || (policy.failOn !== null && !isSeverity(policy.failOn))) return 'The threshold is not a severity.';
  const said = facts.saidSeverity;
  if (said !== null && said !== undefined && typeof said.label !== 'string')
    return 'The severity that the caller said is not a text.';
  const problems: unknown = facts.problems ?? [];
  if (!Array.isArray(problems) || problems.some((problem) => typeof problem !== 'string'))
    return 'The problems are not a list of texts.';
  return facts.findings === null || adds(facts.findings) ? undefined : 'The counts of the findings do not add up.';
}

function adds(findings: FindingFacts): boolean {
  if (!findings?.bySeverity) return false;
  const bySeverity = severities.map((severity) => findings.bySeverity[severity]);
  const numbers = [...bySeverity, findings.count, findings.unlabelled, findings.unknownLabels];
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) return false;
  return (
    bySeverity.reduce((sum, number) => sum + number, 0) === findings.count &&
    findings.unlabelled + findings.unknownLabels <= findings.bySeverity.critical
  );
}
