import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Severity, severities } from '../../src/agent_runs/severity.ts';
import { startWorld, type World } from '../support/server.ts';
import { addPersona, finding, outcome, severityNumber, started } from './runs.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
});
afterAll(() => world.stop());

const submitted = { passed: 1, failed: 2, errored: 3 } as const;
const said = { '-': undefined, none: 0, MEDIUM: 2, critical: 4, bogus: 4 } as const;
const found = { '-': undefined, empty: -1, low: 1, High: 3, '': 4 } as const;

interface Case {
  status: keyof typeof submitted;
  failOn: Severity | null;
  label: keyof typeof said;
  list: keyof typeof found;
}

function* cases(): Generator<Case> {
  for (const status of Object.keys(submitted) as Case['status'][])
    for (const failOn of [null, ...severities])
      for (const label of Object.keys(said) as Case['label'][])
        for (const list of Object.keys(found) as Case['list'][]) yield { status, failOn, label, list };
}

/** The contract's table, row by row. */
function expected({ status, failOn, label, list }: Case): string {
  const nothing = label === '-' && list === '-';
  if (status === 'passed' && nothing) return 'EVIDENCE_MISSING';
  const rank = Math.max(0, said[label] ?? 0, found[list] ?? 0);
  const severity = nothing ? '-' : severities[rank];
  if (status !== 'passed') return `${status} 1 ${severity}`;
  const threshold = failOn === null || failOn === 'none' ? 99 : severities.indexOf(failOn);
  return rank > 0 && rank >= threshold ? `failed 1 ${severity}` : `passed 0 ${severity}`;
}

async function served({ status, failOn, label, list }: Case): Promise<string> {
  const run = await started(world.owner, { failOn: severityNumber(failOn) });
  const items = list === 'empty' ? [] : [finding({ severity: list })];
  const call = world.owner.runs.completeAgentRun({
    runId: run.id,
    status: submitted[status],
    severity: label === '-' ? undefined : label,
    findings: list === '-' ? undefined : { items },
  });
  return call.then(
    (answer) => outcome(answer.run),
    (error) => error.reason,
  );
}

test('every status × fail_on × said severity × findings ends as the table of the contract says', async () => {
  const all = [...cases()];
  const answers: string[] = [];
  const work = all.entries();
  const worker = async () => {
    for (const [index, one] of work) answers[index] = await served(one);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  const wrong = all.flatMap((one, index) =>
    answers[index] === expected(one) ? [] : [`${JSON.stringify(one)}: ${answers[index]}, not ${expected(one)}`],
  );
  expect(wrong).toEqual([]);
  expect(answers.filter((answer) => answer.startsWith('passed')).length).toBeGreaterThan(50);
});
