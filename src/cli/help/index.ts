import { noun } from '../command.ts';

export default noun({
  'exit-codes': ['What each exit code means', () => import('./exit_codes.ts')],
});
