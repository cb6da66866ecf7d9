import { severities } from '../../../src/agent_runs/severity.ts';
import { effectiveFailOn, floorViolation } from '../../../src/agent_runs/verdict.ts';
import { severityWords } from '../../../src/agent_runs/wire.ts';
import { persona } from '../world.ts';
import type { PlanTenant, Request } from './plan.ts';
import type { Random } from './random.ts';

// Labels of every severity, in several spellings, and some that nobody knows.
const labels = [
  ...['critical', 'BLOCKER', 'p0', 'sev1', 'high', 'Error', ' major ', 'p1', 'medium', 'Warning', 'moderate', 'p2'],
  ...['low', 'MINOR', 'p3', 'none', 'info', 'note', 'OK', 'style', '', '   ', 'catastrophic', 'hïgh', 'null', '9'],
];

// What breaks a statement that is put together wrongly: quotes, backslashes, array and JSON syntax, other planes, odd line ends.
const nasty = [
  ...[
    'NULL',
    '{}',
    '{"a","b"}',
    "it's",
    '"quoted"',
    'back\\slash',
    '\\x00',
    ',',
    '(a,b)',
    '$1',
    '?',
    '%s',
    '🦊',
    'é',
    '漢字',
  ],
  ...['\t', 'two\nlines', '\u2028', '-- comment', '/*', "'; drop table agent_runs; --", 'null', '\\N', '\u202e'],
];

const tools = ['', 'claude-code', 'cursor', 'generic', 'my "tool"', 'NULL'];
const scores = [undefined, undefined, undefined, 0, 0.1, 3.9, 4, 6.9, 7, 9, 10, 11, -1];

/** Some text that ends with what makes it this one. */
export const text = (random: Random, mark: string) =>
  random.chance(0.5) ? mark : `${random.pick(nasty)} ${random.pick(nasty)} ${mark}`;

/** A creation that is right. Its ref is its own. */
export function createRequest(random: Random, tenant: PlanTenant, mark: string): Request {
  const allowed = [null, ...severities].filter((failOn) => !floorViolation(failOn, tenant.floor));
  return {
    ...{ persona: random.chance(0.3) ? persona.toUpperCase() : persona, start: random.chance(0.7) },
    ...{ tool: random.pick(tools), triggerSource: random.below(7), triggerRef: text(random, mark) },
    ...{ commit: random.chance(0.5) ? hex(random, 40) : '', ciProvider: random.below(10) },
    ciRunUrl: random.chance(0.3) ? `https://ci.example/${mark}?a={1,2}&b='x'` : '',
    ticketId: random.chance(0.3) ? random.pick(tenant.tickets) : '',
    failOn: severityWords.number(random.pick(allowed)),
    leaseSeconds: random.chance(0.5) ? 0 : 3_600 + random.below(3_600),
    sessionId: random.chance(0.3) ? text(random, `session ${mark}`) : '',
    requestId: `create ${mark}`,
  };
}

const hex = (random: Random, digits: number) =>
  Array.from({ length: digits }, () => random.pick([...'0123456789abcdefABCDEF'])).join('');

/** The threshold that the run of this creation gets. */
export const failOnOf = (create: Request, tenant: PlanTenant) =>
  effectiveFailOn(severityWords.word(create.failOn) ?? null, tenant.floor);

/** A start that is right. */
export const startRequest = (random: Random, runId: string, mark: string): Request => ({
  runId,
  leaseSeconds: random.chance(0.5) ? 0 : 7_200,
  requestId: `start ${mark}`,
});

/** A cancel that is right. */
export const cancelRequest = (random: Random, runId: string, mark: string): Request => ({
  runId,
  reason: random.chance(0.5) ? '' : text(random, `cancel ${mark}`),
  requestId: `cancel ${mark}`,
});

/** A completion that is right; no two have the same content. */
export function completeRequest(random: Random, runId: string, mark: string): Request {
  const status = random.weighted({ 1: 8, 2: 1, 3: 1, 0: 1 });
  const items = Array.from({ length: random.below(6) }, (_, number) => finding(random, `${mark} ${number + 1}`));
  const listed = random.chance(0.8);
  const said = !listed || random.chance(0.3);
  const total = listed && random.chance(0.3) ? items.length + (random.chance(0.1) ? 1 : 0) : undefined;
  return {
    ...{ runId, status: Number(status), resultSummary: text(random, `summary ${mark}`) },
    ...(listed ? { findings: { items } } : {}),
    ...(said ? { severity: random.pick(labels) } : {}),
    ...(total === undefined ? {} : { findingsTotal: total }),
    errorReason: status === '3' && random.chance(0.5) ? text(random, `broke ${mark}`) : '',
    sessionId: random.chance(0.2) ? text(random, `ended ${mark}`) : '',
    requestId: `complete ${mark}`,
  };
}

