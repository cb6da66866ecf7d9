import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { addPersona, finding, outcome, refusal, severityNumber, started } from './runs.ts';

let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world.stop());

test.each([
  ['an unknown label', { severity: 'horrible' }, 'critical'],
  ['no label', {}, 'critical'],
  ['white space as label', { severity: '  ' }, 'critical'],
  ['a label in capitals', { severity: 'HIGH' }, 'high'],
  ['another tool’s word', { severity: 'Warning' }, 'medium'],
  ['a score beside a milder label', { severity: 'low', securitySeverity: 9.1 }, 'critical'],
  ['a score beside a worse label', { severity: 'critical', securitySeverity: 0.1 }, 'low'],
  ['a score of 0, which says nothing, beside a label', { severity: 'error', securitySeverity: 0 }, 'high'],
  ['a score that is no number', { severity: 'low', securitySeverity: Number.NaN }, 'critical'],
  ['a negative score', { severity: 'low', securitySeverity: -1 }, 'critical'],
  ['an infinite score', { severity: 'low', securitySeverity: Number.POSITIVE_INFINITY }, 'critical'],
])('%s: the server derives the severity', async (_, partial, severity) => {
  const run = await started(ci, { failOn: 4 });
  const items = [finding({ ...partial, effectiveSeverity: 1, number: 99 })];
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, findings: { items } });
  expect(outcome(done).split(' ')[2]).toBe(severity);
  const { findings } = await ci.runs.listFindings({ runId: run.id });
  expect(findings[0]).toMatchObject({ effectiveSeverity: severityNumber(severity as 'low'), number: 1 });
  expect(findings[0]?.severity).toBe(items[0]?.severity);
});

test('reasons say what counted as critical', async () => {
  const run = await started(ci, { failOn: 5 });
  const items = [finding(), finding({ severity: 'odd' }), finding({ severity: 'odder' }), finding({ severity: 'low' })];
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, findings: { items } });
  expect(outcome(done)).toBe('failed 1 critical');
  expect(done?.reasons.join('\n')).toContain('Counted as critical: 1 finding without a severity.');
  expect(done?.reasons.join('\n')).toContain('Counted as critical: 2 findings with an unknown severity.');
});

test('without a threshold the run is advisory, and reasons say so', async () => {
  const run = await started(ci);
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, severity: 'critical' });
  expect(outcome(done)).toBe('passed 0 critical');
  expect(done?.reasons[0]).toContain('Advisory: no threshold was set');
});

test('passed without evidence is refused and the run goes on', async () => {
  const run = await started(ci);
  const refused = await refusal(ci.runs.completeAgentRun({ runId: run.id, resultSummary: 'all fine' }));
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'EVIDENCE_MISSING' });
  expect(refused.violations[0].field).toBe('severity');
  expect((await ci.runs.getAgentRun({ runId: run.id })).run?.status).toBe(2);
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, findingsTotal: 0 });
  expect(outcome(done)).toBe('passed 0 none');
});

test('an error reason is kept with errored and refused with anything else', async () => {
  const run = await started(ci);
  const refused = await refusal(ci.runs.completeAgentRun({ runId: run.id, severity: 'none', errorReason: 'broke' }));
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'INVALID_FIELDS' });
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, status: 3, errorReason: 'the tool broke' });
  expect(outcome(done)).toBe('errored 1 -');
  expect(done?.reasons).toContain('the tool broke');
});

test('another findings_total than the server holds ends the run errored', async () => {
  const run = await started(ci);
  const items = [finding({ severity: 'none' })];
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, findings: { items }, findingsTotal: 2 });
  expect(outcome(done)).toBe('errored 1 none');
  expect(done?.reasons.join('\n')).toContain('2 findings in all, and the server holds 1');
});

test('the floor: unset takes it, stricter is allowed, looser is refused', async () => {
  const strict = await world.tenant();
  await addPersona(world, strict);
  await strict.owner.projects.updateProject({
    project: strict.projectId,
    settings: { failOnFloor: 3, requireCommit: false },
    updateMask: ['settings'],
  });
  expect((await started(strict.owner)).failOn).toBe(3);
  expect((await started(strict.owner, { failOn: 2 })).failOn).toBe(2);
  expect((await started(strict.owner, { failOn: 3 })).failOn).toBe(3);
  for (const failOn of [4, 5, 1] as const) {
    const refused = await refusal(strict.owner.runs.createAgentRun({ persona: 'sentinel', failOn }));
    expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'FAIL_ON_TOO_LOOSE' });
    expect(refused.metadata).toMatchObject({ fail_on_floor: 'medium' });
    expect(refused.violations[0].field).toBe('fail_on');
  }
});

test('a project that demands a commit refuses runs without one', async () => {
  const strict = await world.tenant();
  await addPersona(world, strict);
  await strict.owner.projects.updateProject({
    project: strict.projectId,
    settings: { failOnFloor: 0, requireCommit: true },
    updateMask: ['settings'],
  });
  const refused = await refusal(started(strict.owner));
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'COMMIT_REQUIRED' });
  expect((await started(strict.owner, { commit: 'A'.repeat(64) })).commit).toBe('a'.repeat(64));
});
