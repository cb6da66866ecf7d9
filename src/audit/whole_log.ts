import type { Context } from '../server/context.ts';
import { denied } from '../server/errors.ts';

/** Throws unless the key reaches every project: the bytes of a log show the events of all of them. */
export function requireWholeLog({ principal }: Context): void {
  if (principal.projects === 'all') return;
  throw denied(
    'SCOPE_MISSING',
    'this shows the events of every project, and the key reaches some; take a key with all projects',
    {
      required: 'audit:read',
      projects: 'all',
    },
  );
}
