/** All severities, mildest first. As a threshold `none` never fails, so it is the loosest. */
export const severities = ['none', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof severities)[number];

/** A severity and whether the text or number it came from was understood. What was not understood counts as critical. */
export interface Judged {
  severity: Severity;
  known: boolean;
}

const labels: ReadonlyMap<string, Severity> = new Map(
  Object.entries({
    critical: ['critical', 'blocker', 'fatal', 'p0', 'sev0', 'sev1'],
    high: ['high', 'error', 'major', 'severe', 'p1', 'sev2'],
    medium: ['medium', 'moderate', 'warning', 'warn', 'p2'],
    low: ['low', 'minor', 'p3', 'p4'],
    none: ['none', 'info', 'informational', 'note', 'notice', 'style', 'ok'],
  }).flatMap(([severity, words]) => words.map((word) => [word, severity as Severity] as const)),
);

const unknown: Judged = { severity: 'critical', known: false };

export function isSeverity(value: unknown): value is Severity {
  return severities.includes(value as Severity);
}

/** Negative, zero or positive as `a` is milder than, equal to or worse than `b`. */
export function compare(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** The worst of the list; none where the list is empty. */
export function worst(list: Iterable<Severity>): Severity {
  let result: Severity = 'none';
  for (const severity of list) if (compare(severity, result) > 0) result = severity;
  return result;
}

/**
 * The severity that a label means, without regard to case and to space around it. Anything else is critical and not known.
 *
 * Only ASCII is looked at: the Kelvin sign in "oK" lower-cases to a plain k, and would turn a look-alike into "ok".
 */
export function fromLabel(label: string | undefined): Judged {
  if (typeof label !== 'string') return unknown;
  const trimmed = label.trim();
  if (!/^[\x20-\x7e]+$/.test(trimmed)) return unknown;
  const severity = labels.get(trimmed.toLowerCase());
  return severity ? { severity, known: true } : unknown;
}

/** The severity of a security-severity number, which SARIF writes as text. Negative, infinite and not a number are critical and not known. */
export function fromScore(securitySeverity: number | string): Judged {
  const score = scoreOf(securitySeverity);
  if (score === undefined) return unknown;
  if (score >= 9) return { severity: 'critical', known: true };
  if (score >= 7) return { severity: 'high', known: true };
  if (score >= 4) return { severity: 'medium', known: true };
  return { severity: score > 0 ? 'low' : 'none', known: true };
}

/** The number in a security-severity; undefined unless it is finite and not negative. */
export function scoreOf(securitySeverity: unknown): number | undefined {
  const score =
    typeof securitySeverity === 'string' && /^\s*(\d+\.?\d*|\.\d+)\s*$/.test(securitySeverity)
      ? Number(securitySeverity)
      : securitySeverity;
  return typeof score === 'number' && Number.isFinite(score) && score >= 0 ? score : undefined;
}
