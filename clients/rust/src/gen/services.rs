// Made by proto/clients/rust.ts. DO NOT EDIT.

use crate::{
    Client, Error, ResultStream,
    method::{Method, Paged},
    v1::*,
};

/// AgentRunService records runs and decides their verdict.
///
/// A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
/// What is missing, malformed, late or cancelled is never green.
#[derive(Clone, Copy, Debug)]
pub struct AgentRuns<'a>(&'a Client);

impl AgentRuns<'_> {
    /// CreateAgentRun registers a run; with `start` it also starts it and returns the context, in one transaction.
    pub async fn create_agent_run(self, request: CreateAgentRunRequest) -> Result<CreateAgentRunResponse, Error> {
        self.0.unary(request).await
    }

    /// StartAgentRun starts a queued run and returns the context; who starts it holds it. Past its time in the queue the call ends the
    /// run errored.
    pub async fn start_agent_run(self, request: StartAgentRunRequest) -> Result<StartAgentRunResponse, Error> {
        self.0.unary(request).await
    }

    /// HeartbeatAgentRun extends the lease of a running run, to at most 24 hours after its start. It never shortens it, and it renews
    /// one that ran out as long as nothing has ended the run.
    pub async fn heartbeat_agent_run(self, request: HeartbeatAgentRunRequest) -> Result<HeartbeatAgentRunResponse, Error> {
        self.0.unary(request).await
    }

    /// CompleteAgentRun ends a run with a verdict. Completing again with the same content returns the stored run. A run that was never
    /// started is refused with WRONG_STATUS; past the lease the call ends the run errored and answers RUN_ALREADY_FINAL.
    pub async fn complete_agent_run(self, request: CompleteAgentRunRequest) -> Result<CompleteAgentRunResponse, Error> {
        self.0.unary(request).await
    }

    /// CancelAgentRun ends a queued or running run; a cancelled run is red.
    pub async fn cancel_agent_run(self, request: CancelAgentRunRequest) -> Result<CancelAgentRunResponse, Error> {
        self.0.unary(request).await
    }

    /// GetAgentRun returns one run.
    pub async fn get_agent_run(self, request: GetAgentRunRequest) -> Result<GetAgentRunResponse, Error> {
        self.0.unary(request).await
    }

    /// ListAgentRuns lists runs, newest first, without findings.
    pub async fn list_agent_runs(self, request: ListAgentRunsRequest) -> Result<ListAgentRunsResponse, Error> {
        self.0.unary(request).await
    }

    /// ListFindings lists a run's findings, worst first.
    pub async fn list_findings(self, request: ListFindingsRequest) -> Result<ListFindingsResponse, Error> {
        self.0.unary(request).await
    }

    /// WatchAgentRun sends the run at once, then at each change until it has ended.
    pub fn watch_agent_run(self, request: WatchAgentRunRequest) -> ResultStream<WatchAgentRunResponse> {
        self.0.stream(request)
    }
}

/// AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
///
/// The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
/// happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a>(&'a Client);

