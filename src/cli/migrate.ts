import { command } from './command.ts';
import { databaseOptions, serverConfig, startProblem } from './server_side.ts';

export default command({
  name: 'migrate',
  examples: ['sfs migrate', 'SFS_MIGRATION_DATABASE_URL=postgres://owner@db/sfs sfs migrate'],
  local: true,
  options: databaseOptions,
  async run(context, args) {
    const config = serverConfig(context.io, args);
    const { openDatabase } = await import('../server/run.ts');
    try {
      const database = await openDatabase(config, () => {});
      await database.embedded?.stop();
      for (const name of database.applied) context.print(name);
      context.note(
        database.applied.length > 0 ? `applied ${database.applied.length}` : 'nothing to do: the database is current',
      );
    } catch (error) {
      throw startProblem(error);
    }
  },
});
