import { type Finding as FindingMessage, Findings } from '../gen/sfs/v1/agent_run.ts';
import { limitReached } from '../server/errors.ts';
import { type Counters, counted } from './counters.ts';
import type { AgentRun } from './entity.ts';
import { chainFindings, type FindingRow, findingLine, incomingRow } from './finding_line.ts';
import { judge } from './judge.ts';
import { firstLine } from './normalise.ts';
import { severities } from './severity.ts';
import type { RunFinding } from './statements.ts';
import { cutCodePoints } from './text.ts';

/** What a run holds at most. */
export const runLimits = { findings: 25_000, bytes: 32 * 1024 * 1024 } as const;

const titleCharacters = 500;

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
 * Findings behind those that a run has: its counters after that, and their rows. The severity of each is derived here.
 *
 * @param bytes their size, as `encodeFindings` makes it
 */
export function addFindingsTo(
  run: Pick<AgentRun, 'organizationId' | 'id'>,
  before: Counters,
  items: FindingMessage[],
  bytes: number,
): { counters: Counters; rows: RunFinding[] } {
  const counters = counted(before, items, bytes);
  requireRoom(counters);
  if (items.length === 0) return { counters, rows: [] };
  const incoming = items.map((item, index) => rowOf(item, before.findingsCount + index + 1));
  const findingsDigest = chainFindings(before.findingsDigest, incoming.map(findingLine));
  const place = { organization_id: run.organizationId, run_id: run.id };
  return { counters: { ...counters, findingsDigest }, rows: incoming.map((row) => ({ ...place, ...row })) };
}

function rowOf(item: FindingMessage, number: number): FindingRow {
  const severityRank = severities.indexOf(judge(item).severity);
  const title = item.title || cutCodePoints(firstLine(item.message), titleCharacters);
  return incomingRow(item, { number, severityRank, title });
}
