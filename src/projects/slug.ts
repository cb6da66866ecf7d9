import type { EntityManager } from '@mikro-orm/postgresql';
import { Project } from './entity.ts';

const maxLength = 63;

/** A slug made from a name: "Web Shop (EU)" gives web-shop-eu; a name without a letter of a to z or a digit gives project. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return cut(plain.replace(/^-/, ''), maxLength) || 'project';
}

/** The slug, or with -2, -3 and so on where it is taken. The caller holds the organization's lock. */
export async function freeSlug(em: EntityManager, organizationId: string, name: string): Promise<string> {
  const base = slugOf(name);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const slug = cut(base, maxLength - suffix.length) + suffix;
    if ((await em.count(Project, { organizationId, slug })) === 0) return slug;
  }
}

const cut = (text: string, length: number) => text.slice(0, length).replace(/-+$/, '');
