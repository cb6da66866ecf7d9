import type {
  ContextComment,
  ContextDependency,
  ContextInput,
  ContextRelative,
  ContextTicket,
  Piece,
} from './context.ts';
import { cutAtLine, oneLine } from './context_text.ts';

/** The ticket's text. Of a description that is too long the end is cut, so that criteria and files, which come after it, remain. */
export function ticketParts(input: ContextInput & { ticket: ContextTicket }, room: number): Piece {
  const { ticket } = input;
  const head = cutAtLine(headOf(ticket, input.parent, input.children ?? []), Math.floor(room / 3));
  const tail = cutAtLine(tailOf(ticket), Math.floor(room / 3));
  const left = room - head.text.length - tail.text.length - (tail.text === '' ? 0 : 2) - 2;
  const description = ticket.description.trim();
  const middle = description === '' ? { text: '', cut: false } : cutAtLine(`### Description\n\n${description}`, left);
  const text = [head.text, middle.text, tail.text].filter((part) => part !== '').join('\n\n');
  return { text, cut: head.cut || middle.cut || tail.cut };
}

function headOf(ticket: ContextTicket, parent: ContextRelative | undefined, children: readonly ContextRelative[]) {
  const lines = [
    `## Current Ticket: ${oneLine(ticket.title)}`,
    '',
    `- Ticket: ${ticket.id}`,
    `- Kind: ${ticket.kind}`,
    `- Priority: ${ticket.priority}`,
    `- Status: ${ticket.status}`,
  ];
  if (parent) lines.push(`- Parent Issue: ${relativeText(parent)}`);
  if (children.length > 0)
    lines.push('', '### Child Tasks', '', ...children.map((child) => `- ${relativeText(child)}`));
  return lines.join('\n');
}

function tailOf(ticket: ContextTicket): string {
  const criteria = ticket.acceptanceCriteria.map(({ text, done }) => `- [${done ? 'x' : ' '}] ${oneLine(text)}`);
  return [
    section('Acceptance Criteria', criteria),
    section('Files to Review/Modify', listOf(ticket.fileRefs)),
    section('References', listOf(ticket.contextRefs ?? [])),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`### ${title}`, '', ...lines].join('\n');
}

function listOf(texts: readonly string[]): string[] {
  return texts.map((text) => `- ${oneLine(text)}`);
}

function relativeText({ id, status, title }: ContextRelative): string {
  return `${id} (${status}) ${oneLine(title)}`;
}

/** The notes of finished dependencies; empty where there are none. */
export function dependencyText(dependencies: readonly ContextDependency[]): string {
  const withNotes = dependencies.filter(({ completionNotes }) => completionNotes.trim() !== '');
  const entries = withNotes.map(
    ({ id, title, completionNotes }) => `#### ${id} ${oneLine(title)}\n\n${completionNotes.trim()}`,
  );
  return entries.length === 0 ? '' : ['### Completed Dependencies', ...entries].join('\n\n');
}

/** The newest comments that fit whole, oldest first. Of a newest one that does not fit, the beginning. */
export function commentParts(comments: readonly ContextComment[], room: number): Piece {
  if (comments.length === 0) return { text: '', cut: false };
  const heading = '## Recent Comments';
  const entries = comments.map(
    ({ author, createdAt, content }) => `**${oneLine(author)}** (${createdAt})\n\n${content.trim()}`,
  );
  let used = heading.length;
  let first = entries.length;
  while (first > 0 && used + 2 + entries[first - 1]!.length <= room) {
    first -= 1;
    used += 2 + entries[first]!.length;
  }
  if (first < entries.length) return { text: [heading, ...entries.slice(first)].join('\n\n'), cut: first > 0 };
  return cutAtLine([heading, entries.at(-1)].join('\n\n'), room);
}
