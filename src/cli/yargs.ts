import { registerHooks } from 'node:module';

// yargs measures text with `string-width`, whose tables of emoji take longer to load (19 ms) than all the rest of yargs
// (14 ms). Help texts are plain: counting code points measures them as well.
const plainWidth = 'data:text/javascript,export default (text) => [...text].length';
const hooks = registerHooks?.({
  resolve: (specifier, context, next) =>
    specifier === 'string-width' ? { url: plainWidth, format: 'module', shortCircuit: true } : next(specifier, context),
});
const { default: yargs } = await import('yargs');
hooks?.deregister();

export { yargs };