function finding(random: Random, mark: string): Request {
  const score = random.pick(scores);
  return {
    ...{ severity: random.pick(labels), ...(score === undefined ? {} : { securitySeverity: score }) },
    ...{ title: random.chance(0.8) ? text(random, `title ${mark}`) : '', message: text(random, `message ${mark}`) },
    ...{ ruleId: random.pick(nasty), path: `src/${random.pick(nasty)}.ts` },
    ...(random.chance(0.5) ? { line: random.below(1_000), endLine: 1_000 } : {}),
    ...{ fingerprint: mark, category: random.pick(nasty), recommendation: text(random, mark) },
    extraJson: random.chance(0.3) ? JSON.stringify({ mark, nasty: random.pick(nasty) }) : '',
  };
}

/** A request that must be refused, and how. */
export interface Broken {
  request: Request;
  code: string;
  /** Empty: the field's rule says it. */
  reason?: string;
  /** The key that sends it, where it is not the run's. */
  as?: 'other key' | 'other tenant';
}

const invalid = (request: Request, reason?: string): Broken => ({
  request,
  code: 'INVALID_ARGUMENT',
  ...(reason ? { reason } : {}),
});

/** A creation like this one that must be refused. */
export function brokenCreate(random: Random, right: Request, tenant: PlanTenant, other: PlanTenant): Broken {
  const create = { ...right, requestId: `broken ${right.requestId}`, triggerRef: `broken ${right.triggerRef}` };
  const looser = severities.filter((failOn) => floorViolation(failOn, tenant.floor));
  const choices: Broken[] = [
    invalid({ ...create, persona: 'not a name' }),
    invalid({ ...create, leaseSeconds: 5 }),
    invalid({ ...create, triggerRef: create.triggerRef.padEnd(600, 'x') }),
    invalid({ ...create, ticketId: 'tk_1' }),
    { request: { ...create, persona: 'nobody' }, code: 'NOT_FOUND' },
    { request: { ...create, ticketId: `tk_${'0'.repeat(32)}` }, code: 'NOT_FOUND' },
    { request: { ...create, ticketId: random.pick(other.tickets) }, code: 'NOT_FOUND' },
    { request: { ...create, project: other.projectId }, code: 'NOT_FOUND' },
    ...looser.map((failOn) => invalid({ ...create, failOn: severityWords.number(failOn) }, 'FAIL_ON_TOO_LOOSE')),
  ];
  return random.pick(choices);
}

/** Something like this completion that must be refused while the run is running. */
export function brokenComplete(random: Random, right: Request): Broken {
  const complete: Request = { ...right, requestId: `broken ${right.requestId}` };
  const items = [{ severity: 'x'.repeat(51), title: 'broken' }];
  const { severity: _said, findings: _listed, findingsTotal: _total, ...bare } = complete;
  return random.pick<Broken>([
    invalid({ ...complete, findings: { items } }),
    invalid({ ...complete, severity: 'x'.repeat(51) }),
    invalid({ ...complete, status: 1, errorReason: 'although it passed' }),
    invalid({ ...bare, status: 1, errorReason: '' }, 'EVIDENCE_MISSING'),
    ...foreign(complete),
  ]);
}

/** Something like this change that must be refused, wherever the run stands. */
export function brokenOther(random: Random, right: Request): Broken {
  const request = { ...right, requestId: `broken ${right.requestId}` };
  return random.pick<Broken>([
    invalid({ ...request, runId: 'run_1' }),
    invalid({ ...request, leaseSeconds: 1, reason: 'x'.repeat(501), severity: 'x'.repeat(51) }),
    { request: { ...request, runId: `run_${'0'.repeat(32)}` }, code: 'NOT_FOUND' },
    { request, code: 'NOT_FOUND', as: 'other tenant' },
  ]);
}

/** What only the holder may do. */
export const foreign = (request: Request): Broken[] => [
  { request, code: 'NOT_FOUND', as: 'other tenant' },
  { request, code: 'PERMISSION_DENIED', reason: 'NOT_HOLDER', as: 'other key' },
];
