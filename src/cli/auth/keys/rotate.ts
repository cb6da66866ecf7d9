import {
  ProjectServiceService,
  RotatePersonalKeyRequest,
  type RotatePersonalKeyResponse,
} from '../../../gen/client/sfs/v1/project.ts';
import { ServiceKeyServiceService, WhoAmIRequest } from '../../../gen/client/sfs/v1/service_key.ts';
import { usage } from '../../cli_error.ts';
import { command } from '../../command.ts';
import type { Context } from '../../context.ts';
import { refuseKeyText } from '../../key/find.ts';
import { newKeyOptions, overlapText, printNewKey } from '../../new_key.ts';
import { readProfile, writeProfile } from '../../profile.ts';
import { personalKeyFields } from './fields.ts';

export default command({
  name: 'rotate [key_id]',
  examples: ['sfs auth keys rotate', 'sfs auth keys rotate key_… --overlap 1h'],
  formats: ['text', 'json'],
  changes: true,
  options: {
    overlap: { type: 'duration', about: 'how long the old secret still works, at most 7d', default: 0 },
    ...newKeyOptions,
  },
  async run(context, args) {
    refuseKeyText(args.keyId ?? '');
    const inUse = await context.call(ServiceKeyServiceService.whoAmI, WhoAmIRequest.create());
    if (args.keyId === undefined && !inUse.member) throw usage('the key in use is a service key: sfs key rotate');
    const keyId = args.keyId ?? inUse.keyId;
    const answer = await context.call(
      ProjectServiceService.rotatePersonalKey,
      RotatePersonalKeyRequest.create({ keyId, overlapSeconds: args.overlap, requestId: context.requestId }),
    );
    const keptIn = keyId === inUse.keyId ? await keep(context, answer) : undefined;
    await printNewKey(context, args, {
      ...{ message: 'sfs.v1.RotatePersonalKeyResponse', answer, id: keyId },
      fields: personalKeyFields(answer.key!),
      rotate: `sfs auth keys rotate ${keyId}`,
    });
    context.note(overlapText(args.overlap));
    if (keptIn) context.note(`profile ${keptIn} holds the new key`);
  },
});

/** The profile that this command signed in with gets the new secret: with the old one it would be locked out. */
async function keep(context: Context, { secret }: RotatePersonalKeyResponse): Promise<string | undefined> {
  const { key, profile, configFolder } = await context.settings();
  if (secret === '' || !profile || key?.origin !== `profile ${profile.value}`) return undefined;
  const folder = configFolder.value;
  writeProfile(folder, profile.value, { ...readProfile(folder, profile.value), key: secret });
  return profile.value;
}
