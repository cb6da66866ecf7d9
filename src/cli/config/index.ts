import { noun } from '../command.ts';

export default noun({
  view: ['The settings that a command would use here', () => import('./view.ts')],
});
