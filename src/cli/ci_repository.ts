type Env = Readonly<Record<string, string | undefined>>;

/** Each CI's variables for the repository that it builds; the first that is set counts. */
const sources: { name: string; url: (env: Env) => string | undefined }[] = [
  {
    name: 'GITHUB_REPOSITORY',
    url: (env) => env.GITHUB_REPOSITORY && `${env.GITHUB_SERVER_URL || 'https://github.com'}/${env.GITHUB_REPOSITORY}`,
  },
  ...[
    'CI_PROJECT_URL', // GitLab
    'BITBUCKET_GIT_HTTP_ORIGIN',
    'CIRCLE_REPOSITORY_URL',
    'BUILDKITE_REPO',
    'BUILD_REPOSITORY_URI', // Azure Pipelines
    'DRONE_REMOTE_URL',
    'GIT_URL', // Jenkins
  ].map((name) => ({ name, url: (env: Env) => env[name] })),
];

/** The repository that a CI builds, as it says itself, and the variable that said so. */
export function ciRepository(env: Env): { name: string; url: string } | undefined {
  for (const { name, url } of sources) {
    const value = url(env);
    if (value) return { name, url: value };
  }
  return undefined;
}