impl Audit<'_> {
    /// ListAuditEvents lists events, newest first. A key that reaches some projects sees the events of those.
    pub async fn list_audit_events(self, request: ListAuditEventsRequest) -> Result<ListAuditEventsResponse, Error> {
        self.0.unary(request).await
    }

    /// ExportAuditEvents streams events, oldest first, with the exact bytes that are logged. It ends at the head of the log.
    pub fn export_audit_events(self, request: ExportAuditEventsRequest) -> ResultStream<ExportAuditEventsResponse> {
        self.0.stream(request)
    }

    /// GetAuditReport sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not use. For keys that
    /// reach all projects.
    pub async fn get_audit_report(self, request: GetAuditReportRequest) -> Result<GetAuditReportResponse, Error> {
        self.0.unary(request).await
    }

    /// GetCheckpoint returns the newest signed head of the log.
    pub async fn get_checkpoint(self, request: GetCheckpointRequest) -> Result<GetCheckpointResponse, Error> {
        self.0.unary(request).await
    }

    /// GetInclusionProof proves that an event is in the log.
    pub async fn get_inclusion_proof(self, request: GetInclusionProofRequest) -> Result<GetInclusionProofResponse, Error> {
        self.0.unary(request).await
    }

    /// GetConsistencyProof proves that the log of one size begins with the log of an earlier size.
    pub async fn get_consistency_proof(self, request: GetConsistencyProofRequest) -> Result<GetConsistencyProofResponse, Error> {
        self.0.unary(request).await
    }

    /// ListLogKeys lists the public keys that sign the log or signed it.
    pub async fn list_log_keys(self, request: ListLogKeysRequest) -> Result<ListLogKeysResponse, Error> {
        self.0.unary(request).await
    }

    /// ReadLog streams everything that verifying the whole log takes: entries, payloads, tiles, checkpoints, and what the rows of ended
    /// runs say. For keys that reach all projects.
    pub fn read_log(self, request: ReadLogRequest) -> ResultStream<ReadLogResponse> {
        self.0.stream(request)
    }

    /// GetAgentRunReceipt streams what proves one run offline: its events with their proofs, the attestation, and the head of the log. It
    /// waits until the events have their places.
    pub fn get_agent_run_receipt(self, request: GetAgentRunReceiptRequest) -> ResultStream<GetAgentRunReceiptResponse> {
        self.0.stream(request)
    }

    /// PurgePayloads erases names and free text of events for ever; the events stay, and so do their proofs.
    pub async fn purge_payloads(self, request: PurgePayloadsRequest) -> Result<PurgePayloadsResponse, Error> {
        self.0.unary(request).await
    }

    /// SetLegalHold keeps all payloads of the organization, whatever retention says, or ends that.
    pub async fn set_legal_hold(self, request: SetLegalHoldRequest) -> Result<SetLegalHoldResponse, Error> {
        self.0.unary(request).await
    }

    /// RedactAgentRun erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its events; its digests
    /// stay.
    pub async fn redact_agent_run(self, request: RedactAgentRunRequest) -> Result<RedactAgentRunResponse, Error> {
        self.0.unary(request).await
    }
}

/// PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
#[derive(Clone, Copy, Debug)]
pub struct Personas<'a>(&'a Client);

impl Personas<'_> {
    /// CreatePersona makes version 1 of a persona.
    pub async fn create_persona(self, request: CreatePersonaRequest) -> Result<CreatePersonaResponse, Error> {
        self.0.unary(request).await
    }

    /// GetPersona returns the newest version of a persona, or the version asked for.
    pub async fn get_persona(self, request: GetPersonaRequest) -> Result<GetPersonaResponse, Error> {
        self.0.unary(request).await
    }

    /// ListPersonas lists a project's personas, newest first, without their content.
    pub async fn list_personas(self, request: ListPersonasRequest) -> Result<ListPersonasResponse, Error> {
        self.0.unary(request).await
    }

    /// ListPersonaVersions lists the versions of one persona, newest first, without their content.
    pub async fn list_persona_versions(self, request: ListPersonaVersionsRequest) -> Result<ListPersonaVersionsResponse, Error> {
        self.0.unary(request).await
    }

    /// UpdatePersona makes a new version from the fields that the mask names, if `expected_version` is still the newest. Where
    /// nothing changes, no version is made.
    pub async fn update_persona(self, request: UpdatePersonaRequest) -> Result<UpdatePersonaResponse, Error> {
        self.0.unary(request).await
    }

    /// DeactivatePersona takes a persona out of use. Refused while open tickets or runs use it, unless forced.
    pub async fn deactivate_persona(self, request: DeactivatePersonaRequest) -> Result<DeactivatePersonaResponse, Error> {
        self.0.unary(request).await
    }
}

/// ProjectService keeps the organization, its projects and its members.
///
/// Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
/// are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
#[derive(Clone, Copy, Debug)]
pub struct Projects<'a>(&'a Client);

