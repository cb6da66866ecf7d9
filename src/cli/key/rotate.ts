import { RotateServiceKeyRequest, ServiceKeyServiceService } from '../../gen/client/sfs/v1/service_key.ts';
import { command } from '../command.ts';
import { newKeyOptions, overlapText, printNewKey } from '../new_key.ts';
import { serviceKeyFields } from './fields.ts';
import { serviceKeyId } from './find.ts';

export default command({
  name: 'rotate <key>',
  examples: [
    'sfs key rotate ci --overlap 1h',
    'sfs key rotate ci --overlap 1h --output-key | gh secret set SFS_API_KEY',
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    overlap: { type: 'duration', about: 'how long the old secret still works, at most 7d', default: 0 },
    ...newKeyOptions,
  },
  async run(context, args) {
    const keyId = await serviceKeyId(context, args.key);
    const answer = await context.call(
      ServiceKeyServiceService.rotateServiceKey,
      RotateServiceKeyRequest.create({ keyId, overlapSeconds: args.overlap, requestId: context.requestId }),
    );
    await printNewKey(context, args, {
      ...{ message: 'sfs.v1.RotateServiceKeyResponse', answer, id: keyId },
      fields: serviceKeyFields(answer.key!),
      rotate: `sfs key rotate ${keyId}`,
    });
    context.note(overlapText(args.overlap));
  },
});
