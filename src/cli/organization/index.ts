import { noun } from '../command.ts';

export default noun({
  show: ['The organization that the key belongs to', () => import('./show.ts')],
  create: ["Make one more organization, on the server's machine", () => import('./create.ts')],
});
