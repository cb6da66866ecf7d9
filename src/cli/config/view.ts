import { command } from '../command.ts';
import type { Setting, Settings } from '../settings.ts';

/** A setting as it may be shown: of a key only the part that is its id. */
interface Line {
  name: string;
  value: string | boolean | null;
  origin: string;
}

export default command({
  name: 'view',
  examples: ['sfs config view --show-origin', 'sfs config view --format json'],
  formats: ['text', 'json'],
  project: true,
  options: { 'show-origin': { type: 'boolean', about: 'say where each setting comes from' } },
  async run(context, args) {
    const settings = await context.settings();
    const shown = lines(settings);
    if (context.format === 'json') {
      context.value(
        Object.fromEntries(shown.map(({ name, value, origin }) => [name, args.showOrigin ? { value, origin } : value])),
      );
      return;
    }
    const headings = args.showOrigin ? ['setting', 'value', 'origin'] : ['setting', 'value'];
    context.table(
      headings,
      shown.map(({ name, value, origin }) => [name, value ?? '-', ...(args.showOrigin ? [origin] : [])]),
    );
    if (settings.keyProblem) context.note(settings.keyProblem.message);
  },
});

function lines(settings: Settings): Line[] {
  const { server, key, project, profile, repository } = settings;
  const preference = (name: 'persona' | 'format' | 'color'): Line => {
    const found = repository?.[name];
    return { name, value: found?.value ?? null, origin: found ? `${repository?.path}, line ${found.line}` : 'default' };
  };
  return [
    { name: 'server', value: server.value.name, origin: server.origin },
    { name: 'tls', value: server.value.tls, origin: server.origin },
    { name: 'key', value: key ? keyId(key.value) : null, origin: key?.origin ?? 'none' },
    { name: 'project', value: project.value || null, origin: project.origin },
    line('profile', profile),
    line('insecure', settings.insecure),
    line('tls_ca', settings.tlsCa),
    line('tls_cert', settings.tlsCert),
    line('tls_key', settings.tlsKey),
    line('config_dir', settings.configFolder),
    line('data_dir', settings.dataFolder),
    preference('persona'),
    preference('format'),
    preference('color'),
  ];
}

function line(name: string, setting: Setting<string | boolean> | undefined): Line {
  return { name, value: setting?.value ?? null, origin: setting?.origin ?? 'default' };
}

/** `sfsk_<id>_…`: the id is no secret. What does not look like a key is not shown at all. */
function keyId(key: string): string {
  return /^(sfs[kp]_[A-Za-z\d]+)_[A-Za-z\d]+$/.exec(key)?.[1]?.concat('_…') ?? '…';
}
