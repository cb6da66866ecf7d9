import { type Project, ProjectSettings } from '../../gen/client/sfs/v1/project.ts';
import { Severity } from '../../gen/client/sfs/v1/severity.ts';
import { normalizeRemote } from '../../projects/remote.ts';
import { words } from '../../words.ts';
import { usage } from '../cli_error.ts';
import type { Cell } from '../table.ts';

const severities = words(Severity, 'SEVERITY_');

/** The floor's option. `none` takes the floor away: as a threshold it never fails anything. */
export const floorOption = {
  'fail-on-floor': {
    type: 'string',
    about: 'the loosest --fail-on that a run may have',
    choices: severities.all,
    filled: true,
  },
} as const;

/** The number of a floor; unspecified is no floor. */
export function floorNumber(word: (typeof severities.all)[number] | undefined): Severity {
  return word === 'none' ? Severity.SEVERITY_UNSPECIFIED : severities.number(word);
}

/** The policy of a new project. */
export function settingsOf(args: {
  failOnFloor: (typeof severities.all)[number] | undefined;
  requireCommit: boolean;
}): ProjectSettings {
  return ProjectSettings.create({ failOnFloor: floorNumber(args.failOnFloor), requireCommit: args.requireCommit });
}

/** Remotes reduced to host/path before they are sent: a remote that was copied from a runner may hold a token. */
export function remotesOf(texts: readonly string[]): string[] {
  return texts.map((text) => {
    const remote = normalizeRemote(text);
    if (remote === undefined) throw usage('a --git-remote is no git remote', 'for example: github.com/acme/web-shop');
    return remote;
  });
}

/** Refuses `sfs project archive "$EMPTY"`: nothing given must not come to mean the checkout's project. */
export function refuseEmpty(project: string | undefined): void {
  if (project?.trim() === '') throw usage('the project is given but empty', 'the projects: sfs project list');
}

/** A project for people. */
export function projectFields(project: Project): (readonly [string, Cell])[] {
  return [
    ['id', project.id],
    ['name', project.name],
    ['slug', project.slug],
    ['git remotes', project.gitRemotes.join('\n')],
    ['fail-on floor', severities.word(project.settings?.failOnFloor) ?? 'none'],
    ['commit', project.settings?.requireCommit ? 'required' : 'optional'],
    ['made', project.createdAt],
    ['changed', project.updatedAt],
    ['archived', project.archivedAt],
  ];
}
