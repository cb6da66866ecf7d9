import { wireId } from '../db/ids.ts';
import type { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { callerNow } from './caller.ts';
import { Organization } from './entity.ts';
import { lockOrganization } from './lock.ts';
import { organizationMessage } from './wire.ts';

type Service = Handlers<ProjectServiceService>;

export const getOrganization: Service['getOrganization'] = async (_request, { em, principal }) => ({
  organization: organizationMessage(await em.findOneOrFail(Organization, { id: principal.organizationId })),
});

export const updateOrganization: Service['updateOrganization'] = (request, context) => {
  const { organizationId: id } = context.principal;
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      await lockOrganization(tx, id);
      await callerNow(tx, context);
      const organization = await tx.findOneOrFail(Organization, { id });
      const before = organization.name;
      const changed = before !== request.name;
      if (changed) tx.assign(organization, { name: request.name, updatedAt: now });
      return {
        answer: { organization: organizationMessage(organization) },
        ref: id,
        event: changed
          ? { resource: { type: 'organization', id: wireId('org', id) }, payload: { name: request.name, before } }
          : 'unchanged',
      };
    },
    replay: async (_ref, em) => ({ organization: organizationMessage(await em.findOneOrFail(Organization, { id })) }),
  });
};
