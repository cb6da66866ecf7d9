import { isObject } from './finding.ts';
import { type Finding, normalise } from './normalise.ts';
import { messageOf, type Texts } from './sarif_message.ts';
import { type Rule, type Rules, rulesOf } from './sarif_rules.ts';
import { scoreOf } from './severity.ts';

type JsonObject = Record<string, unknown>;

export type SarifFindings =
  /** `findings` are made when they are called, so that the caller can stop at a limit. With `problems` the run is errored. */
  { ok: true; findings: (() => Finding)[]; problems: string[] } | { ok: false; reason: string };

/**
 * Reads a SARIF 2.1.0 log.
 *
 * Three things are stricter than the standard, because each could hide a finding: a run without `results` (it did not scan), results
 * kept in other files, and a rule reference that points nowhere are problems.
 */
export function fromSarif(log: JsonObject): SarifFindings {
  if (log.version !== '2.1.0') return no('is not SARIF 2.1.0: its version is missing or another one');
  if (!Array.isArray(log.runs) || log.runs.length === 0)
    return no('is SARIF without runs, so no tool has looked at anything');
  const findings: (() => Finding)[] = [];
  const problems: string[] = [];
  for (const [index, run] of log.runs.entries()) {
    const name = `run ${index + 1}`;
    if (!isObject(run)) return no(`is SARIF of which ${name} is not an object`);
    if (!Array.isArray(run.results)) return no(`is SARIF of which ${name} has no list of results, so it did not scan`);
    const wrong = run.results.findIndex((result) => !isObject(result));
    if (wrong >= 0) return no(`is SARIF of which result ${wrong + 1} of ${name} is not an object`);
    problems.push(...problemsOf(run, name));
    readResults(run, name, findings, problems);
  }
  return { ok: true, findings, problems };
}

function readResults(run: JsonObject, name: string, findings: (() => Finding)[], problems: string[]): void {
  const rules = rulesOf(run);
  let dangling = 0;
  for (const result of run.results as JsonObject[]) {
    if (!counts(result)) continue;
    const found = rules.find(result);
    if (found === 'dangling') dangling += 1;
    const index = findings.length;
    findings.push(() => toFinding(run, rules, result, found === 'dangling' ? undefined : found, index));
  }
  if (dangling > 0) problems.push(`SARIF ${name} has ${dangling} results whose rule is not in the file.`);
}

function problemsOf(run: JsonObject, name: string): string[] {
  const problems: string[] = [];
  const invocations = run.invocations ?? [];
  const failed =
    !Array.isArray(invocations) ||
    invocations.some((invocation) => !isObject(invocation) || (invocation.executionSuccessful ?? true) !== true);
  if (failed) problems.push(`SARIF ${name} says that its tool did not run successfully.`);
  const external = isObject(run.externalPropertyFileReferences)
    ? run.externalPropertyFileReferences.results
    : undefined;
  if (external !== undefined && external !== null) problems.push(`SARIF ${name} keeps results in other files.`);
  return problems;
}

/** Results of another kind than fail are no findings. A kind that the standard does not know counts, as does what is not clearly suppressed. */
const otherKinds: readonly unknown[] = ['pass', 'open', 'informational', 'notApplicable', 'review'];

function counts(result: JsonObject): boolean {
  return !otherKinds.includes(result.kind) && !isSuppressed(result.suppressions);
}

/** The standard: at least one suppression, and none that is under review or rejected; no status means accepted. */
function isSuppressed(suppressions: unknown): boolean {
  if (!Array.isArray(suppressions) || suppressions.length === 0) return false;
  return suppressions.every(
    (one) => isObject(one) && [one.status, one.state].every((status) => (status ?? 'accepted') === 'accepted'),
  );
}

function toFinding(run: JsonObject, rules: Rules, result: JsonObject, rule: Rule | undefined, index: number): Finding {
  const properties = isObject(rule?.object.properties) ? rule.object.properties : {};
  const given = properties['security-severity'] ?? undefined;
  const score = scoreOf(given);
  const badScore = given !== undefined && score === undefined;
  const { physical, region } = placeOf(result);
  const strings = [rule?.object.messageStrings, rules.globalStrings].filter(isObject) as Texts[];
  return normalise(
    {
      label: badScore ? 'security-severity that is not a number' : levelOf(result, rule),
      securitySeverity: score,
      message: messageOf(result.message, strings) ?? messageOf(rule?.object.shortDescription, []),
      ruleId: text(result.ruleId) ?? text(isObject(result.rule) ? result.rule.id : undefined) ?? text(rule?.object.id),
      path: pathOf(physical, run.artifacts),
      line: number(region.startLine),
      endLine: number(region.endLine),
      fingerprint: fingerprintOf(result),
      category: text(properties.category),
      confidence: text(properties.precision),
      recommendation: messageOf(firstOf(result.fixes).description, []),
      original: result,
    },
    index,
  );
}

/** The level; what is no text is an unknown label. */
function levelOf(result: JsonObject, rule: Rule | undefined): string {
  const configuration = isObject(rule?.object.defaultConfiguration) ? rule.object.defaultConfiguration : {};
  const level = result.level ?? configuration.level ?? 'warning';
  return typeof level === 'string' ? level : `level that is a ${typeof level}`;
}

function placeOf(result: JsonObject): { physical: JsonObject; region: JsonObject } {
  const location = firstOf(result.locations);
  const physical = isObject(location.physicalLocation) ? location.physicalLocation : {};
  return { physical, region: isObject(physical.region) ? physical.region : {} };
}

/** The artifact's address without `file://`, its percent signs decoded where they can be. */
function pathOf(physical: JsonObject, artifacts: unknown): string | undefined {
  const location = isObject(physical.artifactLocation) ? physical.artifactLocation : {};
  const artifact = Array.isArray(artifacts) ? artifacts[number(location.index) ?? -1] : undefined;
  const listed = isObject(artifact) && isObject(artifact.location) ? artifact.location.uri : undefined;
  const uri = (text(location.uri) ?? text(listed))?.replace(/^file:\/\/(?=\/)/i, '');
  try {
    return uri && decodeURIComponent(uri);
  } catch {
    return uri; // Not percent-encoded after all; the address as it stands is the better answer than none.
  }
}

/** The first fingerprint in the order of the names, so that the same log gives the same one. */
function fingerprintOf(result: JsonObject): string | undefined {
  for (const prints of [result.fingerprints, result.partialFingerprints]) {
    if (!isObject(prints)) continue;
    const name = Object.keys(prints)
      .sort()
      .find((key) => text(prints[key]));
    if (name !== undefined) return `${name}:${prints[name]}`;
  }
  return undefined;
}

function firstOf(list: unknown): JsonObject {
  const element: unknown = Array.isArray(list) ? list[0] : undefined;
  return isObject(element) ? element : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function no(reason: string): SarifFindings {
  return { ok: false, reason };
}
