import { GetServiceKeyRequest, ServiceKeyServiceService } from '../../gen/client/sfs/v1/service_key.ts';
import { command } from '../command.ts';
import { serviceKeyFields } from './fields.ts';
import { serviceKeyId } from './find.ts';

export default command({
  name: 'show <key>',
  examples: ['sfs key show ci', 'sfs key show key_… --format json'],
  formats: ['text', 'json'],
  async run(context, args) {
    const keyId = await serviceKeyId(context, args.key);
    const { key } = await context.call(ServiceKeyServiceService.getServiceKey, GetServiceKeyRequest.create({ keyId }));
    if (context.format === 'json') await context.json('sfs.v1.ServiceKey', key!);
    else context.panel(serviceKeyFields(key!));
  },
});
