import type { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { afterId, cutPage, readPage } from '../server/page.ts';
import { Member } from './entity.ts';
import { memberMessage } from './wire.ts';

type Service = Handlers<ProjectServiceService>;

export const listMembers: Service['listMembers'] = async (request, { em, principal }) => {
  const { organizationId } = principal;
  const page = readPage(request, 'members');
  const found = await em.find(
    Member,
    { organizationId, removedAt: null, ...afterId(page) },
    { orderBy: { id: 'desc' }, limit: page.size + 1 },
  );
  const { rows, nextPageToken } = cutPage(page, 'members', found, (member) => member.id);
  return { members: rows.map(memberMessage), nextPageToken };
};
