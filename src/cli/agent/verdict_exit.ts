import { type AgentRun, PolicyResult } from '../../gen/client/sfs/v1/agent_run.ts';
import { Severity } from '../../gen/client/sfs/v1/severity.ts';
import { exit } from '../exit.ts';
import { statusWords } from './words.ts';

/** True where nothing will change any more. A status that this CLI does not know counts as an end: waiting for it would not. */
export function isFinal(run: AgentRun): boolean {
  return !['queued', 'running'].includes(statusWords.word(run.status) ?? '');
}

/**
 * What `--enforce` exits with. Green needs everything to say so, the status, the policy and the exit code; whatever else an
 * ended run says is the gate's no.
 */
export function verdictExit(run: AgentRun): number {
  if (!isFinal(run)) return exit.pending;
  const passed = statusWords.word(run.status) === 'passed' && run.policyResult === PolicyResult.POLICY_RESULT_PASS;
  return passed && run.exitCode === 0 ? exit.done : exit.gate;
}

const ungated: readonly Severity[] = [Severity.SEVERITY_UNSPECIFIED, Severity.SEVERITY_NONE];

/** True: green only because no threshold was set. */
export function isAdvisory(run: AgentRun): boolean {
  return run.policyResult === PolicyResult.POLICY_RESULT_PASS && ungated.includes(run.failOn);
}
