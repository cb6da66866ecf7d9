import { join } from 'node:path';

/**
 * XDG_CACHE_HOME for the processes of tests: they have homes of their own, and without this each would compile everything anew, which
 * takes longer than what most of them do. Holds compiled code and nothing else.
 */
export const codeCache = join(import.meta.dirname, '../../node_modules/.cache');
