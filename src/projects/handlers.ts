import type { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { archiveProject } from './archive.ts';
import { createProject } from './create.ts';
import { createMember } from './create_member.ts';
import { listMembers } from './list_members.ts';
import { getOrganization, updateOrganization } from './organization.ts';
import { createPersonalKey, rotatePersonalKey } from './own_keys.ts';
import { listPersonalKeys, revokePersonalKey } from './personal_keys.ts';
import { getProject, listProjects } from './read.ts';
import { removeMember } from './remove_member.ts';
import { updateProject } from './update.ts';
import { updateMember } from './update_member.ts';

/** ProjectService: the organization, its projects, its members and their personal keys. */
export const projectHandlers: Handlers<ProjectServiceService> = {
  getOrganization,
  updateOrganization,
  createProject,
  getProject,
  listProjects,
  updateProject,
  archiveProject,
  createMember,
  listMembers,
  updateMember,
  removeMember,
  createPersonalKey,
  listPersonalKeys,
  rotatePersonalKey,
  revokePersonalKey,
};
