import { ProjectServiceService, RevokePersonalKeyRequest } from '../../../gen/client/sfs/v1/project.ts';
import { command } from '../../command.ts';
import { refuseKeyText } from '../../key/find.ts';
import { personalKeyFields } from './fields.ts';

export default command({
  name: 'revoke <key_id>',
  examples: ["sfs auth keys revoke key_… --reason 'laptop lost'"],
  formats: ['text', 'json'],
  changes: true,
  options: { reason: { type: 'string', about: 'why, for the audit log', required: true, filled: true } },
  async run(context, args) {
    refuseKeyText(args.keyId);
    const { key } = await context.call(
      ProjectServiceService.revokePersonalKey,
      RevokePersonalKeyRequest.create({ keyId: args.keyId, reason: args.reason, requestId: context.requestId }),
    );
    if (context.format === 'json') await context.json('sfs.v1.PersonalKey', key!);
    else context.panel(personalKeyFields(key!));
    context.note(`${args.keyId} is revoked: every server refuses it within a second`);
  },
});
