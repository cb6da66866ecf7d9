import { command } from '../command.ts';
import { databaseOptions } from '../server_side.ts';
import { withLocalDatabase } from '../with_local_database.ts';

export default command({
  name: 'recover',
  examples: ['sfs auth recover | sfs auth login --profile local', 'sfs auth recover --organization org_…'],
  local: true,
  options: {
    ...databaseOptions,
    organization: { type: 'string', about: 'which one (org_…), where there are several', filled: true },
  },
  async run(context, args) {
    const { recoverOwner } = await import('../../projects/bootstrap.ts');
    const made = await withLocalDatabase(context.io, args, (em, pepper) =>
      recoverOwner(em, {
        ...(args.organization ? { organization: String(args.organization) } : {}),
        ...(pepper ? { pepper } : {}),
      }),
    );
    context.note('minted a key for an owner; it is shown once, on stdout');
    context.print(made.secret);
  },
});
