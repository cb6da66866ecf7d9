import { Migration } from '@mikro-orm/migrations';

/**
 * The ledger: leaves, tiles and checkpoints of each organization's log, its keys, run attestations, payloads by month, legal
 * holds, and when keys used their scopes.
 */
export class Ledger extends Migration {
  override up() {
    this.addSql(log);
    this.addSql(keys);
    this.addSql(appendOnly);
    this.addSql(append);
    this.addSql(partitions);
    this.addSql(expiry);
    this.addSql(purge);
    this.addSql(rights);
    this.addSql(firstPartitions);
  }
}

const log = `
create table audit_leaves (
  organization_id uuid not null,
  leaf_index bigint not null check (leaf_index >= 0),
  event_id uuid not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  occurred_at timestamptz not null,
  action text not null,
  outcome text not null,
  reason text not null default '',
  resource_type text not null,
  resource_id text not null,
  actor_type text not null,
  key_id uuid,
  member_id uuid,
  project_id uuid,
  run_id uuid,
  primary key (organization_id, leaf_index)
);
create unique index audit_leaves_of_event on audit_leaves (organization_id, event_id);
create index audit_leaves_by_time on audit_leaves (organization_id, occurred_at);
create index audit_leaves_by_action on audit_leaves (organization_id, action, leaf_index);
create index audit_leaves_by_resource on audit_leaves (organization_id, resource_id, leaf_index);
create index audit_leaves_by_kind on audit_leaves (organization_id, resource_type, leaf_index);
create index audit_leaves_by_system on audit_leaves (organization_id, leaf_index) where actor_type = 'system';
create index audit_leaves_by_key on audit_leaves (organization_id, key_id, leaf_index) where key_id is not null;
create index audit_leaves_by_member on audit_leaves (organization_id, member_id, leaf_index) where member_id is not null;
create index audit_leaves_by_project on audit_leaves (organization_id, project_id, leaf_index) where project_id is not null;
create index audit_leaves_of_run on audit_leaves (organization_id, run_id, leaf_index) where run_id is not null;
create index audit_leaves_refused on audit_leaves (organization_id, leaf_index) where outcome <> 'OK';

create table audit_tiles (
  organization_id uuid not null,
  level smallint not null check (level between 0 and 7),
  tile_index bigint not null check (tile_index >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (organization_id, level, tile_index)
);
alter table audit_tiles alter column hashes set storage external;

create table audit_checkpoints (
  organization_id uuid not null,
  size bigint not null check (size > 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, size)
);

create table audit_attestations (
  organization_id uuid not null,
  run_id uuid not null,
  envelope text not null,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, run_id)
);

-- Signed text does not become smaller, so nobody tries.
alter table audit_attestations alter column envelope set storage external;

create table audit_holds (
  organization_id uuid primary key references organizations (id),
  reason text not null,
  set_at timestamptz not null default now(),
  set_by jsonb not null
);
`;

const keys = `
alter table agent_runs add column findings_digest bytea, add column redacted_at timestamptz, add column reasons_sha256 text;

create table audit_log_keys (
  id text primary key,
  kind text not null check (kind in ('log', 'attestation')),
  public_key bytea not null,
  not_before timestamptz not null default now(),
  not_after timestamptz
);

create table key_scope_uses (
  organization_id uuid not null,
  key_id uuid not null,
  scope text not null,
  last_used_at timestamptz not null,
  primary key (organization_id, key_id, scope),
  foreign key (organization_id, key_id) references keys (organization_id, id)
);
`;

const appendOnly = `
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
do $$
declare t text;
begin
  foreach t in array array['audit_leaves', 'audit_checkpoints', 'audit_attestations'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      t || '_no_truncate', t);
  end loop;
end $$;
`;

