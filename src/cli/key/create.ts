import { CreateServiceKeyRequest, ServiceKeyServiceService } from '../../gen/client/sfs/v1/service_key.ts';
import { type Preset, presets } from '../../service_keys/presets.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { expiresInOption, lifetime, newKeyOptions, printNewKey } from '../new_key.ts';
import { serviceKeyFields } from './fields.ts';
import { chooseReach } from './reach.ts';

export default command({
  name: 'create',
  examples: [
    'sfs key create --name ci --preset ci',
    'sfs key create --name ci --preset ci --project web-shop --output-key | gh secret set SFS_API_KEY',
    'sfs key create --name report --scope agent_runs:read --scope projects:read --all-projects --expires-in 30d',
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    name: { type: 'string', about: 'what people call it', required: true, filled: true },
    preset: { type: 'string', about: 'a set of scopes', choices: Object.keys(presets) as Preset[] },
    scope: { type: 'list', about: 'a scope, on its own or beside the preset; see sfs key scopes' },
    ...expiresInOption,
    project: { type: 'list', about: 'a project that it reaches: id, slug or git remote' },
    'all-projects': { type: 'boolean', about: 'it reaches every project, future ones too' },
    description: { type: 'string', about: 'what it is for' },
    ...newKeyOptions,
  },
  async run(context, args) {
    const scopes = [...new Set([...(args.preset ? presets[args.preset] : []), ...args.scope])];
    if (scopes.length === 0) {
      throw usage('say what the key may do: --preset ci, --preset reader or --scope', 'every scope: sfs key scopes');
    }
    const expiresInSeconds = lifetime(args.expiresIn);
    const reach = await chooseReach(context, args);
    const answer = await context.call(
      ServiceKeyServiceService.createServiceKey,
      CreateServiceKeyRequest.create({
        ...{ name: args.name, description: args.description ?? '', scopes, expiresInSeconds, ...reach },
        requestId: context.requestId,
      }),
    );
    const key = answer.key!;
    await printNewKey(context, args, {
      ...{ message: 'sfs.v1.CreateServiceKeyResponse', answer, id: key.id },
      fields: serviceKeyFields(key),
      rotate: `sfs key rotate ${key.id}`,
    });
  },
});
