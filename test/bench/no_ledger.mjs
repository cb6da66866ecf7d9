// A server without its audit log, for comparison only: changes leave no event. Loaded with --import before anything else.
import { registerHooks } from 'node:module';

const nothing = `
export { systemCall } from './body.ts';
export const prepareEvent = () => ({});
export async function writeEvent(tx, _row, companion) {
  if (companion) await tx.execute(companion.statement, companion.values);
}
export async function writeEvents() {}
export async function appendEvent() {}
`;

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('/src/audit/row.ts')) return next(url, context);
    return { format: 'module', source: nothing, shortCircuit: true };
  },
});
