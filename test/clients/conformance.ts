import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing } from '../../proto/clients/install.ts';
import { mintSecret } from '../../src/service_keys/secret.ts';
import { readCases } from './case.ts';
import { mustSucceed } from './commands.ts';
import type { Language } from './language.ts';
import { play } from './player.ts';
import { Runner } from './runner.ts';
import { Theatre } from './stage.ts';

const cases = readCases().flatMap((file) => file.cases);

/** What the example is given, what it exits with, and what it says. */
const reviews: [what: string, findings: object[], code: number, says: RegExp][] = [
  ['that finds nothing serious', [{ severity: 'low', title: 'style', path: 'a.ts', line: 3 }], 0, / passed/],
  ['that finds nothing', [], 0, / passed/],
  ['that finds a hole', [{ severity: 'critical', title: 'hole', message: 'x', rule_id: 'r1' }], 1, / failed/],
  ['with a score that beats its label', [{ severity: 'low', security_severity: 9.8, title: 'x' }], 1, / failed/],
  ['that spells it otherwise', [{ severity: 'low', securitySeverity: 9.8, ruleId: 'r', title: 'x' }], 1, / failed/],
  ['whose label nobody knows', [{ severity: 'dunno', title: 'x' }], 1, / failed/],
];

/** Plays every case in a language, and runs its example and its own checks. A column of the table per runner. */
export function conformance(language: Language): void {
  const lacks = missing(language.needs);
  const required = process.env.SFS_REQUIRE_TOOLCHAINS === 'all';
  if (lacks && !required) console.log(`${language.name}: skipped, because ${lacks} does not work here`);
  let theatre: Theatre;
  beforeAll(async () => {
    if (lacks && !required) return;
    if (lacks) throw new Error(`${lacks} does not work here`);
    for (const step of language.build) mustSucceed(step);
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  for (const face of language.runners) {
    describe.skipIf(lacks && !required)(face.name, () => {
      let runner: Runner;
      beforeAll(() => {
        runner = new Runner(face.name, face);
      });
      afterAll(async () => {
        // It ends by itself when its input does; a code of another kind is a crash.
        expect(await runner?.stop()).toBe(0);
      });
      const secrets = new Set<string>();
      test.each(cases.map((one) => [one.case, one] as const))('%s', async (_, one) => {
        const { stage, keys, end } = await theatre.stageFor(one);
        for (const key of keys) secrets.add(key);
        await play(one, runner, stage).finally(end);
      });
      test('no key is printed', () => {
        const said = runner.printed.filter((line) => [...secrets].some((secret) => line.includes(secret)));
        expect(said).toEqual([]);
      });
    });
  }

  describe.skipIf(lacks && !required)(language.name, () => {
    test("the language's own tests and checks", () => {
      for (const check of language.checks) mustSucceed(check);
    }, 600_000);
    test.each(reviews)('the example: a review %s', async (_, findings, code, says) => {
      const { key, status, stdout, stderr } = await theatre.review(language, findings);
      expect({ code: status, stdout }, stderr).toEqual({ code, stdout: expect.stringMatching(says) });
      expect(stdout).toMatch(/^run_[0-9a-f]{32} /m);
      expect(stdout + stderr).not.toContain(key);
    });
    test.each([[null], [{}], [3], ['text'], [['text']], [[null]]])(
      'the example: findings that are %j',
      async (findings) => {
        const { status, stdout, stderr } = await theatre.review(language, findings);
        expect({ status, stdout }, stderr).toEqual({ status: 2, stdout: '' });
        expect(stderr).not.toBe('');
      },
    );
    test('the example: a key that is not known', async () => {
      const { key, ...ended } = await theatre.review(language, [], mintSecret('service', randomUUID()));
      expect(ended).toMatchObject({ status: 2, stderr: expect.stringContaining('KEY_UNKNOWN') });
      expect(ended.stdout + ended.stderr).not.toContain(key);
    });
  });
}
