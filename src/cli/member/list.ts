import { ListMembersRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';
import { roles } from './fields.ts';

export default command({
  name: 'list',
  examples: ['sfs member list', 'sfs member list --all --format jsonl'],
  formats: listFormats,
  options: listOptions,
  run: (context, args) =>
    printList(context, args, {
      method: ProjectServiceService.listMembers,
      request: (paging) => ListMembersRequest.create(paging),
      ...{ field: 'members', response: 'sfs.v1.ListMembersResponse', item: 'sfs.v1.Member' },
      headings: ['id', 'name', 'email', 'role', 'added'],
      row: (member) => [member.id, member.name, member.email, roles.word(member.role), member.createdAt],
    }),
});
