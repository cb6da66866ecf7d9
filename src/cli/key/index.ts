import { noun } from '../command.ts';

export default noun({
  create: ['Mint a service key; it is shown once', () => import('./create.ts')],
  list: ['The service keys, ended ones too', () => import('./list.ts')],
  show: ['What a service key may do, and who uses it', () => import('./show.ts')],
  rotate: ['Give a service key a new secret', () => import('./rotate.ts')],
  revoke: ['End a service key at once', () => import('./revoke.ts')],
  scopes: ['Every scope: what it opens, and who holds it', () => import('./scopes.ts')],
});
