import { Migration } from '@mikro-orm/migrations';

/**
 * The indexes behind every filter of every list.
 *
 * Runs are listed by the database's clock, and by id where that is equal; so every index of theirs ends with both, and a span of time
 * is a part of an index whatever else is asked for. Each index is paid for by every run that is made and once more by every one that
 * ends, because its status changes. So what most runs have in common is in no index of its own: a status of passed, no findings, CI and
 * GitHub as the cause. Those are found by walking the project.
 */
export class Lists extends Migration {
  override up() {
    this.addSql(runs);
    this.addSql(tickets);
    this.addSql(others);
  }
}

// Refs and commits are long: their hashes take half the room.
const runs = `
drop index agent_runs_of_project;
drop index agent_runs_of_ticket;
drop index agent_runs_of_persona;
create index agent_runs_of_project on agent_runs (organization_id, project_id, created_at, id);
create index agent_runs_of_persona on agent_runs (organization_id, persona_id, created_at, id);
create index agent_runs_of_ticket on agent_runs (organization_id, ticket_id, created_at, id) where ticket_id is not null;
create index agent_runs_by_status on agent_runs (organization_id, project_id, status, created_at, id) where status <> 'passed';
create index agent_runs_by_severity on agent_runs (organization_id, project_id, severity, created_at, id) where severity <> 'none';
create index agent_runs_by_trigger on agent_runs (organization_id, project_id, trigger_source, created_at, id)
  where trigger_source <> 'ci';
create index agent_runs_by_provider on agent_runs (organization_id, project_id, ci_provider, created_at, id)
  where ci_provider <> 'github';
create index agent_runs_by_ref on agent_runs (organization_id, project_id, hashtextextended(trigger_ref, 0), created_at, id)
  where trigger_ref <> '';
create index agent_runs_by_commit on agent_runs (organization_id, project_id, hashtextextended(commit, 0), created_at, id)
  where commit <> '';
`;

const tickets = `
create index tickets_by_kind on tickets (organization_id, project_id, kind, id);
create index tickets_by_priority on tickets (organization_id, project_id, priority, id);
create index tickets_by_source on tickets (organization_id, project_id, source, id);
`;

const others = `
create index personas_of_project on personas (organization_id, project_id, id);
create index personas_active on personas (organization_id, project_id, id) where active;
create index keys_by_kind on keys (organization_id, kind, id);
drop index keys_of_member;
create index keys_of_member on keys (organization_id, member_id, id) where member_id is not null;
create index members_present on members (organization_id, id) where removed_at is null;
create index projects_open on projects (organization_id, id) where archived_at is null;
`;
