import { command } from '../command.ts';
import { configFolder } from '../folders.ts';
import { activeProfile, profileNames, readProfile } from '../profile.ts';

export default command({
  name: 'status',
  examples: ['sfs auth status', 'sfs auth status --format json'],
  formats: ['text', 'json'],
  local: true,
  run(context) {
    const folder = configFolder(context.io.env);
    const used = context.io.env.SFS_PROFILE || activeProfile(folder);
    const profiles = profileNames(folder).map((name) => {
      const { server, project = null, key } = readProfile(folder, name);
      return { name, server, project, has_key: key !== undefined, used: name === used };
    });
    if (context.format === 'json') context.value(profiles);
    else if (profiles.length === 0) context.note('there are no profiles; make one with: sfs auth login');
    else {
      const rows = profiles.map((one) => [
        one.name,
        one.server,
        one.project,
        one.has_key ? 'yes' : 'no',
        one.used ? 'yes' : '',
      ]);
      context.table(['profile', 'server', 'project', 'key', 'used'], rows);
    }
  },
});
