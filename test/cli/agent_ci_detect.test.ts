import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectCi } from '../../src/cli/agent/ci_detect.ts';
import { folder } from './run.ts';

const head = 'a'.repeat(40);
const merge = 'b'.repeat(40);

describe('GitHub Actions', () => {
  const facts = (event: unknown, env: Record<string, string>) => {
    const cwd = folder();
    const path = join(cwd, 'event.json');
    writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event));
    return detectCi({ GITHUB_ACTIONS: 'true', GITHUB_SHA: merge, GITHUB_EVENT_PATH: path, ...env }, cwd);
  };
  const repository = { GITHUB_REPOSITORY: 'acme/app', GITHUB_RUN_ID: '12' };

  it('of a pull request it is the head, not the merge commit', () => {
    const event = { pull_request: { number: 7, head: { sha: head } } };
    const env = { ...repository, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' };
    expect(facts(event, env)).toEqual({
      ...{ provider: 'github', source: 'ci', ref: 'refs/pull/7/head', commit: head },
      url: 'https://github.com/acme/app/actions/runs/12',
    });
  });

  it.each(['', '{', '[]', 'null', '{"pull_request": 1}', '{"pull_request": {"head": {"sha": 1}}}'])(
    'with the event %j the merge commit of a pull request is not taken for its head',
    (event) => {
      const env = { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_REF: 'refs/heads/main' };
      expect(facts(event, env)).toMatchObject({ commit: '', ref: 'refs/heads/main' });
    },
  );

  it('of a push it is the commit that was pushed', () => {
    const env = {
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SERVER_URL: 'https://git.acme.test',
    };
    expect(facts({}, { ...env, ...repository, GITHUB_RUN_ATTEMPT: '2' })).toMatchObject({
      ...{ commit: merge, ref: 'refs/heads/main', source: 'ci' },
      url: 'https://git.acme.test/acme/app/actions/runs/12/attempts/2',
    });
  });

  it('of a run after another workflow it is the commit of that one', () => {
    const event = { workflow_run: { head_sha: head } };
    expect(facts(event, { GITHUB_EVENT_NAME: 'workflow_run' })).toMatchObject({ commit: head });
  });

  it('of a comment on a pull request no commit is known: GITHUB_SHA is the newest of the default branch', () => {
    const event = { issue: { number: 7, pull_request: { url: 'https://api.github.com/repos/acme/app/pulls/7' } } };
    const env = { GITHUB_EVENT_NAME: 'issue_comment', GITHUB_REF: 'refs/heads/main' };
    expect(facts(event, env)).toMatchObject({ commit: '', ref: 'refs/pull/7/head' });
    expect(facts({ issue: { number: 7 } }, env)).toMatchObject({ commit: merge, ref: 'refs/heads/main' });
  });

  it('a schedule is a schedule', () => {
    expect(facts({}, { GITHUB_EVENT_NAME: 'schedule' })).toMatchObject({ source: 'scheduled' });
  });

  it('what the server would refuse is left out', () => {
    const env = { GITHUB_REF: `refs/heads/${'x'.repeat(500)}`, GITHUB_SHA: 'main', GITHUB_SERVER_URL: 'javascript:' };
    expect(facts({}, { ...repository, ...env })).toMatchObject({ ref: '', commit: '', url: '' });
  });

  it('an imitation is not GitHub', () => {
    expect(facts({}, { GITEA_ACTIONS: 'true' })).toBeUndefined();
  });
});

describe('GitLab CI', () => {
  const facts = (env: Record<string, string>) => detectCi({ GITLAB_CI: 'true', CI_COMMIT_SHA: merge, ...env }, '/');

  it('of a merge request it is the head of the source branch', () => {
    const env = { CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/1/head', CI_JOB_URL: 'https://gitlab.test/j/1' };
    const more = { CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head, CI_PIPELINE_SOURCE: 'merge_request_event' };
    expect(facts({ ...env, ...more })).toEqual({
      ...{ provider: 'gitlab', source: 'ci', ref: 'refs/merge-requests/1/head', commit: head },
      url: 'https://gitlab.test/j/1',
    });
    // Outside pipelines for merged results the variable is empty, and CI_COMMIT_SHA is the head.
    expect(facts({ ...env, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '' })).toMatchObject({ commit: merge });
  });

  it.each([
    [{ CI_COMMIT_REF_NAME: 'main' }, 'refs/heads/main'],
    [{ CI_COMMIT_REF_NAME: 'v1', CI_COMMIT_TAG: 'v1' }, 'refs/tags/v1'],
    [{}, ''],
  ] as [Record<string, string>, string][])('%j is the ref %s', (env, ref) => {
    expect(facts(env)).toMatchObject({ ref });
  });

  it('a schedule is a schedule', () => {
    expect(facts({ CI_PIPELINE_SOURCE: 'schedule' })).toMatchObject({ source: 'scheduled' });
  });
});

it('elsewhere nothing is detected', () => {
  expect(detectCi({ CI: 'true', GITHUB_ACTIONS: 'false', GITLAB_CI: '' }, '/')).toBeUndefined();
});
