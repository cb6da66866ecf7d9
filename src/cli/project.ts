import { normalizeRemote } from '../projects/remote.ts';
import { ciRepository } from './ci_repository.ts';
import { usage } from './cli_error.ts';
import { originUrl } from './git.ts';
import type { RepositoryFile } from './repository_file.ts';

/** What to send as `project`, and where it came from. Empty means the only project that the key can reach. */
export interface ProjectSetting {
  value: string;
  origin: string;
}

interface Sources {
  flag: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  repository: RepositoryFile | undefined;
  profile: string | undefined;
  fromProfile: string;
  cwd: string;
}

/**
 * Flag, `SFS_PROJECT`, `.sfs.yaml`, profile, the checkout's origin, the CI's variables, else empty.
 *
 * A remote is reduced to `host/path` here already: a runner's origin can hold a token, which is never sent.
 */
export function resolveProject({ flag, env, repository, profile, fromProfile, cwd }: Sources): ProjectSetting {
  if (flag) return named(flag, 'flag --project');
  if (env.SFS_PROJECT) return named(env.SFS_PROJECT, 'environment SFS_PROJECT');
  if (repository?.project?.value) {
    return named(repository.project.value, `${repository.path}, line ${repository.project.line}`);
  }
  if (profile) return named(profile, fromProfile);
  const origin = normalizeRemote(originUrl(cwd) ?? '');
  if (origin) return { value: origin, origin: 'origin of the checkout' };
  const ci = ciRepository(env);
  const repositoryOfCi = normalizeRemote(ci?.url ?? '');
  if (ci && repositoryOfCi) return { value: repositoryOfCi, origin: `environment ${ci.name}` };
  return { value: '', origin: 'default' };
}

/** An id or slug as it is; a remote reduced. */
function named(text: string, origin: string): ProjectSetting {
  const value = text.trim();
  if (!/[/:]/.test(value)) return { value, origin };
  const remote = normalizeRemote(value);
  if (remote === undefined) throw usage(`the project (${origin}) is neither an id, a slug nor a git remote`);
  return { value: remote, origin };
}
