import { basename } from 'node:path';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { scripts } from './scripts.ts';

export default command({
  name: 'completion [shell]',
  examples: [
    'sfs completion bash > /etc/bash_completion.d/sfs',
    'sfs completion zsh > "${fpath[1]}/_sfs"',
    'sfs completion fish > ~/.config/fish/completions/sfs.fish',
  ],
  local: true,
  run(context, args) {
    const shell = args.shell ?? basename(context.io.env.SHELL ?? '');
    if (!Object.hasOwn(scripts, shell)) throw usage('name a shell: bash, zsh or fish');
    context.print(scripts[shell as keyof typeof scripts]);
  },
});
