import { CreateMemberRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';
import { expiresInOption, lifetime, newKeyOptions, printNewKey } from '../new_key.ts';
import { memberFields, roles } from './fields.ts';

export default command({
  name: 'add <email>',
  examples: [
    "sfs member add ada@acme.example --name 'Ada Smith' --role admin",
    "sfs member add ada@acme.example --name 'Ada Smith' --output-key > ada.key",
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    name: { type: 'string', about: "the person's name", required: true, filled: true },
    role: { type: 'string', about: 'not above your own', choices: roles.all, default: 'member' },
    ...expiresInOption,
    ...newKeyOptions,
  },
  async run(context, args) {
    const answer = await context.call(
      ProjectServiceService.createMember,
      CreateMemberRequest.create({
        ...{ name: args.name, email: args.email, role: roles.number(args.role) },
        ...{ keyExpiresInSeconds: lifetime(args.expiresIn), requestId: context.requestId },
      }),
    );
    const { member, key } = answer;
    await printNewKey(context, args, {
      ...{ message: 'sfs.v1.CreateMemberResponse', answer, id: member!.id },
      fields: [...memberFields(member!), ['key id', key!.id], ['key expires', key!.expiresAt]],
      // Only the holder of a personal key rotates it, and this one has no holder yet.
      rotate: `sfs member remove ${member!.id}, and add them again`,
    });
    context.note('hand the key to them; they sign in with: sfs auth login');
  },
});
