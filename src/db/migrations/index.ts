import { Core } from './0001_core.ts';
import { Ledger } from './0002_ledger.ts';
import { Lists } from './0003_lists.ts';

/** Every migration, oldest first. A new one is added at the end; one that was released is never edited. */
export const migrations = [
  { name: '0001_core', class: Core },
  { name: '0002_ledger', class: Ledger },
  { name: '0003_lists', class: Lists },
];
