import { readJsonFile } from '../json_file.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What the CI says about the job that this command runs in. A text that it does not say is empty. */
export interface CiFacts {
  provider: 'github' | 'gitlab';
  source: 'ci' | 'scheduled';
  /** The branch, tag, pull or merge request that started the job, as a ref. */
  ref: string;
  /** The commit under review: of a pull request its head, and not the commit that the CI made to merge it. */
  commit: string;
  url: string;
}

/** GitHub documents no limit; the largest payloads that it sends have 25 MB. */
const maxEventBytes = 32 * 1024 * 1024;

/** Reads what GitHub Actions or GitLab CI say in the environment; undefined elsewhere. */
export function detectCi(env: Env, cwd: string): CiFacts | undefined {
  // Gitea and Forgejo call themselves GitHub, too; their pages and events differ.
  const imitation = env.GITEA_ACTIONS || env.FORGEJO_ACTIONS;
  if (env.GITHUB_ACTIONS === 'true' && !imitation) return checked(github(env, eventOf(env, cwd)));
  if (env.GITLAB_CI === 'true') return checked(gitlab(env));
  return undefined;
}

function github(env: Env, event: JsonObject): CiFacts {
  const pull = object(event.pull_request);
  const issue = object(event.issue);
  const name = env.GITHUB_EVENT_NAME ?? '';
  // A comment on a pull request is one on an issue, and tells neither its head nor its ref.
  const commented = typeof issue.pull_request === 'object' && issue.pull_request !== null;
  const given = commented ? issue.number : pull.number;
  const number = typeof given === 'number' ? given : undefined;
  // GITHUB_SHA of a pull request is the merge commit, which nobody has reviewed, and of a comment the default branch's.
  const sha = name.startsWith('pull_request') || commented ? '' : env.GITHUB_SHA;
  const attempt = Number(env.GITHUB_RUN_ATTEMPT) > 1 ? `/attempts/${env.GITHUB_RUN_ATTEMPT}` : '';
  return {
    provider: 'github',
    source: name === 'schedule' ? 'scheduled' : 'ci',
    ref: number === undefined ? (env.GITHUB_REF ?? '') : `refs/pull/${number}/head`,
    commit: text(object(pull.head).sha) || text(object(event.workflow_run).head_sha) || (sha ?? ''),
    url:
      env.GITHUB_REPOSITORY && env.GITHUB_RUN_ID
        ? `${env.GITHUB_SERVER_URL || 'https://github.com'}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}${attempt}`
        : '',
  };
}

function gitlab(env: Env): CiFacts {
  const branch = env.CI_COMMIT_TAG ? `refs/tags/${env.CI_COMMIT_TAG}` : `refs/heads/${env.CI_COMMIT_REF_NAME ?? ''}`;
  return {
    provider: 'gitlab',
    source: env.CI_PIPELINE_SOURCE === 'schedule' ? 'scheduled' : 'ci',
    ref: env.CI_MERGE_REQUEST_REF_PATH || (env.CI_COMMIT_REF_NAME ? branch : ''),
    // Set in pipelines for merged results only, where CI_COMMIT_SHA is the merge commit.
    commit: env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || env.CI_COMMIT_SHA || '',
    url: env.CI_JOB_URL || env.CI_PIPELINE_URL || '',
  };
}

type JsonObject = Record<string, unknown>;

/** The payload of the event, empty where it cannot be read: what is detected is a convenience, and no reason to fail. */
function eventOf(env: Env, cwd: string): JsonObject {
  try {
    return env.GITHUB_EVENT_PATH ? object(readJsonFile(cwd, env.GITHUB_EVENT_PATH, maxEventBytes)) : {};
  } catch {
    return {};
  }
}

const object = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Leaves out what the server would refuse: nobody gave it, so nobody could mend it. */
function checked(facts: CiFacts): CiFacts {
  return {
    ...facts,
    ref: [...facts.ref].length <= 500 ? facts.ref : '',
    commit: /^([\da-f]{40}|[\da-f]{64})$/i.test(facts.commit) ? facts.commit : '',
    url: /^https?:\/\/[^\s\x00-\x20"<>\\]+$/.test(facts.url) && facts.url.length <= 2000 ? facts.url : '',
  };
}