impl Projects<'_> {
    /// GetOrganization returns the caller's organization.
    pub async fn get_organization(self, request: GetOrganizationRequest) -> Result<GetOrganizationResponse, Error> {
        self.0.unary(request).await
    }

    /// UpdateOrganization renames the caller's organization.
    pub async fn update_organization(self, request: UpdateOrganizationRequest) -> Result<UpdateOrganizationResponse, Error> {
        self.0.unary(request).await
    }

    /// CreateProject makes a project.
    pub async fn create_project(self, request: CreateProjectRequest) -> Result<CreateProjectResponse, Error> {
        self.0.unary(request).await
    }

    /// GetProject returns one project, named by id, slug or git remote.
    pub async fn get_project(self, request: GetProjectRequest) -> Result<GetProjectResponse, Error> {
        self.0.unary(request).await
    }

    /// ListProjects lists the projects that the key can reach, newest first.
    pub async fn list_projects(self, request: ListProjectsRequest) -> Result<ListProjectsResponse, Error> {
        self.0.unary(request).await
    }

    /// UpdateProject changes the fields that the mask names. Only people may: the settings are the policy.
    pub async fn update_project(self, request: UpdateProjectRequest) -> Result<UpdateProjectResponse, Error> {
        self.0.unary(request).await
    }

    /// ArchiveProject closes a project to new runs, tickets and personas; what is there stays readable. Its running runs may end.
    pub async fn archive_project(self, request: ArchiveProjectRequest) -> Result<ArchiveProjectResponse, Error> {
        self.0.unary(request).await
    }

    /// CreateMember adds a person and returns a personal key for them, once.
    pub async fn create_member(self, request: CreateMemberRequest) -> Result<CreateMemberResponse, Error> {
        self.0.unary(request).await
    }

    /// ListMembers lists the people of the organization, newest first; removed members are left out.
    pub async fn list_members(self, request: ListMembersRequest) -> Result<ListMembersResponse, Error> {
        self.0.unary(request).await
    }

    /// UpdateMember changes a member's name, e-mail address or role. Nobody grants a role above their own or changes a member above
    /// their own; the last owner keeps the role.
    pub async fn update_member(self, request: UpdateMemberRequest) -> Result<UpdateMemberResponse, Error> {
        self.0.unary(request).await
    }

    /// RemoveMember ends a membership. The member's personal keys stop at once; service keys go on, and the answer lists those that
    /// the member minted or rotated, to be rotated.
    pub async fn remove_member(self, request: RemoveMemberRequest) -> Result<RemoveMemberResponse, Error> {
        self.0.unary(request).await
    }

    /// CreatePersonalKey mints one more key for the caller.
    pub async fn create_personal_key(self, request: CreatePersonalKeyRequest) -> Result<CreatePersonalKeyResponse, Error> {
        self.0.unary(request).await
    }

    /// ListPersonalKeys lists the caller's keys; with members:write also another member's.
    pub async fn list_personal_keys(self, request: ListPersonalKeysRequest) -> Result<ListPersonalKeysResponse, Error> {
        self.0.unary(request).await
    }

    /// RotatePersonalKey gives one of the caller's keys a new secret.
    pub async fn rotate_personal_key(self, request: RotatePersonalKeyRequest) -> Result<RotatePersonalKeyResponse, Error> {
        self.0.unary(request).await
    }

    /// RevokePersonalKey ends a key at once: the caller's own, or with members:write that of a member not above the caller.
    pub async fn revoke_personal_key(self, request: RevokePersonalKeyRequest) -> Result<RevokePersonalKeyResponse, Error> {
        self.0.unary(request).await
    }
}

/// ServerService tells about the server itself. Whether it is up is said by grpc.health.v1.Health, without a key.
#[derive(Clone, Copy, Debug)]
pub struct Server<'a>(&'a Client);

impl Server<'_> {
    /// GetServerInfo tells version, database and clock: what `sfs doctor` reads.
    pub async fn get_server_info(self, request: GetServerInfoRequest) -> Result<GetServerInfoResponse, Error> {
        self.0.unary(request).await
    }
}

/// ServiceKeyService keeps the credentials of machines.
///
/// A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
/// rotate and revoke, and only with scopes that they hold themselves.
#[derive(Clone, Copy, Debug)]
pub struct ServiceKeys<'a>(&'a Client);

impl ServiceKeys<'_> {
    /// CreateServiceKey mints a key and returns it, once.
    pub async fn create_service_key(self, request: CreateServiceKeyRequest) -> Result<CreateServiceKeyResponse, Error> {
        self.0.unary(request).await
    }

    /// GetServiceKey returns a key's record.
    pub async fn get_service_key(self, request: GetServiceKeyRequest) -> Result<GetServiceKeyResponse, Error> {
        self.0.unary(request).await
    }

    /// ListServiceKeys lists the organization's service keys, newest first, ended ones too.
    pub async fn list_service_keys(self, request: ListServiceKeysRequest) -> Result<ListServiceKeysResponse, Error> {
        self.0.unary(request).await
    }

    /// RotateServiceKey gives a key a new secret, same id and settings. Of several at once one wins, the rest get KEY_CHANGED.
    pub async fn rotate_service_key(self, request: RotateServiceKeyRequest) -> Result<RotateServiceKeyResponse, Error> {
        self.0.unary(request).await
    }

    /// RevokeServiceKey ends a key: every replica refuses it within a second. Ending it again changes nothing.
    pub async fn revoke_service_key(self, request: RevokeServiceKeyRequest) -> Result<RevokeServiceKeyResponse, Error> {
        self.0.unary(request).await
    }

    /// WhoAmI tells what the key at hand is and may do.
    pub async fn who_am_i(self, request: WhoAmIRequest) -> Result<WhoAmIResponse, Error> {
        self.0.unary(request).await
    }
}

