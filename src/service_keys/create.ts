import { wireId } from '../db/ids.ts';
import type { CreateServiceKeyResponse, ServiceKeyServiceService } from '../gen/sfs/v1/service_key.ts';
import { requireHeld } from '../projects/caller.ts';
import type { Handlers } from '../server/handler.ts';
import type { Key } from './entity.ts';
import { expiryOf } from './lifetime.ts';
import { loadServiceKey } from './load.ts';
import { mintKey } from './mint.ts';
import { readReach } from './reach.ts';
import { checkScopes } from './scopes.ts';
import { serviceKeyMessages } from './wire.ts';

type Service = Handlers<ServiceKeyServiceService>;

/** Mints a service key. Nobody gives a key a scope that they do not hold. */
export const createServiceKey: Service['createServiceKey'] = (request, context) =>
  context.write<CreateServiceKeyResponse>({
    requestId: request.requestId,
    change: async (tx, now) => {
      checkScopes(request.scopes, context.scopeCatalogue);
      const expiresAt = expiryOf(now, request.expiresInSeconds);
      await requireHeld(tx, context, request.scopes);
      const reach = await readReach(tx, context, request);
      const { organizationId } = context.principal;
      const { key, secret } = await mintKey(tx, {
        ...{ organizationId, now, expiresAt, name: request.name, by: context.actor, pepper: context.pepper },
        holder: { description: request.description, scopes: [...request.scopes].sort(), ...reach },
      });
      const [message] = await serviceKeyMessages(tx, [key]);
      return {
        answer: { key: message, secret, secretShownAt: undefined },
        ref: wireId('key', key.id),
        event: created(key),
      };
    },
    replay: async (ref, em, at) => {
      const [message] = await serviceKeyMessages(em, [await loadServiceKey(context, ref, em)]);
      return { key: message, secret: '', secretShownAt: at };
    },
  });

const created = (key: Key) => ({
  resource: { type: 'service_key', id: wireId('key', key.id) },
  outputs: {
    scopes: key.scopes.join(','),
    all_projects: key.allProjects,
    project_ids: key.projectIds.map((id) => wireId('proj', id)).join(','),
    expires_at: key.expiresAt.toISOString(),
    secret_version: key.secretVersion,
  },
  payload: { name: key.name, description: key.description, prefix: key.prefix },
});
