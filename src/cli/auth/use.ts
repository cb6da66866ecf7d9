import { command } from '../command.ts';
import { configFolder } from '../folders.ts';
import { readProfile, useProfile } from '../profile.ts';

export default command({
  name: 'use <profile>',
  examples: ['sfs auth use local'],
  local: true,
  run(context, args) {
    const folder = configFolder(context.io.env);
    const { server } = readProfile(folder, args.profile);
    useProfile(folder, args.profile);
    context.note(`commands now use profile ${args.profile} (${server})`);
  },
});
