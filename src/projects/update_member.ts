import { wireId } from '../db/ids.ts';
import type { ProjectServiceService, UpdateMemberRequest } from '../gen/sfs/v1/project.ts';
import { invalidFields } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { callerNow, requireRole } from './caller.ts';
import type { Member } from './entity.ts';
import { loadMember } from './load_member.ts';
import { lockOrganization } from './lock.ts';
import { emptyText, readMask } from './mask.ts';
import { keepOneOwner } from './owners.ts';
import { memberMessage, roleWords } from './wire.ts';

type Service = Handlers<ProjectServiceService>;
type Wanted = Partial<Pick<Member, 'name' | 'email' | 'role'>>;

/** Changes what the mask names. Nobody grants a role above their own or changes a member above their own. */
export const updateMember: Service['updateMember'] = (request, context) =>
  context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const wanted = readChange(request);
      await lockOrganization(tx, context.principal.organizationId);
      const caller = await callerNow(tx, context);
      const member = await loadMember(context, request.memberId, { em: tx, lock: true });
      requireRole(caller, member.role, `changing a member who is ${member.role}`);
      if (wanted.role) requireRole(caller, wanted.role, `granting the role ${wanted.role}`);
      if (wanted.role && wanted.role !== 'owner') await keepOneOwner(tx, member);
      const before = member.role;
      const fields = (Object.keys(wanted) as (keyof Wanted)[]).filter((field) => member[field] !== wanted[field]);
      if (fields.length > 0) {
        tx.assign(member, { ...wanted, updatedAt: now });
        await context.changed(tx, { member: member.id });
      }
      return {
        answer: { member: memberMessage(member) },
        ref: request.memberId,
        event:
          fields.length === 0
            ? 'unchanged'
            : {
                resource: { type: 'member', id: wireId('mem', member.id) },
                outputs: { changed: fields.join(','), role: member.role, role_before: before },
                payload: { name: member.name, email: member.email },
              },
      };
    },
    replay: async (ref, em) => ({ member: memberMessage(await loadMember(context, ref, { em })) }),
  });

// The form that HTML gives e-mail addresses, as CreateMember checks it by the contract; here only where the mask names it.
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const emailForm = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})*$`);

function readChange(request: UpdateMemberRequest): Wanted {
  const mask = readMask(request.updateMask);
  const role = roleWords.word(request.role);
  const violations = emptyText(mask, 'name', request.name);
  if (mask.has('email') && !emailForm.test(request.email))
    violations.push({ field: 'email', description: 'must be an e-mail address' });
  if (mask.has('role') && !role) violations.push({ field: 'role', description: 'must be member, admin or owner' });
  if (violations.length > 0) throw invalidFields(violations);
  return {
    ...(mask.has('name') ? { name: request.name } : {}),
    ...(mask.has('email') ? { email: request.email } : {}),
    ...(mask.has('role') && role ? { role } : {}),
  };
}