/// TicketService keeps the work items that runs may serve.
///
/// A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
/// 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
/// need issues:write.
#[derive(Clone, Copy, Debug)]
pub struct Tickets<'a>(&'a Client);

impl Tickets<'_> {
    /// CreateTicket makes a ticket. Tickets of agents start suggested and wait for a person.
    pub async fn create_ticket(self, request: CreateTicketRequest) -> Result<CreateTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// GetTicket returns one ticket.
    pub async fn get_ticket(self, request: GetTicketRequest) -> Result<GetTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// ListTickets lists tickets, newest first, without descriptions.
    pub async fn list_tickets(self, request: ListTicketsRequest) -> Result<ListTicketsResponse, Error> {
        self.0.unary(request).await
    }

    /// UpdateTicket changes the fields that the mask names; an empty value clears a field. Every change is kept.
    pub async fn update_ticket(self, request: UpdateTicketRequest) -> Result<UpdateTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// StartTicket takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by one. Sent again with
    /// its request id after somebody else started the ticket, it is refused with STALE_LEASE.
    pub async fn start_ticket(self, request: StartTicketRequest) -> Result<StartTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// HeartbeatTicket renews the lease.
    pub async fn heartbeat_ticket(self, request: HeartbeatTicketRequest) -> Result<HeartbeatTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// ReleaseTicket gives the lease back: the ticket stays in progress without holder, and anyone may start it.
    pub async fn release_ticket(self, request: ReleaseTicketRequest) -> Result<ReleaseTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// CompleteTicket hands a task over to review.
    pub async fn complete_ticket(self, request: CompleteTicketRequest) -> Result<CompleteTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// AcceptTicket ends a task in review as done, tells its dependents, and unblocks those that waited for nothing else. Refused to
    /// the key that completed it.
    pub async fn accept_ticket(self, request: AcceptTicketRequest) -> Result<AcceptTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// ReopenTicket sends a task in review, or an issue in progress, back to open.
    pub async fn reopen_ticket(self, request: ReopenTicketRequest) -> Result<ReopenTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// BlockTicket says that a task in progress cannot go on.
    pub async fn block_ticket(self, request: BlockTicketRequest) -> Result<BlockTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// UnblockTicket says that a blocked task can go on.
    pub async fn unblock_ticket(self, request: UnblockTicketRequest) -> Result<UnblockTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// ApproveTicket opens a suggested ticket. Only people may.
    pub async fn approve_ticket(self, request: ApproveTicketRequest) -> Result<ApproveTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// DismissTicket cancels a suggested or open ticket.
    pub async fn dismiss_ticket(self, request: DismissTicketRequest) -> Result<DismissTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// CancelTicket cancels a ticket that has not ended; one in review must be reopened first.
    pub async fn cancel_ticket(self, request: CancelTicketRequest) -> Result<CancelTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// CloseTicket ends an issue in progress.
    pub async fn close_ticket(self, request: CloseTicketRequest) -> Result<CloseTicketResponse, Error> {
        self.0.unary(request).await
    }

    /// AddTicketComment adds a comment.
    pub async fn add_ticket_comment(self, request: AddTicketCommentRequest) -> Result<AddTicketCommentResponse, Error> {
        self.0.unary(request).await
    }

    /// ListTicketComments lists comments, oldest first unless asked otherwise.
    pub async fn list_ticket_comments(self, request: ListTicketCommentsRequest) -> Result<ListTicketCommentsResponse, Error> {
        self.0.unary(request).await
    }

    /// ListTicketHistory lists every change of every field, oldest first.
    pub async fn list_ticket_history(self, request: ListTicketHistoryRequest) -> Result<ListTicketHistoryResponse, Error> {
        self.0.unary(request).await
    }

    /// WatchTicket sends the ticket at once, then the ticket at each change and each new comment, until the ticket has ended.
    pub fn watch_ticket(self, request: WatchTicketRequest) -> ResultStream<WatchTicketResponse> {
        self.0.stream(request)
    }
}

