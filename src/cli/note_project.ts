import type { Context } from './context.ts';

/** Says where something was made, unless the user named the project: a remote that no project lists means the only one. */
export async function noteProject(context: Context, projectId: string): Promise<void> {
  const { value, origin } = (await context.settings()).project;
  if (value !== '' && !value.includes('/')) return;
  const found = value === '' ? 'the only one that this key can reach' : `for ${value}, ${origin}`;
  context.note(`project ${projectId} (${found})`);
}
