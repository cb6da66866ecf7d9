import { fromLabel, fromScore, type Severity, severities } from './severity.ts';
import type { FindingFacts } from './verdict.ts';

/** The two fields of a finding that its severity comes from. */
export interface Judgeable {
  severity: string;
  securitySeverity?: number | undefined;
}

/**
 * What a finding counts as, and whether it has no label at all or one that nobody knows. A security-severity number beats the
 * label; 0 says that the tool did not score the finding, so the label decides, and "error" with 0.0 is not green.
 */
export function judge(finding: Judgeable): {
  severity: Severity;
  label: 'known' | 'missing' | 'unknown';
} {
  const scored = finding.securitySeverity !== undefined && finding.securitySeverity !== 0;
  const judged = scored ? fromScore(finding.securitySeverity as number) : fromLabel(finding.severity);
  if (judged.known) return { severity: judged.severity, label: 'known' };
  return { severity: judged.severity, label: !scored && finding.severity.trim() === '' ? 'missing' : 'unknown' };
}

/** Counts findings for the verdict. */
export function tally(findings: Iterable<Judgeable>): FindingFacts {
  const bySeverity = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>;
  const facts: FindingFacts = { count: 0, bySeverity, unlabelled: 0, unknownLabels: 0 };
  for (const finding of findings) {
    const judged = judge(finding);
    facts.count += 1;
    bySeverity[judged.severity] += 1;
    if (judged.label === 'missing') facts.unlabelled += 1;
    if (judged.label === 'unknown') facts.unknownLabels += 1;
  }
  return facts;
}
