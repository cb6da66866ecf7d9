import { type Judgeable, tally } from './judge.ts';
import { type Severity, severities } from './severity.ts';
import type { FindingFacts } from './verdict.ts';

/** What a run keeps of its findings, so that a verdict needs none of their rows. */
export interface Counters {
  findingsCount: number;
  /** Size of the findings as they came in. */
  findingsBytes: number;
  /** Chain over their lines, see finding_line.ts; null: none yet. */
  findingsDigest?: Buffer | null;
  /** By effective severity, none first, critical last. */
  severityCounts: number[];
  unlabelledCount: number;
  unknownLabelCount: number;
}

/** The counters of a run. */
export const countersOf = (run: Counters): Counters => ({
  findingsCount: run.findingsCount,
  findingsBytes: run.findingsBytes,
  findingsDigest: run.findingsDigest ?? null,
  severityCounts: run.severityCounts,
  unlabelledCount: run.unlabelledCount,
  unknownLabelCount: run.unknownLabelCount,
});

/** The counters after more findings, which have `bytes` bytes. */
export function counted(before: Counters, findings: Iterable<Judgeable>, bytes: number): Counters {
  const more = tally(findings);
  return {
    findingsCount: before.findingsCount + more.count,
    findingsBytes: before.findingsBytes + bytes,
    findingsDigest: before.findingsDigest ?? null,
    severityCounts: severities.map((severity, rank) => (before.severityCounts[rank] ?? 0) + more.bySeverity[severity]),
    unlabelledCount: before.unlabelledCount + more.unlabelled,
    unknownLabelCount: before.unknownLabelCount + more.unknownLabels,
  };
}

/** The counters as the verdict takes them. */
export function factsOf(counters: Counters): FindingFacts {
  const bySeverity = Object.fromEntries(
    severities.map((severity, rank) => [severity, counters.severityCounts[rank] ?? 0]),
  );
  return {
    count: counters.findingsCount,
    bySeverity: bySeverity as Record<Severity, number>,
    unlabelled: counters.unlabelledCount,
    unknownLabels: counters.unknownLabelCount,
  };
}
