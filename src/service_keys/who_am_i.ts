import { actorMessage } from '../audit/actor.ts';
import { wireId } from '../db/ids.ts';
import type { ServiceKeyServiceService } from '../gen/sfs/v1/service_key.ts';
import { Member, Organization, Project } from '../projects/entity.ts';
import { memberMessage, organizationMessage, projectMessages } from '../projects/wire.ts';
import type { Handlers } from '../server/handler.ts';

type Service = Handlers<ServiceKeyServiceService>;

/** Tells what the key at hand is and may do. */
export const whoAmI: Service['whoAmI'] = async (_request, { em, principal, actor }) => {
  const { organizationId, member, projects } = principal;
  const organization = await em.findOneOrFail(Organization, { id: organizationId });
  const row = member && (await em.findOne(Member, { organizationId, id: member.id }));
  const named =
    projects === 'all'
      ? []
      : await em.find(Project, { organizationId, id: { $in: [...projects] } }, { orderBy: { id: 'desc' } });
  return {
    actor: actorMessage(actor),
    organization: organizationMessage(organization),
    member: row ? memberMessage(row) : undefined,
    keyId: wireId('key', principal.keyId),
    keyName: principal.keyName,
    scopes: [...principal.scopes].sort(),
    allProjects: projects === 'all',
    projects: await projectMessages(em, named),
    expiresAt: principal.expiresAt,
  };
};
