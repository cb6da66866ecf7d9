import { command } from './command.ts';
import { version } from './version.ts';

export default command({
  name: 'version',
  examples: ['sfs version', 'sfs version --format json'],
  formats: ['text', 'json'],
  local: true,
  run(context) {
    if (context.format === 'json') context.value({ version: version(), node: process.versions.node });
    else context.print(`sfs ${version()}`);
  },
});
