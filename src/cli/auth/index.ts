import { noun } from '../command.ts';

export default noun({
  login: ['Check a key and keep it in a profile', () => import('./login.ts')],
  use: ['Choose the profile that commands use', () => import('./use.ts')],
  status: ['The profiles, and which one is used', () => import('./status.ts')],
  recover: ['Mint a key for an owner, on the server’s machine', () => import('./recover.ts')],
  keys: ['Your personal keys', () => import('./keys/index.ts')],
});
