// A review in a pipeline: registers a run, reports what was found, and exits with the verdict.
// Usage: node review.mjs PERSONA FINDINGS.json, with SFS_SERVER and SFS_API_KEY in the environment.
import { readFileSync } from 'node:fs';
import { connect, v1 } from 'sfs-client';

const [persona, file] = process.argv.slice(2);
if (!persona || !file) {
  console.error('usage: review.mjs PERSONA FINDINGS.json');
  process.exit(2);
}

/** Every field of a finding, however it is spelled. What a score or a label leaves out would count for the verdict. */
const fields = ['severity', 'securitySeverity', 'title', 'message', 'ruleId', 'path', 'line', 'endLine', 'fingerprint'];
fields.push('category', 'confidence', 'recommendation', 'extraJson');
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function readFindings(text) {
  const list = JSON.parse(text);
  const isObject = (one) => typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!Array.isArray(list) || !list.every(isObject)) throw new Error(`${file} is not a JSON list of findings`);
  return list.map((one) => Object.fromEntries(fields.map((name) => [name, one[name] ?? one[snake(name)] ?? undefined])));
}

/** Registers the run, reports, and tells whether the build may go on. */
async function review(sfs) {
  const findings = readFindings(readFileSync(file, 'utf8'));
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
  return passed;
}

const sfs = connect();
try {
  process.exitCode = (await review(sfs)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
} finally {
  sfs.close();
}