// An event, its payload, its place in the sequencer's queue, and what its run must know to chain the next one. A function, because a
// session plans it once: to plan these statements anew takes longer than to run them.
const append = `
create function audit_append(org uuid, event uuid, at timestamptz, run uuid, seq integer, body bytea, hash bytea, salt bytea,
  payload bytea, carried boolean) returns void language plpgsql as $$
begin
  insert into audit_events (organization_id, id, occurred_at, run_id, run_seq, body) values (org, event, at, run, seq, body);
  insert into audit_payloads (organization_id, event_id, occurred_at, salt, payload) values (org, event, at, salt, payload);
  insert into audit_pending (organization_id, event_id) values (org, event);
  if run is not null and not carried then
    update agent_runs set event_seq = seq, event_hash = hash where organization_id = org and id = run;
  end if;
end $$;
`;

// Payloads lie in one partition per month (UTC), so that they end by dropping a table. The server's role may not make or drop
// tables; these functions do it for it, with the owner's rights and within bounds of their own.
const partitions = `
create function audit_payloads_name(month timestamptz) returns text language sql immutable as $$
  select 'audit_payloads_' || to_char(month at time zone 'UTC', 'YYYY_MM')
$$;

-- The planner's statistics would keep samples of what was erased.
alter table audit_payloads alter column payload set statistics 0, alter column salt set statistics 0;
alter table audit_payloads_default alter column payload set statistics 0, alter column salt set statistics 0;

create function audit_make_partition(at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  first timestamptz := date_trunc('month', at, 'UTC');
  next timestamptz := date_trunc('month', date_trunc('month', at, 'UTC') + interval '32 days', 'UTC');
  name text := public.audit_payloads_name(at);
  moved bigint;
begin
  perform pg_advisory_xact_lock(7350006);
  if to_regclass('public.' || name) is not null then return; end if;
  execute format('create table public.%I (like public.audit_payloads including all)', name);
  execute format('alter table public.%I alter column payload set statistics 0, alter column salt set statistics 0', name);
  execute format('revoke all on public.%I from public', name);
  if exists (select from pg_roles where rolname = 'sfs_app') and current_user <> 'sfs_app' then
    execute format('revoke all on public.%I from sfs_app', name);
  end if;
  -- Waits for inserts that are under way: a row that appears after the copy would forbid to attach.
  lock table public.audit_payloads_default in access exclusive mode;
  execute format('insert into public.%I select * from only public.audit_payloads_default
    where occurred_at >= %L and occurred_at < %L', name, first, next);
  get diagnostics moved = row_count;
  -- Not deleted: the bytes would stay in the default's file, where no purge looks for them any more.
  if moved > 0 then
    perform public.audit_rewrite_partition('audit_payloads_default',
      format('occurred_at >= %L and occurred_at < %L', first, next));
  end if;
  execute format('alter table public.audit_payloads attach partition public.%I for values from (%L) to (%L)', name, first, next);
end $$;

create function audit_keep_partitions() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  strays timestamptz[];
  stray timestamptz;
begin
  for ahead in 0..2 loop
    perform public.audit_make_partition(date_trunc('month', now(), 'UTC') + ahead * interval '31 days');
  end loop;
  -- Looked up to the end first: a partition that is still being read cannot be emptied.
  strays := array(select distinct date_trunc('month', occurred_at, 'UTC') from only public.audit_payloads_default order by 1);
  foreach stray in array strays loop
    perform public.audit_make_partition(stray);
  end loop;
end $$;

-- Rewrites a partition without the rows that doomed names, so that their bytes are in no file of the table.
create function audit_rewrite_partition(name text, doomed text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('create temp table audit_kept on commit drop as select * from public.%I where not (%s)', name, doomed);
  execute format('truncate public.%I', name);
  execute format('insert into public.%I select * from pg_temp.audit_kept', name);
  drop table pg_temp.audit_kept;
end $$;
`;

