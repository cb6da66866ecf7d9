import { type AuditEvent, AuditServiceService, ListAuditEventsRequest } from '../../gen/client/sfs/v1/audit.ts';
import { actorText } from '../actor.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';
import type { Cell } from '../table.ts';
import { filterOptions, filtersOf } from './filters.ts';

export default command({
  name: 'list',
  examples: [
    'sfs audit list --outcome refused --since 7d',
    'sfs audit list --run run_… --format jsonl',
    'sfs audit list --actor key_… --action agent_run.complete --all',
  ],
  formats: listFormats,
  options: { ...filterOptions, ...listOptions },
  async run(context, args) {
    const filters = await filtersOf(context, args);
    await printList(context, args, {
      method: AuditServiceService.listAuditEvents,
      request: (paging) => ListAuditEventsRequest.create({ ...filters, ...paging }),
      ...{ field: 'events', response: 'sfs.v1.ListAuditEventsResponse', item: 'sfs.v1.AuditEvent' },
      headings: ['index', 'time', 'action', 'outcome', 'actor', 'resource', 'run'],
      row: (event) => [
        ...[event.leafIndex, event.occurredAt, event.action, outcomeCell(event), actorText(event.actor)],
        ...[event.resourceId || event.resourceType, event.runId],
      ],
    });
  },
});

function outcomeCell({ outcomeCode, outcomeReason }: AuditEvent): Cell {
  if (outcomeCode === 'OK') return { text: 'ok', style: 'green' };
  return { text: [outcomeCode, outcomeReason].filter(Boolean).join(' '), style: 'red' };
}
