import { ProjectServiceService, UpdateMemberRequest } from '../../gen/client/sfs/v1/project.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { memberFields, roles } from './fields.ts';
import { memberId } from './find.ts';

export default command({
  name: 'role <member> <role>',
  examples: ['sfs member role ada@acme.example admin'],
  formats: ['text', 'json'],
  changes: true,
  async run(context, args) {
    const role = roles.all.find((word) => word === args.role);
    if (!role) throw usage(`the role must be one of: ${roles.all.join(', ')}`);
    const { member } = await context.call(
      ProjectServiceService.updateMember,
      UpdateMemberRequest.create({
        ...{ memberId: await memberId(context, args.member), role: roles.number(role) },
        ...{ updateMask: ['role'], requestId: context.requestId },
      }),
    );
    if (context.format === 'json') await context.json('sfs.v1.Member', member!);
    else context.panel(memberFields(member!));
  },
});
