import { GetServerInfoRequest, ServerServiceService } from '../../gen/client/sfs/v1/server.ts';
import { ServiceKeyServiceService, WhoAmIRequest } from '../../gen/client/sfs/v1/service_key.ts';
import { connect } from '../client.ts';
import type { Io } from '../io.ts';
import type { Api } from '../method.ts';
import type { Settings } from '../settings.ts';
import { type Check, fail, failed } from './check.ts';
import { keyCheck, projectCheck, scopesCheck } from './key_checks.ts';
import { clockCheck, databaseChecks, serverCheck, tlsCheck } from './server_checks.ts';

/**
 * All checks, in the order in which they depend on each other: what cannot be asked any more is left out.
 *
 * @param deadline seconds for each call
 */
export async function examine(io: Io, settings: Settings, deadline: number): Promise<Check[]> {
  const api = connect({ settings, io, deadline, note: () => {} });
  try {
    const server = await serverCheck(api, settings);
    if (server.result === 'fail') return [server];
    return [server, tlsCheck(settings), ...(await signedIn(api, io, settings))];
  } finally {
    api.close();
  }
}

async function signedIn(api: Api, io: Io, settings: Settings): Promise<Check[]> {
  const { key, keyProblem, project } = settings;
  // A server that starts for the first time makes the profile with the key only then.
  if (!key) return [fail('key', keyProblem!.message, keyProblem!.hint ?? '', keyProblem!.exit, true)];
  try {
    const who = await api.call(ServiceKeyServiceService.whoAmI, WhoAmIRequest.create());
    const checks = [keyCheck(who, key.origin, io.now()), scopesCheck(who), await projectCheck(api, project)];
    try {
      const asked = io.now();
      const info = await api.call(ServerServiceService.getServerInfo, GetServerInfoRequest.create());
      return [...checks, clockCheck(info, asked, io.now()), ...databaseChecks(info)];
    } catch (error) {
      return [...checks, failed('database', error)];
    }
  } catch (error) {
    return [failed('key', error)];
  }
}
