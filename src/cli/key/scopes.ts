import { roles, scopesOf } from '../../projects/roles.ts';
import { presets } from '../../service_keys/presets.ts';
import { command } from '../command.ts';

export default command({
  name: 'scopes',
  examples: ['sfs key scopes', 'sfs key scopes --format json'],
  formats: ['table', 'json'],
  // The catalogue is generated from the contract: no server is asked.
  local: true,
  async run(context) {
    const { default: methods } = await import('../../gen/scopes.json', { with: { type: 'json' } });
    const scopes = Object.entries(methods).map(([scope, opens]) => ({
      scope,
      roles: roles.filter((role) => scopesOf(role).includes(scope)),
      presets: Object.entries(presets).flatMap(([preset, held]) => (held.some((one) => one === scope) ? [preset] : [])),
      methods: opens,
    }));
    if (context.format === 'json') context.value(scopes);
    else {
      const rows = scopes.map((one) => [
        ...[one.scope, one.roles.join(', '), one.presets.join(', ') || '-'],
        one.methods.map((method) => method.replace(/^.*\./, '')).join(', '),
      ]);
      context.table(['scope', 'roles', 'presets', 'methods'], rows);
    }
  },
});
