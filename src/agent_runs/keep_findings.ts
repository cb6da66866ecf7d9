import type { EntityManager } from '@mikro-orm/postgresql';
import { type Finding as FindingMessage, Findings } from '../gen/sfs/v1/agent_run.ts';
import { limitReached } from '../server/errors.ts';
import { type Counters, counted } from './counters.ts';
import type { AgentRun } from './entity.ts';
import { chainFindings, findingLine, incomingRow } from './finding_line.ts';
import { judge } from './judge.ts';
import { firstLine } from './normalise.ts';
import { severities } from './severity.ts';
import { cutCodePoints } from './text.ts';

/** What a run holds at most. */
export const runLimits = { findings: 25_000, bytes: 32 * 1024 * 1024 } as const;

const titleCharacters = 500;

// One JSON text for a whole batch: one statement with three parameters, whatever the number of findings.
const insert = `
  insert into findings (organization_id, run_id, number, severity_rank, severity, security_severity, title, message, rule_id,
    path, line, end_line, fingerprint, category, confidence, recommendation, extra_json)
  select ?, ?, f.* from json_to_recordset(?) as f (number integer, severity_rank smallint, severity text,
    security_severity double precision, title text, message text, rule_id text, path text, line integer, end_line integer,
    fingerprint text, category text, confidence text, recommendation text, extra_json text)`;

/** Throws where there are more findings than a run holds. */
export function requireRoom({ findingsCount, findingsBytes }: Pick<Counters, 'findingsCount' | 'findingsBytes'>): void {
  const { findings, bytes } = runLimits;
  if (findingsCount > findings)
    throw limitReached(`a run holds at most ${findings} findings; send the worst ones`, findings);
  if (findingsBytes > bytes)
    throw limitReached(`a run holds at most ${bytes} bytes of findings; leave extra_json out`, bytes);
}

/** The bytes of findings as they count for the limits, whichever way they came. */
export const encodeFindings = (items: FindingMessage[]): Uint8Array => Findings.encode({ items }).finish();

/**
 * Stores findings behind those that the run has and answers its counters after that. The severity of each is derived here.
 *
 * The caller holds the lock of the run's row, and writes the counters.
 */
export async function keepFindings(
  tx: EntityManager,
  run: Pick<AgentRun, 'organizationId' | 'id'>,
  before: Counters,
  items: FindingMessage[],
  bytes: number,
): Promise<Counters> {
  const after = counted(before, items, bytes);
  requireRoom(after);
  if (items.length === 0) return after;
  const lines = items.map((item, index) => lineOf(item, before.findingsCount + index + 1));
  await tx.execute(insert, [run.organizationId, run.id, `[${lines.join(',')}]`]);
  return { ...after, findingsDigest: chainFindings(before.findingsDigest, lines) };
}

function lineOf(item: FindingMessage, number: number): string {
  const severityRank = severities.indexOf(judge(item).severity);
  const title = item.title || cutCodePoints(firstLine(item.message), titleCharacters);
  return findingLine(incomingRow(item, { number, severityRank, title }));
}
