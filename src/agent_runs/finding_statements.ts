import type { Statement } from '../db/statements.ts';

const columns = `number, severity_rank as "severityRank", severity, security_severity as "securitySeverity", title, message,
  rule_id as "ruleId", path, line, end_line as "endLine", fingerprint, category, confidence, recommendation,
  extra_json as "extraJson"`;

/** The findings of a run that are as bad as one rank, behind a number, in the order in which they came. */
export const sameRank: Statement = {
  name: 'sfs_list_findings_same',
  text: `select ${columns} from findings
    where organization_id = $1 and run_id = $2 and severity_rank = $3::smallint and number > $4::int
    order by number limit $5::int`,
};

/** Those that are milder than a rank, the worst first. */
export const milder: Statement = {
  name: 'sfs_list_findings_milder',
  text: `select ${columns} from findings
    where organization_id = $1 and run_id = $2 and severity_rank < $3::smallint
    order by severity_rank desc, number limit $4::int`,
};
