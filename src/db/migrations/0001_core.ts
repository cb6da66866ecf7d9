import { Migration } from '@mikro-orm/migrations';

/**
 * The core tables: organizations, keys, projects, personas, tickets, runs, idempotency and the audit rows.
 *
 * Every primary key and index begins with organization_id; the exceptions are listed in src/db/README.md.
 */
export class Core extends Migration {
  override up() {
    this.addSql(tenancy);
    this.addSql(keys);
    this.addSql(personas);
    this.addSql(tickets);
    this.addSql(runs);
    this.addSql(idempotency);
    this.addSql(audit);
    this.addSql(appendOnly);
  }
}

const tenancy = `
create table installation (
  id uuid primary key,
  created_at timestamptz not null default now()
);
insert into installation (id) values (gen_random_uuid());

create table organizations (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table members (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  email text not null,
  role text not null check (role in ('member', 'admin', 'owner')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (organization_id, id)
);
create unique index members_email on members (organization_id, lower(email)) where removed_at is null;

create table projects (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  slug text not null,
  fail_on_floor text check (fail_on_floor in ('none', 'low', 'medium', 'high', 'critical')),
  require_commit boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (organization_id, id),
  constraint projects_slug unique (organization_id, slug)
);

create table project_remotes (
  organization_id uuid not null,
  remote text not null,
  project_id uuid not null,
  position integer not null,
  constraint project_remotes_pkey primary key (organization_id, remote),
  foreign key (organization_id, project_id) references projects (organization_id, id)
);
create index project_remotes_project on project_remotes (organization_id, project_id);
`;

const keys = `
create table keys (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  kind text not null check (kind in ('service', 'personal')),
  name text not null,
  description text not null default '',
  scopes text[] not null default '{}',
  all_projects boolean not null default false,
  project_ids uuid[] not null default '{}',
  member_id uuid,
  prefix text not null,
  secret_version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by jsonb not null,
  expires_at timestamptz not null,
  rotated_at timestamptz,
  rotated_by jsonb,
  revoked_at timestamptz,
  revoked_by jsonb,
  revoke_reason text not null default '',
  primary key (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id),
  check ((kind = 'personal') = (member_id is not null))
);
create unique index keys_by_id on keys (id);
create index keys_of_member on keys (organization_id, member_id) where member_id is not null;

create table key_secrets (
  organization_id uuid not null,
  key_id uuid not null,
  version integer not null,
  hash bytea not null,
  pepper integer,
  created_at timestamptz not null default now(),
  created_by jsonb not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  primary key (organization_id, key_id, version),
  foreign key (organization_id, key_id) references keys (organization_id, id)
);
`;

const personas = `
create table personas (
  organization_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id)
);
create unique index personas_name on personas (organization_id, project_id, lower(name));

create table persona_versions (
  organization_id uuid not null,
  persona_id uuid not null,
  version integer not null,
  role text not null,
  content text not null,
  specializations text[] not null default '{}',
  pins text not null default '{}',
  digest text not null,
  created_at timestamptz not null default now(),
  created_by jsonb not null,
  primary key (organization_id, persona_id, version),
  foreign key (organization_id, persona_id) references personas (organization_id, id)
);
`;

const tickets = `
create table tickets (
  organization_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null check (kind in ('task', 'issue')),
  parent_ticket_id uuid,
  title text not null,
  description text not null default '',
  priority text not null check (priority in ('critical', 'high', 'medium', 'low')),
  assigned_to text not null default '',
  source text not null check (source in ('human', 'ci', 'agent')),
  status text not null check (
    (kind = 'task' and status in ('suggested', 'open', 'in_progress', 'blocked', 'review', 'done', 'cancelled')) or
    (kind = 'issue' and status in ('suggested', 'open', 'in_progress', 'closed', 'cancelled'))
  ),
  acceptance_criteria text not null default '[]',
  file_refs text[] not null default '{}',
  context_refs text[] not null default '{}',
  changed_files text[] not null default '{}',
  completion_notes text not null default '',
  lease_holder jsonb,
  lease_epoch integer not null default 0,
  lease_expires_at timestamptz,
  session_id text not null default '',
  created_by jsonb not null,
  created_by_key_id uuid,
  completed_by jsonb,
  completed_by_key_id uuid,
  resolved_by jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  resolved_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id)
);
create index tickets_of_project on tickets (organization_id, project_id, id);
create index tickets_by_status on tickets (organization_id, project_id, status, id);
create index tickets_by_assignee on tickets (organization_id, project_id, lower(assigned_to), id) where assigned_to <> '';
create index tickets_of_parent on tickets (organization_id, parent_ticket_id, id) where parent_ticket_id is not null;
create index tickets_open_suggestions on tickets (organization_id, session_id)
  where status = 'suggested' and session_id <> '';
create index tickets_suggested on tickets (organization_id, created_by_key_id, created_at) where source = 'agent';

create table ticket_dependencies (
  organization_id uuid not null,
  ticket_id uuid not null,
  depends_on_id uuid not null,
  position integer not null,
  primary key (organization_id, ticket_id, depends_on_id),
  check (ticket_id <> depends_on_id)
);
create index ticket_dependents on ticket_dependencies (organization_id, depends_on_id);

create table ticket_comments (
  organization_id uuid not null,
  ticket_id uuid not null,
  id uuid not null,
  content text not null,
  author jsonb not null,
  author_persona text not null default '',
  created_at timestamptz not null default now(),
  primary key (organization_id, ticket_id, id)
);

create table ticket_changes (
  organization_id uuid not null,
  ticket_id uuid not null,
  id uuid not null,
  command text not null,
  field text not null,
  old_value text not null,
  new_value text not null,
  actor jsonb not null,
  epoch integer not null,
  changed_at timestamptz not null default now(),
  primary key (organization_id, ticket_id, id)
);
`;

