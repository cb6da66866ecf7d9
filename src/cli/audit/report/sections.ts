import type { GetAuditReportResponse, KeyActivity, LegalHold } from '../../../gen/client/sfs/v1/audit.ts';
import { actorText } from '../../actor.ts';

const dayMs = 86_400_000;
const soonDays = 14;

/** Text as it came: whoever prints it escapes it. */
type Text = string;

/** One part of the review. */
export interface Section {
  title: string;
  headings: string[];
  rows: Text[][];
  /** What to say where there are no rows. */
  none: string;
}

/** The review of a span of time, before it becomes text of some kind. */
export interface Report {
  title: string;
  /** What somebody should look at, the most urgent first. */
  attention: Text[];
  sections: Section[];
  hold: Text;
}

/** What the weekly review of keys and agents shows. */
export function reportSections(report: GetAuditReportResponse, now: Date): Report {
  return {
    title: `Audit report, ${day(report.since)} to ${day(report.until)}: ${counted(report.events, 'event')}`,
    attention: attention(report, now),
    sections: [keys(report.keys, now), personas(report), refusals(report)],
    hold: holdText(report.legalHold),
  };
}

function attention({ keys }: GetAuditReportResponse, now: Date): Text[] {
  const living = keys.filter((key) => isAlive(key, now));
  const refused = keys.filter((key) => key.refused > 0).sort((a, b) => b.refused - a.refused);
  const expiring = living.filter((key) => key.expiresAt && daysLeft(key.expiresAt, now) <= soonDays);
  const idle = living.filter(({ unusedScopes }) => unusedScopes.length > 0);
  return [
    ...refused.map(
      (key) =>
        `${named(key)} was refused ${counted(key.refused, 'call')}: sfs audit list --actor ${key.keyId} --outcome refused`,
    ),
    ...expiring.map((key) => `${named(key)} expires ${leftText(key.expiresAt!, now)}`),
    ...idle.map((key) => `${named(key)} did not use ${key.unusedScopes.join(', ')}: a key without them would do`),
  ];
}

function keys(all: KeyActivity[], now: Date): Section {
  return {
    title: 'Keys',
    headings: ['key', 'owner', 'changes', 'refused', 'last used', 'unused scopes', 'expires'],
    rows: all.map((key) => [
      ...[named(key), key.memberName ?? 'service key', String(key.events), String(key.refused)],
      ...[
        key.lastEventAt ? minute(key.lastEventAt) : 'not in this time',
        key.unusedScopes.join(', '),
        expiryText(key, now),
      ],
    ]),
    none: 'no key acted',
  };
}

function personas({ personas: all }: GetAuditReportResponse): Section {
  return {
    title: 'Personas',
    headings: ['persona', 'project', 'runs', 'passed', 'failed', 'errored', 'cancelled'],
    rows: all.map(({ personaName, projectId, runs, passed, failed, errored, cancelled }) => [
      ...[personaName, projectId, ...[runs, passed, failed, errored, cancelled].map(String)],
    ]),
    none: 'no run was made',
  };
}

function refusals({ refusals: all }: GetAuditReportResponse): Section {
  return {
    title: 'Refused calls',
    headings: ['method', 'status', 'reason', 'calls', 'last'],
    rows: all.map(({ method, code, reason, count, lastAt }) => [
      ...[method, code, reason, String(count), lastAt ? minute(lastAt) : ''],
    ]),
    none: 'no call was refused',
  };
}

function holdText(hold: LegalHold | undefined): Text {
  if (!hold?.on) return 'off: payloads end with their retention';
  const by = actorText(hold.setBy);
  return `on since ${day(hold.setAt)}${by ? `, by ${by}` : ''}: ${hold.reason}`;
}

function expiryText(key: KeyActivity, now: Date): string {
  if (key.revokedAt) return `revoked ${day(key.revokedAt)}`;
  if (!key.expiresAt) return 'never';
  return key.expiresAt <= now ? `expired ${day(key.expiresAt)}` : day(key.expiresAt);
}

const isAlive = ({ revokedAt, expiresAt }: KeyActivity, now: Date) => !revokedAt && !(expiresAt && expiresAt <= now);
const daysLeft = (at: Date, now: Date) => (at.getTime() - now.getTime()) / dayMs;

function leftText(at: Date, now: Date): string {
  const days = Math.floor(daysLeft(at, now));
  return days < 1 ? 'in less than a day' : `in ${counted(days, 'day')}`;
}

const named = ({ keyName, keyId }: KeyActivity) => (keyName ? `${keyName} (${keyId})` : keyId);
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const day = (at: Date | undefined) => at?.toISOString().slice(0, 10) ?? '';
const minute = (at: Date) => `${at.toISOString().slice(0, 16)}Z`;
