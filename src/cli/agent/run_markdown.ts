import type { AgentRun, Finding } from '../../gen/client/sfs/v1/agent_run.ts';
import { escapeText } from '../escape.ts';
import type { Io } from '../io.ts';
import { maskSecrets } from '../mask.ts';
import { findingsText, policyText } from './run_fields.ts';
import { severityWords, statusWords } from './words.ts';

/** How many findings the summary shows. */
export const topFindings = 10;

/**
 * A run for `$GITHUB_STEP_SUMMARY`, a job page or a comment. Everything that a user or an agent wrote is masked first, as
 * long as a secret is still in one piece, and then escaped: no markup, link, mention or HTML in it comes alive.
 *
 * @param worst the findings to show, the worst first
 */
export function runMarkdown(env: Io['env'], run: AgentRun, worst: readonly Finding[]): string {
  const inline = (text: string) => escapeText(maskSecrets(text, env), 'markdown');
  const status = statusWords.word(run.status) ?? String(run.status);
  const bullets: [label: string, value: string | undefined][] = [
    ['Persona', `${inline(run.personaName)}, version ${run.personaVersion}`],
    ['Status', `\`${status}\``],
    ['Severity', severityWords.word(run.severity)],
    ['Findings', findingsText(run)],
    ['Policy', policyText(run)],
    ['Fail on', severityWords.word(run.failOn) ?? 'no threshold'],
    ['Commit', run.commit && `\`${inline(run.commit)}\``],
  ];
  const lines = [
    `### AgentRun \`${run.id}\`: ${status}`,
    '',
    ...bullets.flatMap(([label, value]) => (value ? [`- ${label}: ${value}`] : [])),
  ];
  if (run.reasons.length > 0) lines.push('', '**Why**', '', ...run.reasons.map((reason) => `- ${inline(reason)}`));
  if (worst.length > 0) lines.push('', ...findingsTable(worst, inline));
  const more = run.findingsCount - worst.length;
  if (worst.length > 0 && more > 0) lines.push('', `${more} more: \`sfs agent findings ${run.id}\``);
  if (run.resultSummary !== '')
    lines.push('', '**Summary**', '', escapeText(maskSecrets(run.resultSummary, env), 'fence'));
  return lines.join('\n');
}

function findingsTable(worst: readonly Finding[], inline: (text: string) => string): string[] {
  const rows = worst.map((finding) => {
    const severity = severityWords.word(finding.effectiveSeverity) ?? '';
    return `| ${severity} | ${inline(finding.title)} | ${inline(placeOf(finding))} |`;
  });
  return ['| Severity | Finding | Where |', '| --- | --- | --- |', ...rows];
}

/** `src/a.ts:12`. */
export function placeOf({ path, line }: Finding): string {
  return line ? `${path}:${line}` : path;
}
