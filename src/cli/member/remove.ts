import { ProjectServiceService, RemoveMemberRequest } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';
import { memberId } from './find.ts';

export default command({
  name: 'remove <member>',
  examples: [
    'sfs member remove ada@acme.example',
    "sfs member remove ada@acme.example --format json | jq -r '.service_keys_to_rotate[].id' | xargs -n1 sfs key rotate",
  ],
  formats: ['text', 'json'],
  changes: true,
  async run(context, args) {
    const id = await memberId(context, args.member);
    const answer = await context.call(
      ProjectServiceService.removeMember,
      RemoveMemberRequest.create({ memberId: id, requestId: context.requestId }),
    );
    const keys = answer.serviceKeysToRotate;
    if (context.format === 'json') await context.json('sfs.v1.RemoveMemberResponse', answer);
    else if (keys.length > 0) {
      context.table(
        ['key', 'name'],
        keys.map((key) => [key.id, key.name]),
      );
    }
    context.note(`${id} is removed, and their personal keys have stopped`);
    if (keys.length > 0) {
      context.note('they may know the secrets of the service keys listed: rotate each with sfs key rotate KEY');
    }
  },
});
