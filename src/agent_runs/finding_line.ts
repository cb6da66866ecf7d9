import { hash } from 'node:crypto';
import type { Finding as FindingMessage } from '../gen/sfs/v1/agent_run.ts';
import type { Finding } from './entity.ts';

/** A finding as it is stored, in the order of its columns; absent numbers are null. */
export interface FindingRow {
  number: number;
  severity_rank: number;
  severity: string;
  /** JSON has no NaN and no Infinity: they are text. */
  security_severity: number | string | null;
  title: string;
  message: string;
  rule_id: string;
  path: string;
  line: number | null;
  end_line: number | null;
  fingerprint: string;
  category: string;
  confidence: string;
  recommendation: string;
  extra_json: string;
}

type Score = number | null | undefined;
const scoreOf = (score: Score) =>
  score === null || score === undefined || Number.isFinite(score) ? (score ?? null) : String(score);

/** The row of a finding that came in. */
export function incomingRow(
  item: FindingMessage,
  more: { number: number; severityRank: number; title: string },
): FindingRow {
  return rowOf({ ...item, ...more });
}

/** The row of a stored finding. */
export const storedRow = (finding: Finding): FindingRow => rowOf(finding);

function rowOf(
  it: Omit<FindingMessage, 'securitySeverity' | 'line' | 'endLine' | 'effectiveSeverity'> & {
    severityRank: number;
    securitySeverity?: Score;
    line?: number | null | undefined;
    endLine?: number | null | undefined;
  },
): FindingRow {
  return {
    number: it.number,
    severity_rank: it.severityRank,
    severity: it.severity,
    security_severity: scoreOf(it.securitySeverity),
    title: it.title,
    message: it.message,
    rule_id: it.ruleId,
    path: it.path,
    line: it.line ?? null,
    end_line: it.endLine ?? null,
    fingerprint: it.fingerprint,
    category: it.category,
    confidence: it.confidence,
    recommendation: it.recommendation,
    extra_json: it.extraJson,
  };
}

/** A finding as one line of JSON: what the chain hashes, and what a receipt holds. Never parsed and written again by a verifier. */
export const findingLine = (row: FindingRow): string => JSON.stringify(row);

/** The digest of no findings. */
export const noFindings: Buffer = Buffer.alloc(32);

/** The digest after more lines: each is sha256(digest before ‖ line), so that findings can come in parts. */
export function chainFindings(before: Buffer | null | undefined, lines: readonly string[]): Buffer {
  let digest = before ?? noFindings;
  for (const line of lines) digest = hash('sha256', Buffer.concat([digest, Buffer.from(line)]), 'buffer');
  return digest;
}
