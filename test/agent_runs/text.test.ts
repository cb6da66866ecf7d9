import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { addPersona, finding, persona, refusal, started } from './runs.ts';

let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world.stop());

const odd = [
  `'; drop table agent_runs; --`,
  '$(id) `id` %s %n ? ?? $1 :name @a {b} "quoted" \\ \\\\ \\u0000 null NULL',
  'two\nlines, and\r\nthree\t\u0007\u001b[31mred\u001b[0m\u202e',
  'e\u0301 é 日本語 🧑‍🚀 \u{10FFFF} \uFFFD',
  '::error::x\n##[error]y <script>alert(1)</script> {"a":["b"]}',
  '   ',
];

test.each(odd)('any text comes back as it went in: %j', async (text) => {
  const run = await started(ci, { triggerRef: text, sessionId: text.slice(0, 100) });
  const item = finding({ severity: 'low', title: text, message: text, path: text, ruleId: text, extraJson: text });
  const { run: done } = await ci.runs.completeAgentRun({
    runId: run.id,
    resultSummary: text,
    findings: { items: [item] },
  });
  expect(done).toMatchObject({ triggerRef: text, sessionId: text.slice(0, 100), resultSummary: text });
  expect((await ci.runs.getAgentRun({ runId: run.id })).run).toEqual(done);
  const { findings } = await ci.runs.listFindings({ runId: run.id });
  expect(findings[0]).toEqual({ ...item, effectiveSeverity: 2, number: 1 });
  expect((await ci.runs.listAgentRuns({ triggerRef: text })).runs[0]?.id).toBe(run.id);
});

test.each(odd)('reasons keep %j on one line', async (text) => {
  const run = await started(ci);
  await ci.runs.completeAgentRun({ runId: run.id, status: 3, errorReason: text, severity: text.slice(0, 50) });
  const { run: stored } = await ci.runs.getAgentRun({ runId: run.id });
  expect(stored?.reasons.length).toBeGreaterThan(0);
  for (const reason of stored!.reasons) expect(reason).not.toMatch(/[\n\r\u001b\u202e]/);
});

test.each([
  ['tool', { tool: 'x'.repeat(51) }],
  ['tool', { tool: 'a\0b' }],
  ['trigger_ref', { triggerRef: 'x'.repeat(501) }],
  ['trigger_ref', { triggerRef: 'a\0' }],
  ['session_id', { sessionId: '\0' }],
  ['commit', { commit: 'abc' }],
  ['commit', { commit: 'g'.repeat(40) }],
  ['ci_run_url', { ciRunUrl: 'javascript:alert(1)' }],
  ['ci_run_url', { ciRunUrl: 'https://x/\nHost: y' }],
  ['persona', { persona: 'two words' }],
  ['persona', { persona: '' }],
  ['ticket_id', { ticketId: 'tk_1' }],
  ['fail_on', { failOn: 6 as never }],
  ['trigger_source', { triggerSource: -1 as never }],
  ['request_id', { requestId: 'x'.repeat(129) }],
])('create refuses a bad %s: %j', async (field, partial) => {
  const refused = await refusal(ci.runs.createAgentRun({ persona, ...partial }));
  expect(refused.code).toBe('INVALID_ARGUMENT');
  expect(refused.violations[0]).toMatchObject({ field });
});

test.each([
  ['result_summary', { resultSummary: 'x'.repeat(65_537) }],
  ['result_summary', { resultSummary: '\0' }],
  ['severity', { severity: 'x'.repeat(51) }],
  ['severity', { severity: 'no\0ne' }],
  ['error_reason', { status: 3 as const, errorReason: 'x'.repeat(501) }],
  ['findings_total', { findingsTotal: -1 }],
  ['findings.items', { findings: { items: Array.from({ length: 1_001 }, () => finding()) } }],
  ['findings.items[0].title', { findings: { items: [finding({ title: 'x'.repeat(501) })] } }],
  ['findings.items[0].line', { findings: { items: [finding({ line: -1 })] } }],
  ['findings.items[0].extra_json', { findings: { items: [finding({ extraJson: 'x'.repeat(65_537) })] } }],
])('complete refuses a bad %s, and the run goes on', async (field, partial) => {
  const run = await started(ci);
  const refused = await refusal(ci.runs.completeAgentRun({ runId: run.id, severity: 'none', ...partial }));
  expect(refused.code).toBe('INVALID_ARGUMENT');
  expect(refused.violations[0]).toMatchObject({ field });
  expect((await ci.runs.getAgentRun({ runId: run.id })).run?.status).toBe(2);
});

test('texts of the greatest length are kept whole', async () => {
  const run = await started(ci, { tool: '𝒯'.repeat(50), triggerRef: '🙂'.repeat(500) });
  const items = [
    finding({ title: '🙂'.repeat(500), message: 'm'.repeat(16_384), extraJson: 'x'.repeat(65_536), line: 2 ** 31 - 1 }),
  ];
  const { run: done } = await ci.runs.completeAgentRun({
    runId: run.id,
    resultSummary: 'x'.repeat(65_536),
    findings: { items },
  });
  expect(done).toMatchObject({ tool: '𝒯'.repeat(50), triggerRef: '🙂'.repeat(500) });
  expect(done?.resultSummary).toHaveLength(65_536);
  expect((await ci.runs.listFindings({ runId: run.id })).findings[0]).toMatchObject(
    items[0]!.line ? { line: 2 ** 31 - 1 } : {},
  );
});

test('a title that was not given is the first line of the message, cut to 500 characters', async () => {
  const run = await started(ci);
  const items = [finding({ message: `\n  ${'🙂'.repeat(600)}\nsecond` }), finding({ message: 'a\r\nb' }), finding()];
  await ci.runs.completeAgentRun({ runId: run.id, findings: { items } });
  const { findings } = await ci.runs.listFindings({ runId: run.id });
  expect(findings.map(({ title }) => [...title].length)).toEqual([500, 1, 0]);
});
