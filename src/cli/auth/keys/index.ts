import { noun } from '../../command.ts';

export default noun({
  list: ['Your personal keys, ended ones too', () => import('./list.ts')],
  create: ['Mint one more key for yourself; it is shown once', () => import('./create.ts')],
  rotate: ['Give a key of yours a new secret', () => import('./rotate.ts')],
  revoke: ['End a personal key at once', () => import('./revoke.ts')],
});
