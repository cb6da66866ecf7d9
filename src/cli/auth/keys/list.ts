import { ListPersonalKeysRequest, ProjectServiceService } from '../../../gen/client/sfs/v1/project.ts';
import { command } from '../../command.ts';
import { stateCell } from '../../key/fields.ts';
import { listFormats, listOptions, printList } from '../../list.ts';
import { memberId } from '../../member/find.ts';

export default command({
  name: 'list',
  examples: ['sfs auth keys list', 'sfs auth keys list --member ada@acme.example'],
  formats: listFormats,
  options: {
    member: { type: 'string', about: "another member's, by id or e-mail address (admins)", filled: true },
    ...listOptions,
  },
  async run(context, args) {
    const member = args.member === undefined ? '' : await memberId(context, args.member);
    await printList(context, args, {
      method: ProjectServiceService.listPersonalKeys,
      request: (paging) => ListPersonalKeysRequest.create({ ...paging, memberId: member }),
      ...{ field: 'keys', response: 'sfs.v1.ListPersonalKeysResponse', item: 'sfs.v1.PersonalKey' },
      headings: ['id', 'name', 'state', 'expires', 'last used'],
      row: (key) => [key.id, key.name, stateCell(key.state), key.expiresAt, key.lastUsedAt ?? 'never'],
    });
  },
});
