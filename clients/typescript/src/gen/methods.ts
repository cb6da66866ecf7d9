// Made by proto/clients/typescript.ts. DO NOT EDIT.

import * as agent_run from './sfs/v1/agent_run.ts';
import * as audit from './sfs/v1/audit.ts';
import * as persona from './sfs/v1/persona.ts';
import * as project from './sfs/v1/project.ts';
import * as server from './sfs/v1/server.ts';
import * as service_key from './sfs/v1/service_key.ts';
import * as ticket from './sfs/v1/ticket.ts';

/** AgentRunService records runs and decides their verdict.
 *
 * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
 * What is missing, malformed, late or cancelled is never green. */
export const agentRunService = {
  /** CreateAgentRun registers a run; with `start` it also starts it and returns the context, in one transaction. */
  createAgentRun: {
    path: '/sfs.v1.AgentRunService/CreateAgentRun',
    kind: 'unary',
    hasRequestId: true,
    request: agent_run.CreateAgentRunRequest,
    response: agent_run.CreateAgentRunResponse,
  },
  /** StartAgentRun starts a queued run and returns the context; who starts it holds it. Past its time in the queue the call ends the
   * run errored. */
  startAgentRun: {
    path: '/sfs.v1.AgentRunService/StartAgentRun',
    kind: 'unary',
    hasRequestId: true,
    request: agent_run.StartAgentRunRequest,
    response: agent_run.StartAgentRunResponse,
  },
  /** HeartbeatAgentRun extends the lease of a running run, to at most 24 hours after its start. It never shortens it, and it renews
   * one that ran out as long as nothing has ended the run. */
  heartbeatAgentRun: {
    path: '/sfs.v1.AgentRunService/HeartbeatAgentRun',
    kind: 'unary',
    hasRequestId: false,
    request: agent_run.HeartbeatAgentRunRequest,
    response: agent_run.HeartbeatAgentRunResponse,
  },
  /** AddFindings streams findings of a running run: first the run, then batches. All are kept or none. Only the holder may. */
  addFindings: {
    path: '/sfs.v1.AgentRunService/AddFindings',
    kind: 'client_streaming',
    hasRequestId: false,
    request: agent_run.AddFindingsRequest,
    response: agent_run.AddFindingsResponse,
  },
  /** CompleteAgentRun ends a run with a verdict. Completing again with the same content returns the stored run. A run that was never
   * started is refused with WRONG_STATUS; past the lease the call ends the run errored and answers RUN_ALREADY_FINAL. */
  completeAgentRun: {
    path: '/sfs.v1.AgentRunService/CompleteAgentRun',
    kind: 'unary',
    hasRequestId: true,
    request: agent_run.CompleteAgentRunRequest,
    response: agent_run.CompleteAgentRunResponse,
  },
  /** CancelAgentRun ends a queued or running run; a cancelled run is red. */
  cancelAgentRun: {
    path: '/sfs.v1.AgentRunService/CancelAgentRun',
    kind: 'unary',
    hasRequestId: true,
    request: agent_run.CancelAgentRunRequest,
    response: agent_run.CancelAgentRunResponse,
  },
  /** GetAgentRun returns one run. */
  getAgentRun: {
    path: '/sfs.v1.AgentRunService/GetAgentRun',
    kind: 'unary',
    hasRequestId: false,
    request: agent_run.GetAgentRunRequest,
    response: agent_run.GetAgentRunResponse,
  },
  /** ListAgentRuns lists runs, newest first, without findings. */
  listAgentRuns: {
    path: '/sfs.v1.AgentRunService/ListAgentRuns',
    kind: 'unary',
    hasRequestId: false,
    request: agent_run.ListAgentRunsRequest,
    response: agent_run.ListAgentRunsResponse,
  },
  /** ListFindings lists a run's findings, worst first. */
  listFindings: {
    path: '/sfs.v1.AgentRunService/ListFindings',
    kind: 'unary',
    hasRequestId: false,
    request: agent_run.ListFindingsRequest,
    response: agent_run.ListFindingsResponse,
  },
  /** WatchAgentRun sends the run at once, then at each change until it has ended. */
  watchAgentRun: {
    path: '/sfs.v1.AgentRunService/WatchAgentRun',
    kind: 'server_streaming',
    hasRequestId: false,
    request: agent_run.WatchAgentRunRequest,
    response: agent_run.WatchAgentRunResponse,
  },
} as const;

/** AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
 *
 * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
 * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript. */
export const auditService = {
  /** ListAuditEvents lists events, newest first. A key that reaches some projects sees the events of those. */
  listAuditEvents: {
    path: '/sfs.v1.AuditService/ListAuditEvents',
    kind: 'unary',
    hasRequestId: false,
    request: audit.ListAuditEventsRequest,
    response: audit.ListAuditEventsResponse,
  },
  /** ExportAuditEvents streams events, oldest first, with the exact bytes that are logged. It ends at the head of the log. */
  exportAuditEvents: {
    path: '/sfs.v1.AuditService/ExportAuditEvents',
    kind: 'server_streaming',
    hasRequestId: false,
    request: audit.ExportAuditEventsRequest,
    response: audit.ExportAuditEventsResponse,
  },
  /** GetAuditReport sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not use. For keys that
   * reach all projects. */
  getAuditReport: {
    path: '/sfs.v1.AuditService/GetAuditReport',
    kind: 'unary',
    hasRequestId: false,
    request: audit.GetAuditReportRequest,
    response: audit.GetAuditReportResponse,
  },
  /** GetCheckpoint returns the newest signed head of the log. */
  getCheckpoint: {
    path: '/sfs.v1.AuditService/GetCheckpoint',
    kind: 'unary',
    hasRequestId: false,
    request: audit.GetCheckpointRequest,
    response: audit.GetCheckpointResponse,
  },
  /** GetInclusionProof proves that an event is in the log. */
  getInclusionProof: {
    path: '/sfs.v1.AuditService/GetInclusionProof',
    kind: 'unary',
    hasRequestId: false,
    request: audit.GetInclusionProofRequest,
    response: audit.GetInclusionProofResponse,
  },
  /** GetConsistencyProof proves that the log of one size begins with the log of an earlier size. */
  getConsistencyProof: {
    path: '/sfs.v1.AuditService/GetConsistencyProof',
    kind: 'unary',
    hasRequestId: false,
    request: audit.GetConsistencyProofRequest,
    response: audit.GetConsistencyProofResponse,
  },
  /** ListLogKeys lists the public keys that sign the log or signed it. */
  listLogKeys: {
    path: '/sfs.v1.AuditService/ListLogKeys',
    kind: 'unary',
    hasRequestId: false,
    request: audit.ListLogKeysRequest,
    response: audit.ListLogKeysResponse,
  },
  /** ReadLog streams everything that verifying the whole log takes: entries, payloads, tiles, checkpoints, and what the rows of ended
   * runs say. For keys that reach all projects. */
  readLog: {
    path: '/sfs.v1.AuditService/ReadLog',
    kind: 'server_streaming',
    hasRequestId: false,
    request: audit.ReadLogRequest,
    response: audit.ReadLogResponse,
  },
  /** GetAgentRunReceipt streams what proves one run offline: its events with their proofs, the attestation, and the head of the log. It
   * waits until the events have their places. */
  getAgentRunReceipt: {
    path: '/sfs.v1.AuditService/GetAgentRunReceipt',
    kind: 'server_streaming',
    hasRequestId: false,
    request: audit.GetAgentRunReceiptRequest,
    response: audit.GetAgentRunReceiptResponse,
  },
  /** PurgePayloads erases names and free text of events for ever; the events stay, and so do their proofs. */
  purgePayloads: {
    path: '/sfs.v1.AuditService/PurgePayloads',
    kind: 'unary',
    hasRequestId: true,
    request: audit.PurgePayloadsRequest,
    response: audit.PurgePayloadsResponse,
  },
  /** SetLegalHold keeps all payloads of the organization, whatever retention says, or ends that. */
  setLegalHold: {
    path: '/sfs.v1.AuditService/SetLegalHold',
    kind: 'unary',
    hasRequestId: true,
    request: audit.SetLegalHoldRequest,
    response: audit.SetLegalHoldResponse,
  },
  /** RedactAgentRun erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its events; its digests
   * stay. */
  redactAgentRun: {
    path: '/sfs.v1.AuditService/RedactAgentRun',
    kind: 'unary',
    hasRequestId: true,
    request: audit.RedactAgentRunRequest,
    response: audit.RedactAgentRunResponse,
  },
} as const;

/** PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest. */
export const personaService = {
  /** CreatePersona makes version 1 of a persona. */
  createPersona: {
    path: '/sfs.v1.PersonaService/CreatePersona',
    kind: 'unary',
    hasRequestId: true,
    request: persona.CreatePersonaRequest,
    response: persona.CreatePersonaResponse,
  },
  /** GetPersona returns the newest version of a persona, or the version asked for. */
  getPersona: {
    path: '/sfs.v1.PersonaService/GetPersona',
    kind: 'unary',
    hasRequestId: false,
    request: persona.GetPersonaRequest,
    response: persona.GetPersonaResponse,
  },
  /** ListPersonas lists a project's personas, newest first, without their content. */
  listPersonas: {
    path: '/sfs.v1.PersonaService/ListPersonas',
    kind: 'unary',
    hasRequestId: false,
    request: persona.ListPersonasRequest,
    response: persona.ListPersonasResponse,
  },
  /** ListPersonaVersions lists the versions of one persona, newest first, without their content. */
  listPersonaVersions: {
    path: '/sfs.v1.PersonaService/ListPersonaVersions',
    kind: 'unary',
    hasRequestId: false,
    request: persona.ListPersonaVersionsRequest,
    response: persona.ListPersonaVersionsResponse,
  },
  /** UpdatePersona makes a new version from the fields that the mask names, if `expected_version` is still the newest. Where
   * nothing changes, no version is made. */
  updatePersona: {
    path: '/sfs.v1.PersonaService/UpdatePersona',
    kind: 'unary',
    hasRequestId: true,
    request: persona.UpdatePersonaRequest,
    response: persona.UpdatePersonaResponse,
  },
  /** DeactivatePersona takes a persona out of use. Refused while open tickets or runs use it, unless forced. */
  deactivatePersona: {
    path: '/sfs.v1.PersonaService/DeactivatePersona',
    kind: 'unary',
    hasRequestId: true,
    request: persona.DeactivatePersonaRequest,
    response: persona.DeactivatePersonaResponse,
  },
} as const;

/** ProjectService keeps the organization, its projects and its members.
 *
 * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
 * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach. */
