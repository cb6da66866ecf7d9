import { wireId } from '../db/ids.ts';
import type { ServiceKeyServiceService } from '../gen/sfs/v1/service_key.ts';
import { requireHeld } from '../projects/caller.ts';
import type { Handlers } from '../server/handler.ts';
import { endKey } from './end_key.ts';
import { loadServiceKey } from './load.ts';
import { serviceKeyMessages } from './wire.ts';

type Service = Handlers<ServiceKeyServiceService>;

/** Ends a service key at once. Taking a right away needs no more than keys:write, whatever the key may do. */
export const revokeServiceKey: Service['revokeServiceKey'] = (request, context) =>
  context.write({
    requestId: request.requestId,
    change: async (tx) => {
      const { organizationId, id } = await loadServiceKey(context, request.keyId, tx);
      await requireHeld(tx, context, []);
      const { key, changed } = await endKey(tx, { organizationId, id, by: context.actor, reason: request.reason });
      if (changed) await context.changed(tx, { key: id });
      const [message] = await serviceKeyMessages(tx, [key]);
      return {
        answer: { key: message },
        ref: wireId('key', id),
        event: changed
          ? {
              resource: { type: 'service_key', id: wireId('key', id) },
              outputs: { secret_version: key.secretVersion },
              payload: { name: key.name, prefix: key.prefix, reason: request.reason },
            }
          : 'unchanged',
      };
    },
    replay: async (ref, em) => {
      const [message] = await serviceKeyMessages(em, [await loadServiceKey(context, ref, em)]);
      return { key: message };
    },
  });
