import type { ServiceKeyServiceService } from '../gen/sfs/v1/service_key.ts';
import type { Handlers } from '../server/handler.ts';
import { afterId, cutPage, readPage } from '../server/page.ts';
import { Key } from './entity.ts';
import { loadServiceKey } from './load.ts';
import { serviceKeyMessages } from './wire.ts';

type Service = Handlers<ServiceKeyServiceService>;

export const getServiceKey: Service['getServiceKey'] = async (request, context) => {
  const [key] = await serviceKeyMessages(context.em, [await loadServiceKey(context, request.keyId)]);
  return { key };
};

/** Two queries, however many keys there are. */
export const listServiceKeys: Service['listServiceKeys'] = async (request, { em, principal }) => {
  const { organizationId } = principal;
  const page = readPage(request, 'service_keys');
  const found = await em.find(
    Key,
    { organizationId, kind: 'service', ...afterId(page) },
    { orderBy: { id: 'desc' }, limit: page.size + 1 },
  );
  const { rows, nextPageToken } = cutPage(page, 'service_keys', found, (key) => key.id);
  return { keys: await serviceKeyMessages(em, rows), nextPageToken };
};
