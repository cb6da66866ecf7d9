import { wireId } from '../db/ids.ts';
import type { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import { notFound } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { afterId, cutPage, readPage } from '../server/page.ts';
import { endKey } from '../service_keys/end_key.ts';
import { Key } from '../service_keys/entity.ts';
import { keyRow } from '../service_keys/ids.ts';
import { personalKeyMessages } from '../service_keys/wire.ts';
import { callerNow, requireRole } from './caller.ts';
import { Member } from './entity.ts';
import { memberRow } from './ids.ts';
import { loadPersonalKey } from './load_personal_key.ts';
import { scopesOf } from './roles.ts';

type Service = Handlers<ProjectServiceService>;

/** The caller's keys; another member's, also a removed one's, with members:write. */
export const listPersonalKeys: Service['listPersonalKeys'] = async (request, context) => {
  const { em, principal } = context;
  const own = wireId('mem', principal.member?.id);
  const wanted = request.memberId || own;
  if (wanted !== own) context.require('members:write');
  const filters = ['personal_keys', wanted];
  const page = readPage(request, filters);
  const { organizationId, id: memberId } = await context.row(Member, memberRow, wanted);
  const found = await em.find(
    Key,
    { organizationId, kind: 'personal', memberId, ...afterId(page) },
    { orderBy: { id: 'desc' }, limit: page.size + 1 },
  );
  const { rows, nextPageToken } = cutPage(page, filters, found, (key) => key.id);
  return { keys: await personalKeyMessages(em, rows), nextPageToken };
};

/** Ends a key at once: the caller's own, or with members:write that of a member not above the caller. */
export const revokePersonalKey: Service['revokePersonalKey'] = (request, context) =>
  context.write({
    requestId: request.requestId,
    change: async (tx) => {
      const caller = await callerNow(tx, context);
      const { organizationId, id, memberId } = await loadPersonalKey(context, request.keyId, tx);
      if (memberId !== caller.id) {
        // Who may not see other members' keys hears nothing of them.
        if (!scopesOf(caller.role).includes('members:write')) throw notFound(keyRow.field);
        const holder = await tx.findOneOrFail(Member, { organizationId, id: memberId! });
        requireRole(caller, holder.role, `revoking a key of a member who is ${holder.role}`);
      }
      const { key, changed } = await endKey(tx, { organizationId, id, by: context.actor, reason: request.reason });
      if (changed) await context.changed(tx, { key: id });
      const [message] = await personalKeyMessages(tx, [key]);
      return {
        answer: { key: message },
        ref: request.keyId,
        event: changed
          ? {
              resource: { type: 'personal_key', id: request.keyId },
              outputs: { member_id: wireId('mem', memberId), secret_version: key.secretVersion },
              payload: { name: key.name, prefix: key.prefix, reason: request.reason },
            }
          : 'unchanged',
      };
    },
    replay: async (ref, em) => {
      const key = await loadPersonalKey(context, ref, em);
      if (key.memberId !== context.principal.member?.id && !context.principal.scopes.has('members:write'))
        throw notFound(keyRow.field);
      const [message] = await personalKeyMessages(em, [key]);
      return { key: message };
    },
  });
