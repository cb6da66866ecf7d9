import type { RowId } from '../server/context.ts';

/** Projects by id: proj_…, in the field project. */
export const projectRow: RowId = { prefix: 'proj', field: 'project' };

/** Members by id: mem_…, in the field member_id. */
export const memberRow: RowId = { prefix: 'mem', field: 'member_id' };
