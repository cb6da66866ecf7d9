import * as agentRun from '../../src/gen/client/sfs/v1/agent_run.ts';
import * as audit from '../../src/gen/client/sfs/v1/audit.ts';
import * as persona from '../../src/gen/client/sfs/v1/persona.ts';
import * as project from '../../src/gen/client/sfs/v1/project.ts';
import * as server from '../../src/gen/client/sfs/v1/server.ts';
import * as serviceKey from '../../src/gen/client/sfs/v1/service_key.ts';
import * as ticket from '../../src/gen/client/sfs/v1/ticket.ts';

type Type = { fromPartial?: (partial: object) => object };
const files: Record<string, unknown>[] = [agentRun, audit, persona, project, server, serviceKey, ticket];

/** The request of a method with every field that a test leaves out at its default. */
export function request(path: string, partial: object): object {
  const name = `${path.split('/')[2]}Request`;
  for (const file of files) {
    const type = file[name] as Type | undefined;
    if (type?.fromPartial) return type.fromPartial(partial);
  }
  throw new Error(`no message ${name}`);
}