export const projectService = {
  /** GetOrganization returns the caller's organization. */
  getOrganization: {
    path: '/sfs.v1.ProjectService/GetOrganization',
    kind: 'unary',
    hasRequestId: false,
    request: project.GetOrganizationRequest,
    response: project.GetOrganizationResponse,
  },
  /** UpdateOrganization renames the caller's organization. */
  updateOrganization: {
    path: '/sfs.v1.ProjectService/UpdateOrganization',
    kind: 'unary',
    hasRequestId: true,
    request: project.UpdateOrganizationRequest,
    response: project.UpdateOrganizationResponse,
  },
  /** CreateProject makes a project. */
  createProject: {
    path: '/sfs.v1.ProjectService/CreateProject',
    kind: 'unary',
    hasRequestId: true,
    request: project.CreateProjectRequest,
    response: project.CreateProjectResponse,
  },
  /** GetProject returns one project, named by id, slug or git remote. */
  getProject: {
    path: '/sfs.v1.ProjectService/GetProject',
    kind: 'unary',
    hasRequestId: false,
    request: project.GetProjectRequest,
    response: project.GetProjectResponse,
  },
  /** ListProjects lists the projects that the key can reach, newest first. */
  listProjects: {
    path: '/sfs.v1.ProjectService/ListProjects',
    kind: 'unary',
    hasRequestId: false,
    request: project.ListProjectsRequest,
    response: project.ListProjectsResponse,
  },
  /** UpdateProject changes the fields that the mask names. Only people may: the settings are the policy. */
  updateProject: {
    path: '/sfs.v1.ProjectService/UpdateProject',
    kind: 'unary',
    hasRequestId: true,
    request: project.UpdateProjectRequest,
    response: project.UpdateProjectResponse,
  },
  /** ArchiveProject closes a project to new runs, tickets and personas; what is there stays readable. Its running runs may end. */
  archiveProject: {
    path: '/sfs.v1.ProjectService/ArchiveProject',
    kind: 'unary',
    hasRequestId: true,
    request: project.ArchiveProjectRequest,
    response: project.ArchiveProjectResponse,
  },
  /** CreateMember adds a person and returns a personal key for them, once. */
  createMember: {
    path: '/sfs.v1.ProjectService/CreateMember',
    kind: 'unary',
    hasRequestId: true,
    request: project.CreateMemberRequest,
    response: project.CreateMemberResponse,
  },
  /** ListMembers lists the people of the organization, newest first; removed members are left out. */
  listMembers: {
    path: '/sfs.v1.ProjectService/ListMembers',
    kind: 'unary',
    hasRequestId: false,
    request: project.ListMembersRequest,
    response: project.ListMembersResponse,
  },
  /** UpdateMember changes a member's name, e-mail address or role. Nobody grants a role above their own or changes a member above
   * their own; the last owner keeps the role. */
  updateMember: {
    path: '/sfs.v1.ProjectService/UpdateMember',
    kind: 'unary',
    hasRequestId: true,
    request: project.UpdateMemberRequest,
    response: project.UpdateMemberResponse,
  },
  /** RemoveMember ends a membership. The member's personal keys stop at once; service keys go on, and the answer lists those that
   * the member minted or rotated, to be rotated. */
  removeMember: {
    path: '/sfs.v1.ProjectService/RemoveMember',
    kind: 'unary',
    hasRequestId: true,
    request: project.RemoveMemberRequest,
    response: project.RemoveMemberResponse,
  },
  /** CreatePersonalKey mints one more key for the caller. */
  createPersonalKey: {
    path: '/sfs.v1.ProjectService/CreatePersonalKey',
    kind: 'unary',
    hasRequestId: true,
    request: project.CreatePersonalKeyRequest,
    response: project.CreatePersonalKeyResponse,
  },
  /** ListPersonalKeys lists the caller's keys; with members:write also another member's. */
  listPersonalKeys: {
    path: '/sfs.v1.ProjectService/ListPersonalKeys',
    kind: 'unary',
    hasRequestId: false,
    request: project.ListPersonalKeysRequest,
    response: project.ListPersonalKeysResponse,
  },
  /** RotatePersonalKey gives one of the caller's keys a new secret. */
  rotatePersonalKey: {
    path: '/sfs.v1.ProjectService/RotatePersonalKey',
    kind: 'unary',
    hasRequestId: true,
    request: project.RotatePersonalKeyRequest,
    response: project.RotatePersonalKeyResponse,
  },
  /** RevokePersonalKey ends a key at once: the caller's own, or with members:write that of a member not above the caller. */
  revokePersonalKey: {
    path: '/sfs.v1.ProjectService/RevokePersonalKey',
    kind: 'unary',
    hasRequestId: true,
    request: project.RevokePersonalKeyRequest,
    response: project.RevokePersonalKeyResponse,
  },
} as const;

/** ServerService tells about the server itself. Whether it is up is said by grpc.health.v1.Health, without a key. */
export const serverService = {
  /** GetServerInfo tells version, database and clock: what `sfs doctor` reads. */
  getServerInfo: {
    path: '/sfs.v1.ServerService/GetServerInfo',
    kind: 'unary',
    hasRequestId: false,
    request: server.GetServerInfoRequest,
    response: server.GetServerInfoResponse,
  },
} as const;

