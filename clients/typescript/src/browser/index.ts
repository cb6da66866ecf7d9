/**
 * Client of sfs for browsers, over Connect or gRPC-Web: whichever the transport speaks.
 *
 * @example
 * const transport = createConnectTransport({ baseUrl: 'https://sfs.example.com', interceptors: interceptors({ key }) });
 * const sfs = connect(transport);
 * const { organization } = await sfs.serviceKeys.whoAmI({});
 *
 * @packageDocumentation
 */
import { type Client, createClient, type Transport } from '@connectrpc/connect';
import { AgentRunService } from './gen/sfs/v1/agent_run_pb.ts';
import { AuditService } from './gen/sfs/v1/audit_pb.ts';
import { PersonaService } from './gen/sfs/v1/persona_pb.ts';
import { ProjectService } from './gen/sfs/v1/project_pb.ts';
import { ServerService } from './gen/sfs/v1/server_pb.ts';
import { ServiceKeyService } from './gen/sfs/v1/service_key_pb.ts';
import { TicketService } from './gen/sfs/v1/ticket_pb.ts';

export { readError, type CallError, type Violation } from './errors.ts';
export { type InterceptorOptions, interceptors } from './interceptors.ts';
export * as v1 from './v1.ts';

/** All services over one transport. Methods reject with a ConnectError; `readError` says what the server said. */
export interface SfsClient {
  readonly agentRuns: Client<typeof AgentRunService>;
  readonly audit: Client<typeof AuditService>;
  readonly personas: Client<typeof PersonaService>;
  readonly projects: Client<typeof ProjectService>;
  readonly server: Client<typeof ServerService>;
  readonly serviceKeys: Client<typeof ServiceKeyService>;
  readonly tickets: Client<typeof TicketService>;
}

/** Makes the clients of all services. Key, deadline, retries and request ids are those of the transport's `interceptors`. */
export function connect(transport: Transport): SfsClient {
  return Object.freeze({
    agentRuns: createClient(AgentRunService, transport),
    audit: createClient(AuditService, transport),
    personas: createClient(PersonaService, transport),
    projects: createClient(ProjectService, transport),
    server: createClient(ServerService, transport),
    serviceKeys: createClient(ServiceKeyService, transport),
    tickets: createClient(TicketService, transport),
  });
}
