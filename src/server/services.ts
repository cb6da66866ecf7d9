import { agentRunHandlers } from '../agent_runs/handlers.ts';
import { reap } from '../agent_runs/reaper.ts';
import { auditHandlers } from '../audit/handlers.ts';
import { Keyring, type KeySource } from '../audit/keyring.ts';
import { RefusalRecorder } from '../audit/refusals.ts';
import { retainPayloads } from '../audit/retention.ts';
import { Sequencer } from '../audit/sequencer.ts';
import { AgentRunServiceService } from '../gen/sfs/v1/agent_run.ts';
import { AuditServiceService } from '../gen/sfs/v1/audit.ts';
import { PersonaServiceService } from '../gen/sfs/v1/persona.ts';
import { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import { ServerServiceService } from '../gen/sfs/v1/server.ts';
import { ServiceKeyServiceService } from '../gen/sfs/v1/service_key.ts';
import { TicketServiceService } from '../gen/sfs/v1/ticket.ts';
import { personaHandlers } from '../personas/handlers.ts';
import { projectHandlers } from '../projects/handlers.ts';
import { resolveProject } from '../projects/resolve.ts';
import { leastRole } from '../projects/roles.ts';
import { serviceKeyHandlers } from '../service_keys/handlers.ts';
import { KeyVerifier } from '../service_keys/verifier.ts';
import { ticketHandlers } from '../tickets/handlers.ts';
import { type ServerFacts, serverHandlers } from './info.ts';

/**
 * The one register: every service of the server, and what the layers need of the slices. A new resource is a line here, a line
 * in src/db/orm.ts and a migration.
 */
export const registry = (facts: ServerFacts) => [
  { service: 'sfs.v1.AgentRunService', definition: AgentRunServiceService, handlers: agentRunHandlers },
  { service: 'sfs.v1.AuditService', definition: AuditServiceService, handlers: auditHandlers },
  { service: 'sfs.v1.PersonaService', definition: PersonaServiceService, handlers: personaHandlers },
  { service: 'sfs.v1.ProjectService', definition: ProjectServiceService, handlers: projectHandlers },
  { service: 'sfs.v1.ServiceKeyService', definition: ServiceKeyServiceService, handlers: serviceKeyHandlers },
  { service: 'sfs.v1.TicketService', definition: TicketServiceService, handlers: ticketHandlers },
  { service: 'sfs.v1.ServerService', definition: ServerServiceService, handlers: serverHandlers(facts) },
];

export {
  Keyring,
  type KeySource,
  KeyVerifier,
  leastRole,
  RefusalRecorder,
  reap,
  resolveProject,
  retainPayloads,
  Sequencer,
};
