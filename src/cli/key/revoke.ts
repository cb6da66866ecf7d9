import { RevokeServiceKeyRequest, ServiceKeyServiceService } from '../../gen/client/sfs/v1/service_key.ts';
import { command } from '../command.ts';
import { serviceKeyFields } from './fields.ts';
import { serviceKeyId } from './find.ts';

export default command({
  name: 'revoke <key>',
  examples: ["sfs key revoke ci --reason 'found in a log'"],
  formats: ['text', 'json'],
  changes: true,
  options: { reason: { type: 'string', about: 'why, for the audit log', required: true, filled: true } },
  async run(context, args) {
    const keyId = await serviceKeyId(context, args.key);
    const { key } = await context.call(
      ServiceKeyServiceService.revokeServiceKey,
      RevokeServiceKeyRequest.create({ keyId, reason: args.reason, requestId: context.requestId }),
    );
    if (context.format === 'json') await context.json('sfs.v1.ServiceKey', key!);
    else context.panel(serviceKeyFields(key!));
    context.note(`${keyId} is revoked: every server refuses it within a second`);
  },
});
