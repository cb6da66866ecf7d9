import { noun } from '../command.ts';

export default noun({
  create: ['Make a persona', () => import('./create.ts')],
  show: ['A persona: its instructions and pins', () => import('./show.ts')],
  list: ["A project's personas", () => import('./list.ts')],
  edit: ['Make a new version of a persona', () => import('./edit.ts')],
  versions: ['The versions of a persona', () => import('./versions.ts')],
  deactivate: ['Take a persona out of use', () => import('./deactivate.ts')],
});
