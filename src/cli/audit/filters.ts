import { AuditOutcome } from '../../gen/client/sfs/v1/audit.ts';
import { GetProjectRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { words } from '../../words.ts';
import type { Context } from '../context.ts';
import type { OptionArgs, Options } from '../options.ts';

const outcomeWords = words(AuditOutcome, 'AUDIT_OUTCOME_');

/** What events are chosen by, in a list as in an export. */
export const filterOptions = {
  project: { type: 'string', about: 'of this project: an id, slug or git remote', filled: true },
  actor: { type: 'string', about: 'by this key_…, this mem_…, or system', filled: true },
  action: { type: 'string', about: 'of this action, for example agent_run.complete', filled: true },
  resource: { type: 'string', about: 'done to this: an id, or a kind such as ticket', filled: true },
  run: { type: 'string', about: 'about this run_…, refused calls too', filled: true },
  outcome: { type: 'string', about: 'how it ended', choices: outcomeWords.all, filled: true },
  since: { type: 'time', about: 'at or after: a time, or how long ago' },
  until: { type: 'time', about: 'before' },
} as const satisfies Options;

/** The filters of a request. */
export async function filtersOf(context: Context, args: OptionArgs<typeof filterOptions>) {
  return {
    // The log is the organization's: a checkout's own project must not narrow it without a word.
    projectId: args.project === undefined ? '' : await projectId(context),
    actor: args.actor ?? '',
    action: args.action ?? '',
    resource: args.resource ?? '',
    runId: args.run ?? '',
    outcome: outcomeWords.number(args.outcome),
    occurredAfter: args.since,
    occurredBefore: args.until,
  };
}

/** The id of the project that `--project` names; a remote in it was reduced by the settings. */
async function projectId(context: Context): Promise<string> {
  const project = await context.project();
  if (/^proj_[0-9a-f]{32}$/.test(project)) return project;
  const request = GetProjectRequest.create({ project });
  return (await context.call(ProjectServiceService.getProject, request)).project!.id;
}
