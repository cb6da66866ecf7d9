import { ServiceKeyServiceService, WhoAmIRequest } from '../gen/client/sfs/v1/service_key.ts';
import { command } from './command.ts';
import { roles } from './member/fields.ts';

export default command({
  name: 'whoami',
  examples: ['sfs whoami', "sfs whoami --format json | jq -r '.scopes[]'"],
  formats: ['text', 'json'],
  async run(context) {
    const who = await context.call(ServiceKeyServiceService.whoAmI, WhoAmIRequest.create());
    if (context.format === 'json') {
      await context.json('sfs.v1.WhoAmIResponse', who);
      return;
    }
    const { member, organization } = who;
    context.panel([
      ['organization', organization && `${organization.name} (${organization.id})`],
      ['member', member && `${member.name} <${member.email}> (${member.id})`],
      ['role', member && roles.word(member.role)],
      [member ? 'personal key' : 'service key', `${who.keyName} (${who.keyId})`],
      ['expires', who.expiresAt],
      ['projects', who.allProjects ? 'all' : who.projects.map(({ slug, id }) => `${slug} (${id})`).join('\n')],
      ['scopes', who.scopes.join('\n')],
    ]);
  },
});
