import { command } from '../command.ts';
import { exitCodes } from '../exit.ts';

export default command({
  name: 'exit-codes',
  examples: ['sfs help exit-codes', 'sfs help exit-codes --format json'],
  formats: ['text', 'json'],
  local: true,
  run(context) {
    if (context.format === 'json') context.value(exitCodes.map(({ code, meaning }) => ({ code, meaning })));
    else
      context.table(
        ['code', 'meaning'],
        exitCodes.map(({ code, meaning }) => [code, meaning]),
      );
  },
});
