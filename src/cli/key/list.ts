import { ListServiceKeysRequest, ServiceKeyServiceService } from '../../gen/client/sfs/v1/service_key.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';
import { reachText, stateCell } from './fields.ts';

export default command({
  name: 'list',
  examples: ['sfs key list', "sfs key list --all --format jsonl | jq -r 'select(.last_used_at == null).id'"],
  formats: listFormats,
  options: listOptions,
  run: (context, args) =>
    printList(context, args, {
      method: ServiceKeyServiceService.listServiceKeys,
      request: (paging) => ListServiceKeysRequest.create(paging),
      ...{ field: 'keys', response: 'sfs.v1.ListServiceKeysResponse', item: 'sfs.v1.ServiceKey' },
      headings: ['id', 'name', 'state', 'scopes', 'expires', 'last used', 'projects'],
      row: (key) => [
        ...[key.id, key.name, stateCell(key.state), key.scopes.length],
        ...[key.expiresAt, key.lastUsedAt ?? 'never', reachText(key)],
      ],
    }),
});
