import { hash } from 'node:crypto';
import { judge } from './judge.ts';
import type { Severity } from './severity.ts';
import { byteLength, cutBytes, cutCodePoints, storable } from './text.ts';

/** One result of a review, within the limits of the contract. A text that was not given is empty. */
export interface Finding {
  /** The label as the tool wrote it, at most 50 characters; empty: it wrote none. */
  severity: string;
  /** Where present it beats the label. */
  securitySeverity?: number;
  /** What the two above come to, by the rule that the server uses. */
  effective: Severity;
  title: string;
  message: string;
  ruleId: string;
  path: string;
  line?: number;
  endLine?: number;
  fingerprint: string;
  category: string;
  confidence: string;
  recommendation: string;
  /** The original object as JSON text, or a JSON note that says why it was left out. */
  extraJson: string;
}

export const findingLimits = {
  labelCharacters: 50,
  titleCharacters: 500,
  messageBytes: 16 * 1024,
  ruleIdCharacters: 200,
  pathCharacters: 1000,
  fingerprintCharacters: 200,
  categoryCharacters: 100,
  confidenceCharacters: 50,
  recommendationBytes: 16 * 1024,
  extraJsonBytes: 64 * 1024,
  lineMax: 2 ** 31 - 1,
} as const;

/** What a reader of some format found; everything may be missing, of any length, and hold any character. */
export interface RawFinding {
  label?: string | undefined;
  securitySeverity?: number | undefined;
  title?: string | undefined;
  message?: string | undefined;
  ruleId?: string | undefined;
  path?: string | undefined;
  line?: number | undefined;
  endLine?: number | undefined;
  fingerprint?: string | undefined;
  category?: string | undefined;
  confidence?: string | undefined;
  recommendation?: string | undefined;
  original: unknown;
}

/** Brings a finding within the limits. Nothing is refused: a finding that is too long is still a finding. `index` counts from 0. */
export function normalise(raw: RawFinding, index: number): Finding {
  const limits = findingLimits;
  const whole = storable(raw.message ?? '');
  const title = storable(raw.title ?? '').trim() || firstLine(whole) || `Finding ${index + 1}`;
  const label = cutCodePoints(storable(raw.label ?? '').trim(), limits.labelCharacters);
  const finding: Finding = {
    severity: label,
    effective: judge({ severity: label, securitySeverity: raw.securitySeverity }).severity,
    title: cutCodePoints(title, limits.titleCharacters),
    message: cutBytes(whole, limits.messageBytes),
    ruleId: cutCodePoints(storable(raw.ruleId ?? ''), limits.ruleIdCharacters),
    path: cutCodePoints(storable(raw.path ?? ''), limits.pathCharacters),
    fingerprint: fingerprint(storable(raw.fingerprint ?? '')),
    category: cutCodePoints(storable(raw.category ?? ''), limits.categoryCharacters),
    confidence: cutCodePoints(storable(raw.confidence ?? ''), limits.confidenceCharacters),
    recommendation: cutBytes(storable(raw.recommendation ?? ''), limits.recommendationBytes),
    extraJson: extraJson(raw.original),
  };
  if (raw.securitySeverity !== undefined) finding.securitySeverity = raw.securitySeverity;
  if (isLine(raw.line)) finding.line = raw.line;
  if (isLine(raw.endLine)) finding.endLine = raw.endLine;
  return finding;
}

/** How many bytes of text the finding holds. */
export function sizeOf(finding: Finding): number {
  let bytes = 0;
  for (const value of Object.values(finding)) if (typeof value === 'string') bytes += byteLength(value);
  return bytes;
}

/** The first line that says something. */
export function firstLine(text: string): string {
  return (
    text
      .trimStart()
      .split(/\r\n|[\n\r\u2028\u2029]/, 1)[0]
      ?.trimEnd() ?? ''
  );
}

function isLine(line: number | undefined): line is number {
  return line !== undefined && Number.isInteger(line) && line >= 0 && line <= findingLimits.lineMax;
}

/** A fingerprint that is cut would equal others with the same beginning, so one that is too long is hashed. */
function fingerprint(text: string): string {
  if ([...text.slice(0, 2 * findingLimits.fingerprintCharacters + 2)].length <= findingLimits.fingerprintCharacters)
    return text;
  return `sha256:${hash('sha256', text, 'hex')}`;
}

/** JSON that is cut is no longer JSON, so an original that is too big is left out, and a note stands in its place. */
function extraJson(original: unknown): string {
  const text = JSON.stringify(original) ?? '';
  const bytes = byteLength(text);
  return bytes <= findingLimits.extraJsonBytes ? text : leftOut(bytes);
}

/** The note in place of an original object. */
export function leftOut(bytes: number): string {
  return JSON.stringify({ sfs_note: `the original object has ${bytes} bytes and was left out` });
}
