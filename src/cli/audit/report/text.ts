import type { Context } from '../../context.ts';
import { escapeText } from '../../escape.ts';
import type { Report } from './sections.ts';

/** The review for a terminal: what needs attention first. */
export function reportText(context: Context, { title, attention, sections, hold }: Report): void {
  const line = (text: string) => context.print(escapeText(text, 'line'));
  line(title);
  context.print('\nNeeds attention');
  for (const text of attention.length > 0 ? attention : ['nothing']) line(`  ${text}`);
  for (const section of sections) {
    context.print(`\n${section.title}`);
    if (section.rows.length > 0) context.table(section.headings, section.rows);
    else line(`  ${section.none}`);
  }
  context.print('\nLegal hold');
  line(`  ${hold}`);
}
