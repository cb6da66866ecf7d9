import type { RowId } from '../server/context.ts';

/** Keys in requests: key_…, in the field key_id. */
export const keyRow: RowId = { prefix: 'key', field: 'key_id' };
