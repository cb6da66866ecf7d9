import { hash } from 'node:crypto';
import { blockOf, cutAtLine, cutNotice, nonceFor, oneLine } from './context_text.ts';
import { commentParts, dependencyText, ticketParts } from './context_ticket.ts';

export interface ContextTicket {
  id: string;
  kind: string;
  title: string;
  priority: string;
  status: string;
  description: string;
  acceptanceCriteria: readonly { text: string; done: boolean }[];
  fileRefs: readonly string[];
  contextRefs?: readonly string[];
}

export interface ContextRelative {
  id: string;
  status: string;
  title: string;
}

export interface ContextDependency {
  id: string;
  title: string;
  completionNotes: string;
}

export interface ContextComment {
  author: string;
  /** RFC 3339, so that the same comment gives the same text everywhere. */
  createdAt: string;
  content: string;
}

export interface ContextInput {
  /** Absent for a ticket that nobody is assigned to. */
  persona?: { name: string; role: string; content: string } | undefined;
  ticket?: ContextTicket | undefined;
  parent?: ContextRelative | undefined;
  /** Tasks of an issue. */
  children?: readonly ContextRelative[];
  /** Those that are done. */
  dependencies?: readonly ContextDependency[];
  /** Oldest first; the last ten are used. */
  comments?: readonly ContextComment[];
  tool: string;
}

export interface Context {
  markdown: string;
  /** sha256 of the markdown, in hex. */
  digest: string;
  truncated: boolean;
}

const smallBudget = 4_000;
const budgets: ReadonlyMap<string, number> = new Map([
  ['claude-code', 16_000],
  ['bedrock', 16_000],
  ['cursor', smallBudget],
  ['windsurf', smallBudget],
  ['cline', smallBudget],
  ['roo-code', smallBudget],
]);
const otherBudget = 8_000;
const charactersPerToken = 4;
const commentsMax = 10;
const rule = '\n\n---\n\n';

/** How many characters (UTF-16 units) the markdown may have for a tool. */
export function charactersFor(tool: string): number {
  return (budgets.get(tool) ?? otherBudget) * charactersPerToken;
}

/**
 * Compiles what an agent is given to read: persona, ticket, notes of dependencies, comments, in this order and within the tool's
 * budget. What one part leaves of its share, the parts below it may use.
 *
 * Everything that a ticket says stands between two lines with a nonce. The nonce is a hash of all the inputs, so the digest is
 * stable, and a text that guesses it changes it.
 */
export function compileContext(input: ContextInput): Context {
  const budget = charactersFor(input.tool);
  const nonce = nonceFor(input);
  const parts = new Parts(budget);
  if (input.persona) parts.add(0.5, (room) => personaSection(input.persona!, room));
  else parts.skip(0.5);
  if (input.ticket) addTicket(parts, { ...input, ticket: input.ticket }, nonce);
  const markdown = `${parts.text}\n`;
  return { markdown, digest: hash('sha256', markdown, 'hex'), truncated: parts.truncated };
}

function addTicket(parts: Parts, input: ContextInput & { ticket: ContextTicket }, nonce: string): void {
  parts.add(0.3, (room) => blockOf(nonce, 'the ticket', room, (inner) => ticketParts(input, inner)));
  const dependencies = dependencyText(input.dependencies ?? []);
  parts.add(
    0.1,
    (room) => blockOf(nonce, 'finished dependencies', room, (inner) => cutAtLine(dependencies, inner)),
    '\n\n',
  );
  const comments = (input.comments ?? []).slice(-commentsMax);
  parts.add(0.1, (room) => blockOf(nonce, 'recent comments', room, (inner) => commentParts(comments, inner)));
}

function personaSection({ name, role, content }: { name: string; role: string; content: string }, room: number): Piece {
  const whole = `# You are ${oneLine(name)} — ${oneLine(role)}\n\n${content.trim()}`;
  if (whole.length <= room) return { text: whole, cut: false };
  const kept = cutAtLine(whole, room - cutNotice.length - 2);
  return { text: `${kept.text}\n\n${cutNotice}`, cut: true };
}

export interface Piece {
  text: string;
  cut: boolean;
}

/** Hands out shares of the budget from top to bottom; what is left over rolls down. */
class Parts {
  text = '';
  truncated = false;
  private spare = 0;
  private readonly budget: number;

  constructor(budget: number) {
    this.budget = budget - 1; // The final newline.
  }

  skip(share: number): void {
    this.spare += Math.floor(this.budget * share);
  }

  add(share: number, make: (room: number) => Piece, separator = rule): void {
    this.skip(share);
    const between = this.text === '' ? '' : separator;
    const piece = make(this.spare - between.length);
    this.truncated ||= piece.cut;
    if (piece.text === '') return;
    this.text += between + piece.text;
    this.spare -= between.length + piece.text.length;
  }
}
