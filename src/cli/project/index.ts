import { noun } from '../command.ts';

export default noun({
  create: ['Make a project', () => import('./create.ts')],
  list: ['The projects that the key can reach', () => import('./list.ts')],
  show: ['A project, its remotes and its policy', () => import('./show.ts')],
  update: ["Change a project's name, remotes or policy", () => import('./update.ts')],
  archive: ['Close a project to new runs, tickets and personas', () => import('./archive.ts')],
});
