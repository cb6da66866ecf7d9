import { formatKeys } from '../../audit/proof/keys_file.ts';
import { unknownKeys } from '../../audit/proof/receipt/keys_check.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { listedKeys } from './listed_keys.ts';
import { writePins } from './pins.ts';
import { atFirstUse, isFirstUse, pinAtFirstUse, readTrust, tellNewKeys } from './trust.ts';

export default command({
  name: 'keys',
  examples: [
    'sfs audit keys > keys.txt',
    'sfs audit verify ./receipt --offline --keys keys.txt',
    'sfs audit keys --trust',
  ],
  formats: ['text', 'json'],
  options: { trust: { type: 'boolean', about: 'pin these keys for the profile, in place of those that are pinned' } },
  async run(context, args) {
    const { keys, answer } = await listedKeys(context);
    const { profile: setting, server } = await context.settings();
    const profile = setting?.value;
    if (args.trust) {
      // Else the keys of one server would be trusted when the next command talks to another.
      if (profile === undefined || server.origin !== `profile ${profile}`)
        throw usage(
          'keys are pinned for a profile, and the server in use is not that of one',
          'sign in first: sfs auth login --profile NAME',
        );
      writePins(context.io, profile, keys);
      context.note(`pinned for profile ${profile}: ${unknownKeys(keys, { log: [], attestation: [] }).join(', ')}`);
    } else {
      const trust = readTrust(context, { keys: undefined, profile });
      if (await isFirstUse(context, trust)) pinAtFirstUse(context, atFirstUse(trust, keys));
      tellNewKeys(context, trust, keys);
    }
    if (context.format === 'json') await context.json('sfs.v1.ListLogKeysResponse', answer);
    else context.io.stdout.write(formatKeys(keys));
  },
});
