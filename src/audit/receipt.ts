import type { EntityManager } from '@mikro-orm/postgresql';
import { AgentRun, AgentRunContext, Finding, runRow } from '../agent_runs/entity.ts';
import { findingLine, storedRow } from '../agent_runs/finding_line.ts';
import { fitting } from '../db/fit.ts';
import { type GetAgentRunReceiptRequest, GetAgentRunReceiptResponse, type ReceiptEvent } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { invalidField, unavailable } from '../server/errors.ts';
import { keysText } from './log_keys.ts';
import { formatConsistencyProof } from './proof/consistency_proof.ts';
import { runJson } from './proof/run_facts.ts';
import { formatTlogProof } from './proof/tlog_proof.ts';
import { consistencyOf, headOf, inclusionsOf } from './proofs.ts';
import { rowFacts } from './run_row.ts';
import { installationId, originOf } from './sequencer.ts';

const message = (part: Partial<GetAgentRunReceiptResponse>) => GetAgentRunReceiptResponse.fromPartial(part);

/** Events and findings that are read at once. */
const chunk = 100;

/** Streams what proves a run offline: first the head and what is said of the run, then its events, then what was asked for beside. */
export async function* getAgentRunReceipt(
  request: GetAgentRunReceiptRequest,
  context: Context,
): AsyncGenerator<GetAgentRunReceiptResponse> {
  const run = await loggedRun(context, request.runId);
  const { em } = context;
  const { organizationId } = run;
  const head = await headOf(em, organizationId);
  const origin = originOf(await installationId(em), organizationId);
  await context.keyring.refresh(em);
  yield message({
    runJson: runJson(rowFacts(run)),
    // The row as it was read: what happened since belongs to a later receipt.
    attestation: run.completedAt ? await attestationOf(em, run) : '',
    checkpoint: head.note,
    keys: keysText(context.keyring, origin),
    consistencyProof: await consistencySince(em, organizationId, request.sinceSize, head.size),
  });
  yield* events(em, run, head);
  if (request.withFindings) yield* texts(em, run);
}

// How long a receipt waits for the sequencer, and how often it looks, in milliseconds.
const patience = { total: 5_000, step: 50 };

/** The run, once all of its events have their places; UNAVAILABLE where that takes too long. */
async function loggedRun(context: Context, runId: string): Promise<AgentRun> {
  for (let waited = 0; ; waited += patience.step) {
    const em = context.em.fork();
    const run = await context.row(AgentRun, runRow, runId, { em });
    const [row] = await em.execute<[{ pending: string }]>(
      `select count(*) as pending from audit_pending p join audit_events e on e.organization_id = p.organization_id and e.id = p.event_id
       where e.organization_id = ? and e.run_id = ?`,
      [run.organizationId, run.id],
    );
    if (Number(row.pending) === 0) return run;
    if (waited >= patience.total)
      throw unavailable(
        'NOT_LOGGED_YET',
        'the newest events of the run have no place in the log yet; try again in a moment',
      );
    await new Promise((resolve) => setTimeout(resolve, patience.step));
    context.signal.throwIfAborted();
  }
}

async function attestationOf(em: EntityManager, run: AgentRun): Promise<string> {
  const rows = await em.execute<{ envelope: string }[]>(
    'select envelope from audit_attestations where organization_id = ? and run_id = ?',
    [run.organizationId, run.id],
  );
  return rows[0]?.envelope ?? '';
}

async function consistencySince(
  em: EntityManager,
  organizationId: string,
  since: string,
  size: number,
): Promise<string> {
  if (since === '') return '';
  const oldSize = Number(since);
  if (oldSize > size)
    throw invalidField(
      'since_size',
      `is above the size of the log, which is ${size}: that checkpoint is of another log`,
    );
  const hashes = await consistencyOf(em, organizationId, oldSize, size);
  return formatConsistencyProof({ oldSize, newSize: size, hashes });
}

type EventRow = { run_seq: number; body: Buffer; leaf_index: string | null };

async function* events(em: EntityManager, run: AgentRun, head: { size: number; note: string }) {
  let after = 0;
  for (;;) {
    const rows = await em.execute<EventRow[]>(
      `select e.run_seq, e.body, l.leaf_index from audit_events e
       left join audit_leaves l on l.organization_id = e.organization_id and l.event_id = e.id
       where e.organization_id = ? and e.run_id = ? and e.run_seq > ? and e.run_seq <= ? order by e.run_seq limit ?`,
      [run.organizationId, run.id, after, run.eventSeq, chunk],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.run_seq;
    // A leaf that is not there, or is beyond what is signed, cannot be proved: what is missing shows where it is verified.
    const proved = rows.filter(({ leaf_index: index }) => index !== null && Number(index) < head.size);
    const indexes = proved.map((row) => Number(row.leaf_index));
    const paths = await inclusionsOf(em, run.organizationId, indexes, head.size);
    const made = proved.map(
      (row, at): ReceiptEvent => ({
        runSeq: row.run_seq,
        body: Buffer.from(row.body),
        tlogProof: formatTlogProof({ index: indexes[at]!, hashes: paths[at]!, checkpoint: head.note }),
      }),
    );
    yield* parts(
      made,
      ({ body, tlogProof }) => body.length + tlogProof.length,
      (part) => message({ events: part }),
    );
  }
}

async function* texts(em: EntityManager, run: AgentRun) {
  const { organizationId, id: runId } = run;
  const context = await em.findOne(AgentRunContext, { organizationId, runId });
  const salts = await em.execute<{ salt: Buffer }[]>(
    `select p.salt from audit_events e
     join audit_payloads p on p.organization_id = e.organization_id and p.event_id = e.id and p.occurred_at = e.occurred_at
     where e.organization_id = ? and e.run_id = ? and e.run_seq = ?`,
    [organizationId, runId, run.eventSeq],
  );
  yield message({ context: context?.markdown ?? '', findingsSalt: Buffer.from(salts[0]?.salt ?? []) });
  for (let after = 0; ; ) {
    const rows = await em.find(
      Finding,
      { organizationId, runId, number: { $gt: after } },
      { orderBy: { number: 'asc' }, limit: chunk, disableIdentityMap: true },
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.number;
    yield* parts(
      rows.map((row) => findingLine(storedRow(row))),
      Buffer.byteLength,
      (part) => message({ findingLines: part }),
    );
  }
}

/** The items in messages that any client accepts. */
function* parts<Item>(
  items: Item[],
  bytes: (item: Item) => number,
  make: (part: Item[]) => GetAgentRunReceiptResponse,
) {
  let left = items;
  while (left.length > 0) {
    const count = fitting(left.map(bytes));
    yield make(left.slice(0, count));
    left = left.slice(count);
  }
}
