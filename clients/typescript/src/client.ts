import { setMaxListeners } from 'node:events';
import type { CallOptions, Connection } from './call.ts';
import { openChannel } from './channel.ts';
import { addFindings, type FindingInput } from './findings.ts';
import * as methods from './gen/methods.ts';
import { type ConnectOptions, readOptions } from './options.ts';
import { pages } from './pages.ts';
import { closed } from './retry.ts';
import { type Request, type Service, service } from './services.ts';
import { type WatchOptions, watchAgentRun } from './watch.ts';

export type { CallOptions } from './call.ts';

/**
 * Opens a connection. Nothing is sent before the first call.
 *
 * @throws ConfigError where options, environment or profile cannot be used
 */
export const connect = (options: ConnectOptions = {}): SfsClient => new SfsClient(options);

/** A connection to a server, with all of its services. Made by `connect`. Methods reject with an SfsError. */
export class SfsClient {
  readonly agentRuns: Service<typeof methods.agentRunService>;
  readonly audit: Service<typeof methods.auditService>;
  readonly personas: Service<typeof methods.personaService>;
  readonly projects: Service<typeof methods.projectService>;
  readonly server: Service<typeof methods.serverService>;
  readonly serviceKeys: Service<typeof methods.serviceKeyService>;
  readonly tickets: Service<typeof methods.ticketService>;
  // Private, so that nothing that prints a client prints its key.
  readonly #connection: Connection;
  readonly #closing = new AbortController();

  constructor(options: ConnectOptions = {}) {
    const settings = readOptions(options);
    const { signal } = this.#closing;
    // Every call listens to it, and that many are no leak.
    setMaxListeners(0, signal);
    const connection = {
      client: openChannel(settings),
      key: settings.key,
      deadlineMs: settings.deadlineMs,
      ending: (own: AbortSignal | undefined) => (own ? AbortSignal.any([signal, own]) : signal),
    };
    this.#connection = connection;
    this.agentRuns = service(connection, methods.agentRunService);
    this.audit = service(connection, methods.auditService);
    this.personas = service(connection, methods.personaService);
    this.projects = service(connection, methods.projectService);
    this.server = service(connection, methods.serverService);
    this.serviceKeys = service(connection, methods.serviceKeyService);
    this.tickets = service(connection, methods.ticketService);
  }

  /** Ends the connection. Calls that are under way, and later ones, fail with CANCELLED. */
  close(): void {
    this.#closing.abort(closed);
    this.#connection.client.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Streams findings into a running run, all or none, in messages that the server takes. */
  addFindings(runId: string, findings: Iterable<FindingInput>, options?: CallOptions & { requestId?: string }) {
    return addFindings(this.#connection, runId, findings, options);
  }

  /** Yields the run as it is now and at each change until it has ended; survives restarts of the server. */
  watchAgentRun(runId: string, options?: WatchOptions) {
    return watchAgentRun(this.#connection, runId, options);
  }

  allAgentRuns(request: Request<typeof methods.agentRunService.listAgentRuns> = {}, options?: CallOptions) {
    return pages((page) => this.agentRuns.listAgentRuns(page, options), 'runs', request);
  }

  allFindings(request: Request<typeof methods.agentRunService.listFindings>, options?: CallOptions) {
    return pages((page) => this.agentRuns.listFindings(page, options), 'findings', request);
  }

  allTickets(request: Request<typeof methods.ticketService.listTickets> = {}, options?: CallOptions) {
    return pages((page) => this.tickets.listTickets(page, options), 'tickets', request);
  }

  allTicketComments(request: Request<typeof methods.ticketService.listTicketComments>, options?: CallOptions) {
    return pages((page) => this.tickets.listTicketComments(page, options), 'comments', request);
  }

  allTicketHistory(request: Request<typeof methods.ticketService.listTicketHistory>, options?: CallOptions) {
    return pages((page) => this.tickets.listTicketHistory(page, options), 'changes', request);
  }

  allPersonas(request: Request<typeof methods.personaService.listPersonas> = {}, options?: CallOptions) {
    return pages((page) => this.personas.listPersonas(page, options), 'personas', request);
  }

  allPersonaVersions(request: Request<typeof methods.personaService.listPersonaVersions>, options?: CallOptions) {
    return pages((page) => this.personas.listPersonaVersions(page, options), 'versions', request);
  }

  allProjects(request: Request<typeof methods.projectService.listProjects> = {}, options?: CallOptions) {
    return pages((page) => this.projects.listProjects(page, options), 'projects', request);
  }

  allMembers(request: Request<typeof methods.projectService.listMembers> = {}, options?: CallOptions) {
    return pages((page) => this.projects.listMembers(page, options), 'members', request);
  }

  allPersonalKeys(request: Request<typeof methods.projectService.listPersonalKeys> = {}, options?: CallOptions) {
    return pages((page) => this.projects.listPersonalKeys(page, options), 'keys', request);
  }

  allServiceKeys(request: Request<typeof methods.serviceKeyService.listServiceKeys> = {}, options?: CallOptions) {
    return pages((page) => this.serviceKeys.listServiceKeys(page, options), 'keys', request);
  }

  allAuditEvents(request: Request<typeof methods.auditService.listAuditEvents> = {}, options?: CallOptions) {
    return pages((page) => this.audit.listAuditEvents(page, options), 'events', request);
  }
}
