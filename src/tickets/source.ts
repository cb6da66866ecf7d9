import type { Kind, Status } from './status.ts';

/** Who thought of a ticket, most trusted first. */
export const sources = ['human', 'ci', 'agent'] as const;
export type Source = (typeof sources)[number];

/** How the caller came in: with a personal key, with a service key, or through MCP. */
export type Channel = 'member' | 'service_key' | 'mcp';

const derived: Readonly<Record<Channel, Source>> = { member: 'human', service_key: 'ci', mcp: 'agent' };

/** An agent's description has at least this many characters (code points), without the space around it. */
export const agentDescriptionMin = 20;

/** The source of a ticket: derived from the caller, who may lower it (human, ci, agent) and never raise it. */
export function sourceOf(channel: Channel, said?: Source | null): { source: Source } | { refused: string } {
  const own = derived[channel];
  if (said === null || said === undefined) return { source: own };
  if (sources.indexOf(said) >= sources.indexOf(own)) return { source: said };
  return { refused: `source ${said} cannot be claimed by this caller; it is at most ${own}` };
}

/** Tasks of agents wait for a person; issues have no such status, because only admins and owners make them. */
export function firstStatus(kind: Kind, source: Source): Status {
  return source === 'agent' && kind === 'task' ? 'suggested' : 'open';
}

/** What a ticket of an agent lacks, field by field; nothing for other sources. */
export function lacks(ticket: {
  kind: Kind;
  source: Source;
  description: string;
  acceptanceCriteria: readonly unknown[];
}): { field: string; what: string }[] {
  if (firstStatus(ticket.kind, ticket.source) !== 'suggested') return [];
  const missing: { field: string; what: string }[] = [];
  if (ticket.acceptanceCriteria.length === 0) {
    missing.push({
      field: 'acceptance_criteria',
      what: 'a ticket of an agent needs at least one acceptance criterion',
    });
  }
  if ([...ticket.description.trim()].length < agentDescriptionMin) {
    const what = `a ticket of an agent needs a description of at least ${agentDescriptionMin} characters`;
    missing.push({ field: 'description', what });
  }
  return missing;
}
