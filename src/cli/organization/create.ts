import { command } from '../command.ts';
import { databaseOptions } from '../server_side.ts';
import { withLocalDatabase } from '../with_local_database.ts';

export default command({
  name: 'create <name>',
  examples: ['sfs organization create Acme --owner-name "Ada Smith" --owner-email ada@acme.example > owner.key'],
  local: true,
  options: {
    ...databaseOptions,
    'owner-name': { type: 'string', about: 'the first owner', required: true, filled: true },
    'owner-email': { type: 'string', about: "the owner's e-mail address", required: true, filled: true },
    project: { type: 'string', about: 'name of the first project', default: 'default' },
  },
  async run(context, args) {
    const { createOrganization } = await import('../../projects/bootstrap.ts');
    const made = await withLocalDatabase(context.io, args, (em, pepper) =>
      createOrganization(em, {
        name: args.name,
        owner: { name: String(args.ownerName), email: String(args.ownerEmail) },
        projectName: String(args.project),
        ...(pepper ? { pepper } : {}),
      }),
    );
    // The key alone on stdout, so that it can go into a file or a secret store and nowhere else.
    context.note(`made the organization ${args.name}; the owner's key, shown once, is on stdout`);
    context.print(made.secret);
  },
});
