import { GetProjectRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import type { WhoAmIResponse } from '../../gen/client/sfs/v1/service_key.ts';
import { presets } from '../../service_keys/presets.ts';
import { humanDuration } from '../duration.ts';
import { roles } from '../member/fields.ts';
import type { Api } from '../method.ts';
import type { ProjectSetting } from '../project.ts';
import { type Check, failed, ok, warn } from './check.ts';

/** Seconds: a key that ends earlier is mentioned. */
const soon = 14 * 86_400;

/** Whose key it is, and for how long. */
export function keyCheck(who: WhoAmIResponse, origin: string, now: Date): Check {
  const kind = who.member ? `personal key ${who.keyName} of ${who.member.name}` : `service key ${who.keyName}`;
  const left = (who.expiresAt!.getTime() - now.getTime()) / 1000;
  const message = `${kind} (${who.keyId}, from ${origin}) expires in ${humanDuration(left)}, ${who.expiresAt!.toISOString()}`;
  if (left > soon) return ok('key', message);
  return warn('key', message, who.member ? 'mint another: sfs auth keys create' : 'mint another: sfs key create');
}

/** Whether a pipeline could work with the key. */
export function scopesCheck(who: WhoAmIResponse): Check {
  if (who.member) return ok('scopes', `${roles.word(who.member.role)}: ${who.scopes.length} scopes`);
  const missing = presets.ci.filter((scope) => !who.scopes.includes(scope));
  if (missing.length === 0) return ok('scopes', `${who.scopes.length} scopes, all of preset ci among them`);
  return warn(
    'scopes',
    `${who.scopes.join(', ')}; preset ci has also ${missing.join(', ')}`,
    'for a pipeline, mint a key with: sfs key create --preset ci',
  );
}

/** Which project commands work on here. */
export async function projectCheck(api: Api, setting: ProjectSetting): Promise<Check> {
  try {
    const request = GetProjectRequest.create({ project: setting.value });
    const { project } = await api.call(ProjectServiceService.getProject, request);
    const listed =
      setting.value === '' || /[/:]/.test(setting.value) === false || project!.gitRemotes.includes(setting.value);
    const why = listed && setting.value !== '' ? setting.origin : 'the only one that the key reaches';
    if (!project!.archivedAt) return ok('project', `${project!.slug} (${why})`);
    return warn('project', `${project!.slug} (${why}) is archived`, 'name another with --project');
  } catch (error) {
    const check = failed('project', error);
    // No project is needed to administer a server, so this alone is no failure; but an unreachable server is.
    if (check.passing) return check;
    return warn('project', check.message, 'name it with --project or SFS_PROJECT, or set this checkout up: sfs init');
  }
}
