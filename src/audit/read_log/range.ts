/** Some leaves of a log: `count` of them from `first` on. */
export interface Range {
  organizationId: string;
  first: number;
  count: number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A statement for columns of the leaves of a range. */
export function leavesOf({ organizationId, first, count }: Range, columns: string): string {
  if (!uuid.test(organizationId) || !Number.isSafeInteger(first) || !Number.isSafeInteger(count))
    throw new TypeError('not an organization, or no indexes');
  return `select ${columns} from audit_leaves
    where organization_id = '${organizationId}' and leaf_index between ${first} and ${first + count - 1}`;
}
