import { join } from 'node:path';
import { CliError } from '../cli_error.ts';
import { command } from '../command.ts';
import { exit } from '../exit.ts';
import { databaseOptions, serverConfig, serverOptions } from '../server_side.ts';
import { withLocalDatabase } from '../with_local_database.ts';

const month = 30 * 86_400;

export default command({
  name: 'rotate-key',
  examples: ['sfs audit rotate-key', 'sfs audit rotate-key --kind log --overlap 7d'],
  local: true,
  options: {
    ...databaseOptions,
    'log-key-dir': serverOptions['log-key-dir']!,
    kind: { type: 'string', about: 'only this one', choices: ['log', 'attestation'] },
    overlap: { type: 'duration', about: 'how long the old log key signs beside the new one', default: month },
  },
  async run(context, args) {
    const config = serverConfig(context.io, { ...args, listen: undefined });
    const { rotateLogKeys } = await import('../../audit/rotate.ts');
    const { keyFolder } = await import('../../audit/keyring.ts');
    const source = keyFolder(config.logKeyDir ?? join(config.dataDir, 'keys'));
    const kinds = args.kind ? [args.kind] : (['log', 'attestation'] as const);
    const overlapSeconds = Number(args.overlap);
    const rotated = await withLocalDatabase(context.io, args, (em) =>
      rotateLogKeys(em, source, { kinds, overlapSeconds }),
    ).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'KeyFileError') throw new CliError(exit.conflict, error.message);
      throw error;
    });
    for (const { kind, id, previous, previousUntil } of rotated) {
      context.print(`${kind} ${id}`);
      if (!previous) continue;
      const old = previousUntil
        ? `signs until ${previousUntil.toISOString()}`
        : 'is lost; whoever pinned it must be told the new one';
      context.note(`the ${kind} key ${previous.slice(0, 16)} ${old}`);
    }
    context.note(
      `the new keys are in ${source.place}; servers on this machine take them up by themselves, give others the same files`,
    );
  },
});