impl Client {
    /// The methods of AgentRunService.
    pub fn agent_runs(&self) -> AgentRuns<'_> {
        AgentRuns(self)
    }

    /// The methods of AuditService.
    pub fn audit(&self) -> Audit<'_> {
        Audit(self)
    }

    /// The methods of PersonaService.
    pub fn personas(&self) -> Personas<'_> {
        Personas(self)
    }

    /// The methods of ProjectService.
    pub fn projects(&self) -> Projects<'_> {
        Projects(self)
    }

    /// The methods of ServerService.
    pub fn server(&self) -> Server<'_> {
        Server(self)
    }

    /// The methods of ServiceKeyService.
    pub fn service_keys(&self) -> ServiceKeys<'_> {
        ServiceKeys(self)
    }

    /// The methods of TicketService.
    pub fn tickets(&self) -> Tickets<'_> {
        Tickets(self)
    }

    /// Every AgentRun of ListAgentRuns; the next page is asked for when it is needed.
    pub fn all_agent_runs(&self, request: ListAgentRunsRequest) -> ResultStream<AgentRun> {
        self.all(request)
    }

    /// Every Finding of ListFindings; the next page is asked for when it is needed.
    pub fn all_findings(&self, request: ListFindingsRequest) -> ResultStream<Finding> {
        self.all(request)
    }

    /// Every AuditEvent of ListAuditEvents; the next page is asked for when it is needed.
    pub fn all_audit_events(&self, request: ListAuditEventsRequest) -> ResultStream<AuditEvent> {
        self.all(request)
    }

    /// Every Persona of ListPersonas; the next page is asked for when it is needed.
    pub fn all_personas(&self, request: ListPersonasRequest) -> ResultStream<Persona> {
        self.all(request)
    }

    /// Every Persona of ListPersonaVersions; the next page is asked for when it is needed.
    pub fn all_persona_versions(&self, request: ListPersonaVersionsRequest) -> ResultStream<Persona> {
        self.all(request)
    }

    /// Every Project of ListProjects; the next page is asked for when it is needed.
    pub fn all_projects(&self, request: ListProjectsRequest) -> ResultStream<Project> {
        self.all(request)
    }

    /// Every Member of ListMembers; the next page is asked for when it is needed.
    pub fn all_members(&self, request: ListMembersRequest) -> ResultStream<Member> {
        self.all(request)
    }

    /// Every PersonalKey of ListPersonalKeys; the next page is asked for when it is needed.
    pub fn all_personal_keys(&self, request: ListPersonalKeysRequest) -> ResultStream<PersonalKey> {
        self.all(request)
    }

    /// Every ServiceKey of ListServiceKeys; the next page is asked for when it is needed.
    pub fn all_service_keys(&self, request: ListServiceKeysRequest) -> ResultStream<ServiceKey> {
        self.all(request)
    }

    /// Every Ticket of ListTickets; the next page is asked for when it is needed.
    pub fn all_tickets(&self, request: ListTicketsRequest) -> ResultStream<Ticket> {
        self.all(request)
    }

    /// Every TicketComment of ListTicketComments; the next page is asked for when it is needed.
    pub fn all_ticket_comments(&self, request: ListTicketCommentsRequest) -> ResultStream<TicketComment> {
        self.all(request)
    }

    /// Every TicketChange of ListTicketHistory; the next page is asked for when it is needed.
    pub fn all_ticket_history(&self, request: ListTicketHistoryRequest) -> ResultStream<TicketChange> {
        self.all(request)
    }
}

impl Method for CreateAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/CreateAgentRun";
    type Response = CreateAgentRunResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for StartAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/StartAgentRun";
    type Response = StartAgentRunResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for HeartbeatAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/HeartbeatAgentRun";
    type Response = HeartbeatAgentRunResponse;
}

impl Method for AddFindingsRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/AddFindings";
    type Response = AddFindingsResponse;
}

impl Method for CompleteAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/CompleteAgentRun";
    type Response = CompleteAgentRunResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CancelAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/CancelAgentRun";
    type Response = CancelAgentRunResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for GetAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/GetAgentRun";
    type Response = GetAgentRunResponse;
}

impl Method for ListAgentRunsRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/ListAgentRuns";
    type Response = ListAgentRunsResponse;
}

