import { wireId } from '../db/ids.ts';
import type {
  CreatePersonalKeyResponse,
  ProjectServiceService,
  RotatePersonalKeyResponse,
} from '../gen/sfs/v1/project.ts';
import type { Context } from '../server/context.ts';
import type { Handlers } from '../server/handler.ts';
import { expiryOf } from '../service_keys/lifetime.ts';
import { mintKey } from '../service_keys/mint.ts';
import { rotateSecret } from '../service_keys/rotate_secret.ts';
import { personalKeyMessages } from '../service_keys/wire.ts';
import { callerNow } from './caller.ts';
import { loadOwnKey } from './load_personal_key.ts';

type Service = Handlers<ProjectServiceService>;

/** Mints one more key for the caller. */
export const createPersonalKey: Service['createPersonalKey'] = (request, context) =>
  context.write<CreatePersonalKeyResponse>({
    requestId: request.requestId,
    change: async (tx, now) => {
      const { organizationId } = context.principal;
      const expiresAt = expiryOf(now, request.expiresInSeconds);
      const { id: memberId } = await callerNow(tx, context);
      const { key, secret } = await mintKey(tx, {
        ...{ organizationId, now, expiresAt, name: request.name, by: context.actor, pepper: context.pepper },
        holder: { memberId },
      });
      const [message] = await personalKeyMessages(tx, [key]);
      const id = wireId('key', key.id);
      return {
        answer: { key: message, secret, secretShownAt: undefined },
        ref: id,
        event: {
          resource: { type: 'personal_key', id },
          outputs: { member_id: wireId('mem', memberId), expires_at: expiresAt.toISOString(), secret_version: 1 },
          payload: { name: key.name, prefix: key.prefix },
        },
      };
    },
    replay: shownBefore(context),
  });

/** Gives one of the caller's keys a new secret, without a break where there is an overlap. */
export const rotatePersonalKey: Service['rotatePersonalKey'] = async (request, context) => {
  const { principal } = context;
  const found = await loadOwnKey(context, request.keyId);
  // The key at hand is known since authorisation: an older secret of it must not push out a newer one.
  const own = found.id === principal.keyId;
  const before = own ? { ...found, secretVersion: principal.secretVersion } : found;
  return context.write<RotatePersonalKeyResponse>({
    requestId: request.requestId,
    change: async (tx, now) => {
      await callerNow(tx, context);
      const { key, secret } = await rotateSecret(tx, {
        ...{ before, now, by: context.actor, pepper: context.pepper },
        overlapSeconds: request.overlapSeconds,
        elapsedMs: context.elapsedMs(),
      });
      await context.changed(tx, { key: key.id });
      const [message] = await personalKeyMessages(tx, [key]);
      return {
        answer: { key: message, secret, secretShownAt: undefined },
        ref: request.keyId,
        event: {
          resource: { type: 'personal_key', id: request.keyId },
          outputs: {
            member_id: wireId('mem', key.memberId),
            secret_version: key.secretVersion,
            previous_secret_expires_at: message?.previousSecretExpiresAt?.toISOString() ?? null,
          },
          payload: { name: key.name, prefix: key.prefix },
        },
      };
    },
    replay: shownBefore(context),
  });
};

/** Answers a repeated request: the key as it is now, and when its secret was shown; the secret is gone. */
const shownBefore = (context: Context) => async (ref: string, em: Context['em'], at: Date) => {
  const [key] = await personalKeyMessages(em, [await loadOwnKey(context, ref, em)]);
  return { key, secret: '', secretShownAt: at };
};
