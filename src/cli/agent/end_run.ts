import { cutCodePoints, storable } from '../../agent_runs/text.ts';
import {
  type AgentRun,
  AgentRunServiceService,
  CompleteAgentRunRequest,
  type CompletionStatus,
} from '../../gen/client/sfs/v1/agent_run.ts';
import { CliError } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { cutText } from '../cut.ts';
import { exit } from '../exit.ts';
import type { CallOptions } from '../method.ts';
import type { LoadedFindings } from './load_findings.ts';
import { fitInside, sendFindings } from './send_findings.ts';
import { completionWords } from './words.ts';

const limits = {
  severityCharacters: 50,
  sessionCharacters: 128,
  reasonCharacters: 500,
} as const;

/** How long the completion without evidence is tried. */
const lastWordSeconds = 10;

/** What the caller says about the end of a run. */
export interface Ending extends LoadedFindings {
  runId: string;
  status: (typeof completionWords.all)[number];
  summary: string;
  /** As it was given: the server knows what it means. Undefined: nothing was said. */
  severity: string | undefined;
  sessionId: string;
}

export interface Ended {
  run: AgentRun;
  /** Why the run was ended as errored although the caller did not say so. */
  problem: string | undefined;
}

/**
 * Ends a run. Evidence that cannot be read, that the server refuses, or that does not get through to it, ends the run as
 * errored: none is left open for it.
 */
export async function endRun(context: Context, ending: Ending): Promise<Ended> {
  const request = requestOf(context, ending);
  try {
    return { run: await send(context, request, ending), problem: ending.problem };
  } catch (error) {
    const problem = evidenceProblem(error, ending);
    if (problem === undefined) throw error;
    const status = completionWords.number('errored');
    const errored = { ...request, status, errorReason: cutReason(problem), sessionId: '' };
    // Short, because the time of the command may be over. Where the first completion did arrive after all, it stands.
    const run = await complete(context, errored, { deadline: lastWordSeconds }).catch(() => {
      throw error;
    });
    return { run, problem };
  }
}

function requestOf(context: Context, { problem, ...ending }: Ending): CompleteAgentRunRequest {
  const status: CompletionStatus = completionWords.number(problem === undefined ? ending.status : 'errored');
  return CompleteAgentRunRequest.create({
    runId: ending.runId,
    status,
    resultSummary: cutText(context, ending.summary, 'summary'),
    // A label that is cut is as unknown as it was.
    severity: ending.severity && cutCodePoints(storable(ending.severity), limits.severityCharacters),
    errorReason: cutReason(problem ?? ''),
    sessionId: cutCodePoints(storable(ending.sessionId), limits.sessionCharacters),
    requestId: context.requestId,
  });
}

const cutReason = (reason: string) => cutCodePoints(storable(reason), limits.reasonCharacters);

async function send(context: Context, request: CompleteAgentRunRequest, { findings }: Ending): Promise<AgentRun> {
  if (findings === undefined) return complete(context, request);
  if (fitInside(findings)) return complete(context, { ...request, findings: { items: findings } });
  await sendFindings(context, request.runId, findings);
  return complete(context, { ...request, findingsTotal: findings.length });
}

async function complete(context: Context, request: CompleteAgentRunRequest, options?: CallOptions): Promise<AgentRun> {
  const { run } = await context.call(AgentRunServiceService.completeAgentRun, request, options);
  return run!;
}

/**
 * Why the evidence is at fault, and not the key or the run: it was refused, or it is too much for the way to the server (a
 * slow network, a proxy that bounds bodies), on which a word without it may still arrive. Missing evidence is the caller's to
 * give.
 */
function evidenceProblem(error: unknown, { findings }: Ending): string | undefined {
  if (!(error instanceof CliError) || error.facts.reason === 'EVIDENCE_MISSING') return undefined;
  if (error.exit === exit.usage || error.exit === exit.rateLimited)
    return `the server refused the evidence: ${error.message}`;
  const undelivered = error.exit === exit.unreachable && findings !== undefined && findings.length > 0;
  return undelivered ? `the findings could not be delivered (--deadline gives more time): ${error.message}` : undefined;
}