impl Method for ListFindingsRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/ListFindings";
    type Response = ListFindingsResponse;
}

impl Method for WatchAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AgentRunService/WatchAgentRun";
    type Response = WatchAgentRunResponse;
}

impl Method for ListAuditEventsRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/ListAuditEvents";
    type Response = ListAuditEventsResponse;
}

impl Method for ExportAuditEventsRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/ExportAuditEvents";
    type Response = ExportAuditEventsResponse;
}

impl Method for GetAuditReportRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/GetAuditReport";
    type Response = GetAuditReportResponse;
}

impl Method for GetCheckpointRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/GetCheckpoint";
    type Response = GetCheckpointResponse;
}

impl Method for GetInclusionProofRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/GetInclusionProof";
    type Response = GetInclusionProofResponse;
}

impl Method for GetConsistencyProofRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/GetConsistencyProof";
    type Response = GetConsistencyProofResponse;
}

impl Method for ListLogKeysRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/ListLogKeys";
    type Response = ListLogKeysResponse;
}

impl Method for ReadLogRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/ReadLog";
    type Response = ReadLogResponse;
}

impl Method for GetAgentRunReceiptRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/GetAgentRunReceipt";
    type Response = GetAgentRunReceiptResponse;
}

impl Method for PurgePayloadsRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/PurgePayloads";
    type Response = PurgePayloadsResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for SetLegalHoldRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/SetLegalHold";
    type Response = SetLegalHoldResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for RedactAgentRunRequest {
    const PATH: &'static str = "/sfs.v1.AuditService/RedactAgentRun";
    type Response = RedactAgentRunResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CreatePersonaRequest {
    const PATH: &'static str = "/sfs.v1.PersonaService/CreatePersona";
    type Response = CreatePersonaResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for GetPersonaRequest {
    const PATH: &'static str = "/sfs.v1.PersonaService/GetPersona";
    type Response = GetPersonaResponse;
}

impl Method for ListPersonasRequest {
    const PATH: &'static str = "/sfs.v1.PersonaService/ListPersonas";
    type Response = ListPersonasResponse;
}

impl Method for ListPersonaVersionsRequest {
    const PATH: &'static str = "/sfs.v1.PersonaService/ListPersonaVersions";
    type Response = ListPersonaVersionsResponse;
}

impl Method for UpdatePersonaRequest {
    const PATH: &'static str = "/sfs.v1.PersonaService/UpdatePersona";
    type Response = UpdatePersonaResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for DeactivatePersonaRequest {
    const PATH: &'static str = "/sfs.v1.PersonaService/DeactivatePersona";
    type Response = DeactivatePersonaResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for GetOrganizationRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/GetOrganization";
    type Response = GetOrganizationResponse;
}

impl Method for UpdateOrganizationRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/UpdateOrganization";
    type Response = UpdateOrganizationResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CreateProjectRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/CreateProject";
    type Response = CreateProjectResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for GetProjectRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/GetProject";
    type Response = GetProjectResponse;
}

impl Method for ListProjectsRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/ListProjects";
    type Response = ListProjectsResponse;
}

impl Method for UpdateProjectRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/UpdateProject";
    type Response = UpdateProjectResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for ArchiveProjectRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/ArchiveProject";
    type Response = ArchiveProjectResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CreateMemberRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/CreateMember";
    type Response = CreateMemberResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for ListMembersRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/ListMembers";
    type Response = ListMembersResponse;
}

impl Method for UpdateMemberRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/UpdateMember";
    type Response = UpdateMemberResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for RemoveMemberRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/RemoveMember";
    type Response = RemoveMemberResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CreatePersonalKeyRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/CreatePersonalKey";
    type Response = CreatePersonalKeyResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for ListPersonalKeysRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/ListPersonalKeys";
    type Response = ListPersonalKeysResponse;
}

