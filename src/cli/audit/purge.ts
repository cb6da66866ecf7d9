import { AuditServiceService, PurgePayloadsRequest } from '../../gen/client/sfs/v1/audit.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';

export default command({
  name: 'purge',
  examples: [
    "sfs audit purge --run run_… --reason 'asked for by its author'",
    "sfs audit purge --actor mem_… --until 90d --reason 'left the company'",
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    run: { type: 'string', about: 'names and texts of events about this run_…', filled: true },
    actor: { type: 'string', about: 'of events by this key_… or mem_…', filled: true },
    event: { type: 'list', about: 'of this evt_…' },
    until: { type: 'time', about: 'only of events before' },
    reason: { type: 'string', about: 'why; it is logged', required: true, filled: true },
  },
  async run(context, args) {
    if (!args.run && !args.actor && args.event.length === 0)
      throw usage('name what to erase: --run, --actor or --event', 'what is erased cannot be brought back');
    const answer = await context.call(
      AuditServiceService.purgePayloads,
      PurgePayloadsRequest.create({
        ...{ runId: args.run ?? '', actor: args.actor ?? '', eventIds: args.event, occurredBefore: args.until },
        ...{ reason: args.reason, requestId: context.requestId },
      }),
    );
    if (context.format === 'json') await context.json('sfs.v1.PurgePayloadsResponse', answer);
    else context.print(String(answer.purged));
    context.note('names and texts are erased, the events and their proofs stay; WAL and backups are yours to end');
  },
});
