import { createHash } from 'node:crypto';
import { AddFindingsRequest, AgentRunServiceService, Finding } from '../../gen/client/sfs/v1/agent_run.ts';
import type { Context } from '../context.ts';

const mebibyte = 1024 * 1024;

/** What a completion takes with it: the contract's 4 MiB, less room for the summary and the rest of the message. */
const inside = { findings: 1000, bytes: 4 * mebibyte - 128 * 1024 } as const;

/** One message of a stream. */
const batch = { findings: 1000, bytes: mebibyte } as const;

/** The size of a finding in a list: itself, its tag, and its length in at most four bytes. */
const sizeOf = (finding: Finding): number => Finding.encode(finding).finish().length + 5;

/** True: the findings fit into the completion itself. */
export function fitInside(findings: readonly Finding[]): boolean {
  if (findings.length > inside.findings) return false;
  return findings.reduce((bytes, finding) => bytes + sizeOf(finding), 0) <= inside.bytes;
}

/** The findings in their order, in lists that fit into one message each. */
export function* batchesOf(findings: readonly Finding[]): Generator<Finding[], void, undefined> {
  let items: Finding[] = [];
  let bytes = 0;
  for (const finding of findings) {
    const size = sizeOf(finding);
    if (items.length === batch.findings || (items.length > 0 && bytes + size > batch.bytes)) {
      yield items;
      [items, bytes] = [[], 0];
    }
    items.push(finding);
    bytes += size;
  }
  if (items.length > 0) yield items;
}

/**
 * Sends the findings ahead of the completion. The request id is made of what is sent: a completion that broke off after this
 * and is run again adds nothing twice.
 */
export async function sendFindings(context: Context, runId: string, findings: readonly Finding[]): Promise<void> {
  const digest = createHash('sha256').update(runId);
  for (const finding of findings) digest.update(Finding.encode(finding).finish());
  const start = { runId, requestId: `findings-${digest.digest('hex')}` };
  await context.upload(AgentRunServiceService.addFindings, function* () {
    yield AddFindingsRequest.create({ start });
    for (const items of batchesOf(findings)) yield AddFindingsRequest.create({ batch: { items } });
  });
}