/** ServiceKeyService keeps the credentials of machines.
 *
 * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
 * rotate and revoke, and only with scopes that they hold themselves. */
export const serviceKeyService = {
  /** CreateServiceKey mints a key and returns it, once. */
  createServiceKey: {
    path: '/sfs.v1.ServiceKeyService/CreateServiceKey',
    kind: 'unary',
    hasRequestId: true,
    request: service_key.CreateServiceKeyRequest,
    response: service_key.CreateServiceKeyResponse,
  },
  /** GetServiceKey returns a key's record. */
  getServiceKey: {
    path: '/sfs.v1.ServiceKeyService/GetServiceKey',
    kind: 'unary',
    hasRequestId: false,
    request: service_key.GetServiceKeyRequest,
    response: service_key.GetServiceKeyResponse,
  },
  /** ListServiceKeys lists the organization's service keys, newest first, ended ones too. */
  listServiceKeys: {
    path: '/sfs.v1.ServiceKeyService/ListServiceKeys',
    kind: 'unary',
    hasRequestId: false,
    request: service_key.ListServiceKeysRequest,
    response: service_key.ListServiceKeysResponse,
  },
  /** RotateServiceKey gives a key a new secret, same id and settings. Of several at once one wins, the rest get KEY_CHANGED. */
  rotateServiceKey: {
    path: '/sfs.v1.ServiceKeyService/RotateServiceKey',
    kind: 'unary',
    hasRequestId: true,
    request: service_key.RotateServiceKeyRequest,
    response: service_key.RotateServiceKeyResponse,
  },
  /** RevokeServiceKey ends a key: every replica refuses it within a second. Ending it again changes nothing. */
  revokeServiceKey: {
    path: '/sfs.v1.ServiceKeyService/RevokeServiceKey',
    kind: 'unary',
    hasRequestId: true,
    request: service_key.RevokeServiceKeyRequest,
    response: service_key.RevokeServiceKeyResponse,
  },
  /** WhoAmI tells what the key at hand is and may do. */
  whoAmI: {
    path: '/sfs.v1.ServiceKeyService/WhoAmI',
    kind: 'unary',
    hasRequestId: false,
    request: service_key.WhoAmIRequest,
    response: service_key.WhoAmIResponse,
  },
} as const;

/** TicketService keeps the work items that runs may serve.
 *
 * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
 * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
 * need issues:write. */
