import { describe, expect, test } from 'vitest';
import { firstStatus, lacks, type Source, sourceOf, sources } from '../../src/tickets/source.ts';

describe('a caller may lower the source and never raise it', () => {
  test.each([
    ['member', 'human', ['human', 'ci', 'agent']],
    ['service_key', 'ci', ['ci', 'agent']],
    ['mcp', 'agent', ['agent']],
  ] as const)('%s is %s, and may say %j', (channel, own, allowed) => {
    expect(sourceOf(channel)).toEqual({ source: own });
    expect(sourceOf(channel, null)).toEqual({ source: own });
    for (const said of sources) {
      const answer = sourceOf(channel, said);
      expect('source' in answer ? answer.source : null).toBe(
        (allowed as readonly Source[]).includes(said) ? said : null,
      );
    }
  });

  test('a refusal says what the caller is', () => {
    expect(sourceOf('service_key', 'human')).toEqual({
      refused: 'source human cannot be claimed by this caller; it is at most ci',
    });
  });
});

test('only tasks of agents start suggested', () => {
  expect(sources.map((source) => firstStatus('task', source))).toEqual(['open', 'open', 'suggested']);
  expect(sources.map((source) => firstStatus('issue', source))).toEqual(['open', 'open', 'open']);
});

describe('what a ticket of an agent lacks', () => {
  const criteria = [{ text: 'x', done: false }];
  const fields = (kind: 'task' | 'issue', source: Source, description: string, acceptanceCriteria: unknown[]) =>
    lacks({ kind, source, description, acceptanceCriteria }).map(({ field }) => field);

  test('a criterion and a description of 20 characters, without the space around it', () => {
    expect(fields('task', 'agent', ` ${'x'.repeat(19)}\n`, [])).toEqual(['acceptance_criteria', 'description']);
    expect(fields('task', 'agent', '😀'.repeat(19), criteria)).toEqual(['description']);
    expect(fields('task', 'agent', '😀'.repeat(20), criteria)).toEqual([]);
  });

  test('nothing for people, pipelines and issues', () => {
    expect(fields('task', 'human', '', [])).toEqual([]);
    expect(fields('task', 'ci', '', [])).toEqual([]);
    expect(fields('issue', 'agent', '', [])).toEqual([]);
  });
});
