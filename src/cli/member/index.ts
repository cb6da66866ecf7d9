import { noun } from '../command.ts';

export default noun({
  add: ['Add a person; their first key is shown once', () => import('./add.ts')],
  list: ['The people of the organization', () => import('./list.ts')],
  role: ["Change a member's role", () => import('./role.ts')],
  remove: ['End a membership and its personal keys', () => import('./remove.ts')],
});