// Thirty days are kept whatever the server asks for: its role alone cannot do away with the newest names.
const expiry = `
create function audit_expire_payloads(before timestamptz)
returns table (organization_id uuid, month timestamptz, payloads bigint)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  part record;
  expiring boolean;
  held boolean;
begin
  if before > now() - interval '30 days' then
    raise exception 'payloads are kept for at least 30 days' using errcode = 'invalid_parameter_value';
  end if;
  -- Who sets a hold has this lock, too: the holds stay as they are until this transaction ends.
  perform pg_advisory_xact_lock(7350006);
  for part in
    select c.relname as name,
      make_timestamptz(substr(c.relname, 16, 4)::int, substr(c.relname, 21, 2)::int, 1, 0, 0, 0, 'UTC') as first
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.audit_payloads'::regclass and c.relname ~ '^audit_payloads_[0-9]{4}_[0-9]{2}$'
    order by 1
  loop
    continue when date_trunc('month', part.first + interval '32 days', 'UTC') > before;
    return query execute format('select p.organization_id, %L::timestamptz, count(*) from public.%I p
      where not exists (select from public.audit_holds h where h.organization_id = p.organization_id) group by 1',
      part.first, part.name);
    expiring := found;
    execute format('select exists (select from public.%I p join public.audit_holds h on h.organization_id = p.organization_id)',
      part.name) into held;
    -- Nothing but what is held: to write it anew each hour would erase nothing.
    continue when held and not expiring;
    if not held then
      execute format('drop table public.%I', part.name);
    else
      execute format('lock table public.%I in access exclusive mode', part.name);
      perform public.audit_rewrite_partition(part.name,
        'not exists (select from public.audit_holds h where h.organization_id = ' || part.name || '.organization_id)');
    end if;
  end loop;
end $$;
`;

const purge = `
create function audit_purge_payloads(org uuid, events uuid[]) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found jsonb;
  part record;
  purged bigint := 0;
begin
  -- Before the holds are looked at: who sets one has this lock, too, and nothing is erased once it is there.
  perform pg_advisory_xact_lock(7350006);
  if exists (select from public.audit_holds h where h.organization_id = org) then
    raise exception 'the organization is on legal hold' using errcode = 'invalid_parameter_value';
  end if;
  -- Looked up to the end first: a partition that is still being read cannot be emptied.
  select jsonb_agg(jsonb_build_object('name', f.name, 'rows', f.rows) order by f.name) into found from (
    select c.relname as name, count(*) as rows from public.audit_payloads p join pg_class c on c.oid = p.tableoid
    where p.organization_id = org and p.event_id = any(events) group by 1) f;
  for part in select * from jsonb_to_recordset(coalesce(found, '[]')) as f (name text, rows bigint) loop
    execute format('lock table public.%I in access exclusive mode', part.name);
    perform public.audit_rewrite_partition(part.name,
      format('organization_id = %L and event_id = any(%L::uuid[])', org, events));
    purged := purged + part.rows;
  end loop;
  return purged;
end $$;
`;

const rights = `
do $$
declare t text;
begin
  revoke execute on function audit_make_partition(timestamptz), audit_keep_partitions(), audit_rewrite_partition(text, text),
    audit_expire_payloads(timestamptz), audit_purge_payloads(uuid, uuid[]) from public;
  if exists (select from pg_roles where rolname = 'sfs_app') and current_user <> 'sfs_app' then
    foreach t in array array['audit_leaves', 'audit_checkpoints', 'audit_attestations', 'audit_payloads',
      'audit_payloads_default'] loop
      execute format('revoke update, delete, truncate on %I from sfs_app', t);
    end loop;
    revoke delete, truncate on audit_tiles, audit_log_keys from sfs_app;
    grant execute on function audit_keep_partitions(), audit_expire_payloads(timestamptz),
      audit_purge_payloads(uuid, uuid[]) to sfs_app;
  end if;
end $$;
`;

const firstPartitions = 'select audit_keep_partitions();';
