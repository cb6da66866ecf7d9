import { escapeText } from '../../escape.ts';
import type { Report, Section } from './sections.ts';

/** The review for a job's summary or a page. Everything that a user wrote is escaped. */
export function reportMarkdown({ title, attention, sections, hold }: Report): string {
  return [
    `### ${inline(title)}`,
    '',
    '**Needs attention**',
    '',
    ...(attention.length > 0 ? attention.map((line) => `- ${inline(line)}`) : ['Nothing.']),
    ...sections.flatMap(sectionLines),
    '',
    `**Legal hold**: ${inline(hold)}`,
  ].join('\n');
}

function sectionLines({ title, headings, rows, none }: Section): string[] {
  const heading = ['', `**${title}**`, ''];
  if (rows.length === 0) return [...heading, inline(none)];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [...heading, line(headings), line(headings.map(() => '---')), ...rows.map((row) => line(row.map(inline)))];
}

const inline = (text: string) => escapeText(text, 'markdown');
