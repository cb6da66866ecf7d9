import { CreatePersonalKeyRequest, ProjectServiceService } from '../../../gen/client/sfs/v1/project.ts';
import { command } from '../../command.ts';
import { expiresInOption, lifetime, newKeyOptions, printNewKey } from '../../new_key.ts';
import { personalKeyFields } from './fields.ts';

export default command({
  name: 'create',
  examples: [
    'sfs auth keys create --name laptop',
    'sfs auth keys create --name laptop --output-key | ssh laptop sfs auth login',
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    name: { type: 'string', about: 'what you call it', required: true, filled: true },
    ...expiresInOption,
    ...newKeyOptions,
  },
  async run(context, args) {
    const answer = await context.call(
      ProjectServiceService.createPersonalKey,
      CreatePersonalKeyRequest.create({
        ...{ name: args.name, expiresInSeconds: lifetime(args.expiresIn) },
        requestId: context.requestId,
      }),
    );
    const key = answer.key!;
    await printNewKey(context, args, {
      ...{ message: 'sfs.v1.CreatePersonalKeyResponse', answer, id: key.id },
      fields: personalKeyFields(key),
      rotate: `sfs auth keys rotate ${key.id}`,
    });
  },
});