export const ticketService = {
  /** CreateTicket makes a ticket. Tickets of agents start suggested and wait for a person. */
  createTicket: {
    path: '/sfs.v1.TicketService/CreateTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.CreateTicketRequest,
    response: ticket.CreateTicketResponse,
  },
  /** GetTicket returns one ticket. */
  getTicket: {
    path: '/sfs.v1.TicketService/GetTicket',
    kind: 'unary',
    hasRequestId: false,
    request: ticket.GetTicketRequest,
    response: ticket.GetTicketResponse,
  },
  /** ListTickets lists tickets, newest first, without descriptions. */
  listTickets: {
    path: '/sfs.v1.TicketService/ListTickets',
    kind: 'unary',
    hasRequestId: false,
    request: ticket.ListTicketsRequest,
    response: ticket.ListTicketsResponse,
  },
  /** UpdateTicket changes the fields that the mask names; an empty value clears a field. Every change is kept. */
  updateTicket: {
    path: '/sfs.v1.TicketService/UpdateTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.UpdateTicketRequest,
    response: ticket.UpdateTicketResponse,
  },
  /** StartTicket takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by one. Sent again with
   * its request id after somebody else started the ticket, it is refused with STALE_LEASE. */
  startTicket: {
    path: '/sfs.v1.TicketService/StartTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.StartTicketRequest,
    response: ticket.StartTicketResponse,
  },
  /** HeartbeatTicket renews the lease. */
  heartbeatTicket: {
    path: '/sfs.v1.TicketService/HeartbeatTicket',
    kind: 'unary',
    hasRequestId: false,
    request: ticket.HeartbeatTicketRequest,
    response: ticket.HeartbeatTicketResponse,
  },
  /** ReleaseTicket gives the lease back: the ticket stays in progress without holder, and anyone may start it. */
  releaseTicket: {
    path: '/sfs.v1.TicketService/ReleaseTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.ReleaseTicketRequest,
    response: ticket.ReleaseTicketResponse,
  },
  /** CompleteTicket hands a task over to review. */
  completeTicket: {
    path: '/sfs.v1.TicketService/CompleteTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.CompleteTicketRequest,
    response: ticket.CompleteTicketResponse,
  },
  /** AcceptTicket ends a task in review as done, tells its dependents, and unblocks those that waited for nothing else. Refused to
   * the key that completed it. */
  acceptTicket: {
    path: '/sfs.v1.TicketService/AcceptTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.AcceptTicketRequest,
    response: ticket.AcceptTicketResponse,
  },
  /** ReopenTicket sends a task in review, or an issue in progress, back to open. */
  reopenTicket: {
    path: '/sfs.v1.TicketService/ReopenTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.ReopenTicketRequest,
    response: ticket.ReopenTicketResponse,
  },
  /** BlockTicket says that a task in progress cannot go on. */
  blockTicket: {
    path: '/sfs.v1.TicketService/BlockTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.BlockTicketRequest,
    response: ticket.BlockTicketResponse,
  },
  /** UnblockTicket says that a blocked task can go on. */
  unblockTicket: {
    path: '/sfs.v1.TicketService/UnblockTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.UnblockTicketRequest,
    response: ticket.UnblockTicketResponse,
  },
  /** ApproveTicket opens a suggested ticket. Only people may. */
  approveTicket: {
    path: '/sfs.v1.TicketService/ApproveTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.ApproveTicketRequest,
    response: ticket.ApproveTicketResponse,
  },
  /** DismissTicket cancels a suggested or open ticket. */
  dismissTicket: {
    path: '/sfs.v1.TicketService/DismissTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.DismissTicketRequest,
    response: ticket.DismissTicketResponse,
  },
  /** CancelTicket cancels a ticket that has not ended; one in review must be reopened first. */
  cancelTicket: {
    path: '/sfs.v1.TicketService/CancelTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.CancelTicketRequest,
    response: ticket.CancelTicketResponse,
  },
  /** CloseTicket ends an issue in progress. */
  closeTicket: {
    path: '/sfs.v1.TicketService/CloseTicket',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.CloseTicketRequest,
    response: ticket.CloseTicketResponse,
  },
  /** AddTicketComment adds a comment. */
  addTicketComment: {
    path: '/sfs.v1.TicketService/AddTicketComment',
    kind: 'unary',
    hasRequestId: true,
    request: ticket.AddTicketCommentRequest,
    response: ticket.AddTicketCommentResponse,
  },
  /** ListTicketComments lists comments, oldest first unless asked otherwise. */
  listTicketComments: {
    path: '/sfs.v1.TicketService/ListTicketComments',
    kind: 'unary',
    hasRequestId: false,
    request: ticket.ListTicketCommentsRequest,
    response: ticket.ListTicketCommentsResponse,
  },
  /** ListTicketHistory lists every change of every field, oldest first. */
  listTicketHistory: {
    path: '/sfs.v1.TicketService/ListTicketHistory',
    kind: 'unary',
    hasRequestId: false,
    request: ticket.ListTicketHistoryRequest,
    response: ticket.ListTicketHistoryResponse,
  },
  /** WatchTicket sends the ticket at once, then the ticket at each change and each new comment, until the ticket has ended. */
  watchTicket: {
    path: '/sfs.v1.TicketService/WatchTicket',
    kind: 'server_streaming',
    hasRequestId: false,
    request: ticket.WatchTicketRequest,
    response: ticket.WatchTicketResponse,
  },
} as const;
