import { wireId } from '../db/ids.ts';
import type { RotateServiceKeyResponse, ServiceKeyServiceService } from '../gen/sfs/v1/service_key.ts';
import { requireHeld } from '../projects/caller.ts';
import type { Handlers } from '../server/handler.ts';
import { loadServiceKey } from './load.ts';
import { rotateSecret } from './rotate_secret.ts';
import { serviceKeyMessages } from './wire.ts';

type Service = Handlers<ServiceKeyServiceService>;

/** Gives a service key a new secret. Who does so knows it, so they must hold every scope of the key. */
export const rotateServiceKey: Service['rotateServiceKey'] = async (request, context) => {
  const before = await loadServiceKey(context, request.keyId);
  return context.write<RotateServiceKeyResponse>({
    requestId: request.requestId,
    change: async (tx, now) => {
      await requireHeld(tx, context, before.scopes);
      const { key, secret } = await rotateSecret(tx, {
        ...{ before, now, by: context.actor, pepper: context.pepper },
        overlapSeconds: request.overlapSeconds,
        elapsedMs: context.elapsedMs(),
      });
      await context.changed(tx, { key: key.id });
      const [message] = await serviceKeyMessages(tx, [key]);
      return {
        answer: { key: message, secret, secretShownAt: undefined },
        ref: wireId('key', key.id),
        event: {
          resource: { type: 'service_key', id: wireId('key', key.id) },
          outputs: {
            secret_version: key.secretVersion,
            previous_secret_expires_at: message?.previousSecretExpiresAt?.toISOString() ?? null,
          },
          payload: { name: key.name, prefix: key.prefix },
        },
      };
    },
    replay: async (ref, em, at) => {
      const [message] = await serviceKeyMessages(em, [await loadServiceKey(context, ref, em)]);
      return { key: message, secret: '', secretShownAt: at };
    },
  });
};
