import { resolve } from 'node:path';
import { ServiceKeyServiceService, WhoAmIRequest } from '../../gen/client/sfs/v1/service_key.ts';
import { usage } from '../cli_error.ts';
import { connect } from '../client.ts';
import { command } from '../command.ts';
import { checkKey, readKeyFile } from '../key.ts';
import { connectionOptions, projectOption } from '../options.ts';
import { activeProfile, addProfile, checkProfileName, type Profile } from '../profile.ts';
import { readSecret } from '../read_secret.ts';
import { addressText } from '../server_address.ts';
import { loadSettings, type Setting, type Settings } from '../settings.ts';

export default command({
  name: 'login',
  examples: [
    'sfs auth login --server sfs.example.com',
    'printf %s "$KEY" | sfs auth login --server sfs.example.com --profile work',
  ],
  // Other commands refuse a profile that is not there; this one makes it, so it reads its settings itself.
  local: true,
  options: { ...connectionOptions, ...projectOption },
  async run(context, args) {
    const { io } = context;
    const settings = await loadSettings(args, io, { login: true });
    const name = checkProfileName(settings.profile!.value);
    const server = settings.server.value;
    const key = args.keyFile
      ? readKeyFile(io.cwd, args.keyFile)
      : (await readSecret(io, `Key for ${server.name}: `)).trim();
    if (key === '') throw usage('no key was given', 'type it, or pipe it in: sfs auth login < FILE');

    // It is checked at the server that it is kept for, and nowhere else, before it is kept.
    const signedIn = { ...settings, key: { value: checkKey(key, 'stdin'), origin: 'stdin' }, keyProblem: undefined };
    const api = connect({ settings: signedIn, io, deadline: args.deadline, note: (text) => context.note(text) });
    try {
      const who = await api.call(ServiceKeyServiceService.whoAmI, WhoAmIRequest.create());
      const folder = settings.configFolder.value;
      addProfile(folder, name, {
        ...profileOf(signedIn, io.cwd),
        ...(args.project ? { project: args.project } : {}),
      });
      const used = activeProfile(folder) === name ? '' : `, not in use: --profile ${name}, or sfs auth use ${name}`;
      context.note(`signed in to ${server.name} as ${who.keyName || who.keyId}; kept in profile ${name}${used}`);
    } finally {
      api.close();
    }
  },
});

function profileOf({ server, key, insecure, tlsCa, tlsCert, tlsKey }: Settings, cwd: string): Profile {
  // Kept as absolute paths: the next command runs in another folder.
  const file = (name: 'tls_ca' | 'tls_cert' | 'tls_key', setting: Setting<string> | undefined) =>
    setting ? { [name]: resolve(cwd, setting.value) } : {};
  const plaintextElsewhere = !server.value.tls && !server.value.loopback;
  return {
    server: addressText(server.value),
    key: key!.value,
    ...(plaintextElsewhere && insecure.value ? { insecure: true } : {}),
    ...file('tls_ca', tlsCa),
    ...file('tls_cert', tlsCert),
    ...file('tls_key', tlsKey),
  };
}
