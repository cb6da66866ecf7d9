import { ListMembersRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { CliError, usage } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { every } from '../every.ts';
import { exit } from '../exit.ts';

/** The id of a member who is named by id or by e-mail address. */
export async function memberId(context: Context, text: string): Promise<string> {
  if (/^mem_[0-9a-f]{32}$/.test(text)) return text;
  if (!text.includes('@'))
    throw usage('name the member by id (mem_…) or e-mail address', 'the members: sfs member list');
  const { listMembers } = ProjectServiceService;
  const wanted = text.trim().toLowerCase();
  const members = every(context, listMembers, ListMembersRequest.create, (answer) => answer.members);
  for await (const { id, email } of members) if (email.toLowerCase() === wanted) return id;
  throw new CliError(exit.notFound, `there is no member ${text}`, { hint: 'the members: sfs member list' });
}
