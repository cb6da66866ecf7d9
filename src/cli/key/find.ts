import { KeyState } from '../../gen/client/sfs/v1/project.ts';
import { ListServiceKeysRequest, ServiceKeyServiceService } from '../../gen/client/sfs/v1/service_key.ts';
import { CliError, usage } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { every } from '../every.ts';
import { exit } from '../exit.ts';

/** The id of a service key that is named by id or by name. Names may repeat: a key in use comes before ended ones. */
export async function serviceKeyId(context: Context, text: string): Promise<string> {
  refuseKeyText(text);
  if (/^key_[0-9a-f]{32}$/.test(text)) return text;
  const named = [];
  const { listServiceKeys } = ServiceKeyServiceService;
  const keys = every(context, listServiceKeys, ListServiceKeysRequest.create, (answer) => answer.keys);
  for await (const key of keys) if (key.name === text) named.push(key);
  const active = named.filter(({ state }) => state === KeyState.KEY_STATE_ACTIVE);
  const [found, ...more] = active.length > 0 ? active : named;
  if (!found) throw new CliError(exit.notFound, `there is no service key ${text}`, { hint: 'the keys: sfs key list' });
  if (more.length === 0) return found.id;
  throw usage(`several keys are called ${text}: name one by its id`, [found, ...more].map(({ id }) => id).join(', '));
}

/** A key itself in place of its id is in the shell's history and the process list by now. */
export function refuseKeyText(text: string): void {
  if (!/^sfs[kp]_\w+_/.test(text)) return;
  throw usage(
    'that is a key itself; name it by its id (key_…) or name',
    'other users of this machine may have seen it in the process list: rotate it',
  );
}
