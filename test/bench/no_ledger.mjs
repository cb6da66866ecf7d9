// A server without its audit log, for comparison only: changes leave no event. Loaded with --import before anything else.
import { registerHooks } from 'node:module';

const nothing = `export { systemCall } from './body.ts'; export async function appendEvent() { return {}; }`;

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('/src/audit/row.ts')) return next(url, context);
    return { format: 'module', source: nothing, shortCircuit: true };
  },
});
