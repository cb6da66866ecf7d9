// A review in a pipeline: registers a run, reports what was found, and exits with the verdict.
// Usage: node review.mjs PERSONA FINDINGS.json, with SFS_SERVER and SFS_API_KEY in the environment.
import { readFileSync } from 'node:fs';
import { connect, SfsError, v1 } from 'sfs-client';

const [persona, file] = process.argv.slice(2);
if (!persona || !file) {
  console.error('usage: review.mjs PERSONA FINDINGS.json');
  process.exit(2);
}

/** Only what a finding has; a report may say more. */
function finding({ severity, title, message, path, line, rule_id: ruleId }) {
  return { severity, title, message, path, line, ruleId };
}

const sfs = connect();
try {
  const findings = JSON.parse(readFileSync(file, 'utf8')).map(finding);
  const { run } = await sfs.agentRuns.createAgentRun({
    persona,
    start: true,
    triggerSource: v1.TriggerSource.TRIGGER_SOURCE_CI,
    failOn: v1.Severity.SEVERITY_HIGH,
  });
  await sfs.addFindings(run.id, findings);
  const { run: ended } = await sfs.agentRuns.completeAgentRun({
    runId: run.id,
    findingsTotal: findings.length,
    resultSummary: `${findings.length} findings`,
  });
  const passed = ended.status === v1.AgentRunStatus.AGENT_RUN_STATUS_PASSED && ended.exitCode === 0;
  console.log(`${ended.id} ${passed ? 'passed' : 'failed'}: ${ended.reasons.join(' ')}`);
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(error instanceof SfsError ? error.message : String(error));
  process.exitCode = 2;
} finally {
  sfs.close();
}
