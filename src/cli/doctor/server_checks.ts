import {
  HealthCheckRequest,
  type HealthCheckResponse,
  HealthService,
  HealthCheckResponse_ServingStatus as Serving,
} from '../../gen/client/grpc/health/v1/health.ts';
import type { GetServerInfoResponse } from '../../gen/client/sfs/v1/server.ts';
import { humanDuration } from '../duration.ts';
import { exit } from '../exit.ts';
import type { Api } from '../method.ts';
import type { Settings } from '../settings.ts';
import { type Check, fail, failed, ok, warn } from './check.ts';

/** Seconds between two clocks that are not worth a word. */
const tolerance = 5;

/** Whether the server answers and takes calls; no key is sent. */
export async function serverCheck(api: Api, { server }: Settings): Promise<Check> {
  const where = `${server.value.name} (${server.origin})`;
  let answer: HealthCheckResponse;
  try {
    answer = await api.call(HealthService.check, HealthCheckRequest.create(), { anonymous: true });
  } catch (error) {
    return failed('server', error);
  }
  if (answer.status === Serving.SERVING) return ok('server', `${where} answers`);
  return fail('server', `${where} answers, but takes no calls`, "see the server's log", exit.unreachable, true);
}

/** How the connection that just worked is protected. */
export function tlsCheck({ server, tlsCa, tlsCert }: Settings): Check {
  const { tls, loopback } = server.value;
  if (tls) {
    const authority = tlsCa ? `${tlsCa.value} (${tlsCa.origin})` : "this machine's authorities";
    return ok('tls', `the server's certificate is trusted by ${authority}${tlsCert ? '; ours is shown to it' : ''}`);
  }
  if (loopback) return ok('tls', 'plaintext, and it does not leave this machine');
  return warn('tls', 'plaintext to another machine: the key travels readable', 'use https:// and TLS on the server');
}

/** This machine's clock against the database's, which decides leases and expiries. */
export function clockCheck(info: GetServerInfoResponse, asked: Date, answered: Date): Check {
  const here = (asked.getTime() + answered.getTime()) / 2;
  const ahead = (here - info.time!.getTime()) / 1000;
  // The answer may have taken all of the time to come: that much is not known.
  const unsure = (answered.getTime() - asked.getTime()) / 2000;
  if (Math.abs(ahead) <= tolerance + unsure) return ok('clock', `within ${tolerance} s of the server's`);
  const difference = `${humanDuration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'}`;
  return warn('clock', `this machine's is ${difference} the server's`, 'set the clocks of both machines (NTP)');
}

/** Database, migrations and audit log, as the server tells. */
export function databaseChecks(info: GetServerInfoResponse): Check[] {
  const kind = info.embeddedDatabase ? 'embedded PostgreSQL' : 'PostgreSQL';
  const { pendingMigrations: pending } = info;
  return [
    ok('version', `server ${info.version}`),
    ok('database', `${kind} ${info.databaseVersion}`),
    pending.length === 0
      ? ok('migrations', `all applied, the newest is ${info.migration}`)
      : fail('migrations', `not applied: ${pending.join(', ')}`, 'run on the server: sfs migrate', exit.conflict, true),
    auditCheck(info),
  ];
}

function auditCheck({ auditEvents, auditHeadAt, auditCheckpointSize, logKeyProblem }: GetServerInfoResponse): Check {
  if (logKeyProblem)
    return fail(
      'audit',
      `the server changes nothing: ${logKeyProblem}`,
      'mend it on the server, it goes on by itself',
      exit.conflict,
    );
  const head = auditHeadAt ? `, the newest of ${auditHeadAt.toISOString()}` : '';
  return ok(
    'audit',
    `${auditEvents} ${auditEvents === 1 ? 'event' : 'events'}${head}, ${auditCheckpointSize} of them in a signed checkpoint`,
  );
}