const runs = `
create table agent_runs (
  organization_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  persona_id uuid not null,
  persona_name text not null,
  persona_version integer not null,
  persona_digest text not null,
  tool text not null,
  trigger_source text not null check (trigger_source in ('manual', 'ci', 'webhook', 'scheduled', 'mcp', 'api')),
  ticket_id uuid,
  trigger_ref text not null default '',
  commit text not null default '',
  ci_provider text check (ci_provider in
    ('github', 'gitlab', 'bitbucket', 'circleci', 'jenkins', 'buildkite', 'azure', 'drone', 'other')),
  ci_run_url text not null default '',
  status text not null check (status in ('queued', 'running', 'passed', 'failed', 'errored', 'cancelled')),
  severity text check (severity in ('none', 'low', 'medium', 'high', 'critical')),
  findings_count integer not null default 0,
  findings_bytes integer not null default 0,
  severity_counts integer[] not null default '{0,0,0,0,0}',
  unlabelled_count integer not null default 0,
  unknown_label_count integer not null default 0,
  fail_on text check (fail_on in ('none', 'low', 'medium', 'high', 'critical')),
  policy_result text check (policy_result in ('pass', 'fail')),
  exit_code integer check (exit_code in (0, 1)),
  reasons text[] not null default '{}',
  result_summary text not null default '',
  context_digest text not null default '',
  session_id text not null default '',
  created_by jsonb not null,
  started_by jsonb,
  started_by_key_id uuid,
  completed_by jsonb,
  cancelled_by jsonb,
  completion_digest bytea,
  lease_seconds integer not null,
  lease_expires_at timestamptz,
  heartbeats integer not null default 0,
  event_seq integer not null default 0,
  event_hash bytea,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  primary key (organization_id, id),
  check ((status in ('queued', 'running')) = (policy_result is null)),
  check ((policy_result is null) = (exit_code is null)),
  check (status <> 'passed' or (policy_result = 'pass' and exit_code = 0 and severity is not null)),
  check (status not in ('failed', 'errored', 'cancelled') or (policy_result = 'fail' and exit_code = 1))
);
create index agent_runs_of_project on agent_runs (organization_id, project_id, id);
create index agent_runs_of_ticket on agent_runs (organization_id, ticket_id, id) where ticket_id is not null;
create index agent_runs_of_persona on agent_runs (organization_id, persona_id, id);
create index agent_runs_leases on agent_runs (lease_expires_at) where status in ('queued', 'running');

create table agent_run_contexts (
  organization_id uuid not null,
  run_id uuid not null,
  markdown text not null,
  truncated boolean not null,
  primary key (organization_id, run_id)
);

create table findings (
  organization_id uuid not null,
  run_id uuid not null,
  number integer not null,
  severity_rank smallint not null check (severity_rank between 0 and 4),
  severity text not null default '',
  security_severity double precision,
  title text not null default '',
  message text not null default '',
  rule_id text not null default '',
  path text not null default '',
  line integer,
  end_line integer,
  fingerprint text not null default '',
  category text not null default '',
  confidence text not null default '',
  recommendation text not null default '',
  extra_json text not null default '',
  primary key (organization_id, run_id, number)
);
create index findings_worst_first on findings (organization_id, run_id, severity_rank desc, number);
`;

const idempotency = `
create table idempotency (
  organization_id uuid not null,
  key_id uuid not null,
  method text not null,
  request_id text not null,
  request_hash bytea not null,
  ref text not null default '',
  created_at timestamptz not null default now(),
  primary key (organization_id, key_id, method, request_id)
);
create index idempotency_age on idempotency (created_at);
`;

const audit = `
create table audit_events (
  organization_id uuid not null,
  id uuid not null,
  occurred_at timestamptz not null,
  run_id uuid,
  run_seq integer,
  body bytea not null check (length(body) <= 60000),
  leaf_hash bytea not null generated always as (sha256('\\x00'::bytea || body)) stored,
  primary key (organization_id, id)
);
create index audit_events_of_run on audit_events (organization_id, run_id, run_seq) where run_id is not null;

create table audit_payloads (
  organization_id uuid not null,
  event_id uuid not null,
  occurred_at timestamptz not null,
  salt bytea not null,
  payload bytea not null,
  primary key (organization_id, event_id, occurred_at)
) partition by range (occurred_at);
create table audit_payloads_default partition of audit_payloads default;

create table audit_pending (
  organization_id uuid not null,
  event_id uuid not null,
  primary key (organization_id, event_id)
);
`;

// What this stops: a bug or an injection that edits the log. What it does not stop: the tables' owner or a superuser.
const appendOnly = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_events_append_only before update or delete on audit_events
  for each row execute function refuse_change();
create trigger audit_events_no_truncate before truncate on audit_events
  for each statement execute function refuse_change();
do $$ begin
  if exists (select from pg_roles where rolname = 'sfs_app') and current_user <> 'sfs_app' then
    revoke update, delete, truncate on audit_events from sfs_app;
  end if;
end $$;
`;
