import {
  AgentRunStatus,
  CiProvider,
  CompletionStatus,
  PolicyResult,
  TriggerSource,
} from '../../gen/client/sfs/v1/agent_run.ts';
import { Severity } from '../../gen/client/sfs/v1/severity.ts';
import { words } from '../../words.ts';

export const statusWords = words(AgentRunStatus, 'AGENT_RUN_STATUS_');
export const completionWords = words(CompletionStatus, 'COMPLETION_STATUS_');
export const policyWords = words(PolicyResult, 'POLICY_RESULT_');
export const triggerWords = words(TriggerSource, 'TRIGGER_SOURCE_');
export const providerWords = words(CiProvider, 'CI_PROVIDER_');
export const severityWords = words(Severity, 'SEVERITY_');
