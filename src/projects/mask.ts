import { invalidField, type Violation } from '../server/errors.ts';

/** The paths of an update mask. The contract says which there may be; that there is one is checked here. */
export function readMask(mask: string[] | undefined): ReadonlySet<string> {
  if (!mask || mask.length === 0) throw invalidField('update_mask', 'names no field; name what is to be changed');
  return new Set(mask);
}

/** A violation where the mask names a text that must not be empty. */
export const emptyText = (mask: ReadonlySet<string>, field: string, value: string): Violation[] =>
  mask.has(field) && value === '' ? [{ field, description: 'must not be empty where update_mask names it' }] : [];