impl Method for RotatePersonalKeyRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/RotatePersonalKey";
    type Response = RotatePersonalKeyResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for RevokePersonalKeyRequest {
    const PATH: &'static str = "/sfs.v1.ProjectService/RevokePersonalKey";
    type Response = RevokePersonalKeyResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for GetServerInfoRequest {
    const PATH: &'static str = "/sfs.v1.ServerService/GetServerInfo";
    type Response = GetServerInfoResponse;
}

impl Method for CreateServiceKeyRequest {
    const PATH: &'static str = "/sfs.v1.ServiceKeyService/CreateServiceKey";
    type Response = CreateServiceKeyResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for GetServiceKeyRequest {
    const PATH: &'static str = "/sfs.v1.ServiceKeyService/GetServiceKey";
    type Response = GetServiceKeyResponse;
}

impl Method for ListServiceKeysRequest {
    const PATH: &'static str = "/sfs.v1.ServiceKeyService/ListServiceKeys";
    type Response = ListServiceKeysResponse;
}

impl Method for RotateServiceKeyRequest {
    const PATH: &'static str = "/sfs.v1.ServiceKeyService/RotateServiceKey";
    type Response = RotateServiceKeyResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for RevokeServiceKeyRequest {
    const PATH: &'static str = "/sfs.v1.ServiceKeyService/RevokeServiceKey";
    type Response = RevokeServiceKeyResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for WhoAmIRequest {
    const PATH: &'static str = "/sfs.v1.ServiceKeyService/WhoAmI";
    type Response = WhoAmIResponse;
}

impl Method for CreateTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/CreateTicket";
    type Response = CreateTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for GetTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/GetTicket";
    type Response = GetTicketResponse;
}

impl Method for ListTicketsRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/ListTickets";
    type Response = ListTicketsResponse;
}

impl Method for UpdateTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/UpdateTicket";
    type Response = UpdateTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for StartTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/StartTicket";
    type Response = StartTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for HeartbeatTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/HeartbeatTicket";
    type Response = HeartbeatTicketResponse;
}

impl Method for ReleaseTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/ReleaseTicket";
    type Response = ReleaseTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CompleteTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/CompleteTicket";
    type Response = CompleteTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for AcceptTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/AcceptTicket";
    type Response = AcceptTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for ReopenTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/ReopenTicket";
    type Response = ReopenTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for BlockTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/BlockTicket";
    type Response = BlockTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for UnblockTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/UnblockTicket";
    type Response = UnblockTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for ApproveTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/ApproveTicket";
    type Response = ApproveTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for DismissTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/DismissTicket";
    type Response = DismissTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CancelTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/CancelTicket";
    type Response = CancelTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for CloseTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/CloseTicket";
    type Response = CloseTicketResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for AddTicketCommentRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/AddTicketComment";
    type Response = AddTicketCommentResponse;
    fn request_id(&mut self) -> Option<&mut String> {
        Some(&mut self.request_id)
    }
}

impl Method for ListTicketCommentsRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/ListTicketComments";
    type Response = ListTicketCommentsResponse;
}

impl Method for ListTicketHistoryRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/ListTicketHistory";
    type Response = ListTicketHistoryResponse;
}

impl Method for WatchTicketRequest {
    const PATH: &'static str = "/sfs.v1.TicketService/WatchTicket";
    type Response = WatchTicketResponse;
}

impl Paged for ListAgentRunsRequest {
    type Item = AgentRun;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.runs, response.next_page_token)
    }
}

impl Paged for ListFindingsRequest {
    type Item = Finding;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.findings, response.next_page_token)
    }
}

impl Paged for ListAuditEventsRequest {
    type Item = AuditEvent;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.events, response.next_page_token)
    }
}

impl Paged for ListPersonasRequest {
    type Item = Persona;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.personas, response.next_page_token)
    }
}

impl Paged for ListPersonaVersionsRequest {
    type Item = Persona;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.versions, response.next_page_token)
    }
}

impl Paged for ListProjectsRequest {
    type Item = Project;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.projects, response.next_page_token)
    }
}

impl Paged for ListMembersRequest {
    type Item = Member;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.members, response.next_page_token)
    }
}

impl Paged for ListPersonalKeysRequest {
    type Item = PersonalKey;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.keys, response.next_page_token)
    }
}

impl Paged for ListServiceKeysRequest {
    type Item = ServiceKey;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.keys, response.next_page_token)
    }
}

impl Paged for ListTicketsRequest {
    type Item = Ticket;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.tickets, response.next_page_token)
    }
}

impl Paged for ListTicketCommentsRequest {
    type Item = TicketComment;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.comments, response.next_page_token)
    }
}

impl Paged for ListTicketHistoryRequest {
    type Item = TicketChange;
    fn page_token(&mut self) -> &mut String {
        &mut self.page_token
    }
    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {
        (response.changes, response.next_page_token)
    }
}
