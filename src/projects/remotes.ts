import type { EntityManager } from '@mikro-orm/postgresql';
import { invalidFields } from '../server/errors.ts';
import { ProjectRemote } from './entity.ts';
import { normalizeRemote } from './remote.ts';

/** Reduces remotes to host/path, each once. What is none is refused by its place: its text may hold a token. */
export function readRemotes(texts: readonly string[]): string[] {
  const reduced = texts.map((text) => normalizeRemote(text));
  const violations = reduced.flatMap((remote, index) =>
    remote ? [] : [{ field: `git_remotes[${index}]`, description: 'is no git remote with a host and a path' }],
  );
  if (violations.length > 0) throw invalidFields(violations);
  return [...new Set(reduced as string[])];
}

/** The remotes of a project, in their order. */
export async function loadRemotes(em: EntityManager, organizationId: string, projectId: string): Promise<string[]> {
  const rows = await em.find(ProjectRemote, { organizationId, projectId }, { orderBy: { position: 'asc' } });
  return rows.map((row) => row.remote);
}

/** Replaces the remotes of a project as a whole. */
export async function replaceRemotes(
  tx: EntityManager,
  { organizationId, id: projectId }: { organizationId: string; id: string },
  remotes: readonly string[],
): Promise<void> {
  await tx.nativeDelete(ProjectRemote, { organizationId, projectId });
  if (remotes.length === 0) return;
  await tx.insertMany(
    ProjectRemote,
    remotes.map((remote, position) => ({ organizationId, projectId, remote, position })),
  );
}
