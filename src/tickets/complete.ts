import type { CompleteTicketRequest, CompleteTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { invalidField } from '../server/errors.ts';
import { requireHolder } from './lease.ts';
import { loadMessage } from './load.ts';
import { move } from './move.ts';
import { writeTicket } from './write_ticket.ts';

/** Hands a task over to review, with what its worker says; what an earlier completion said is replaced. */
export function completeTicket(request: CompleteTicketRequest, context: Context): Promise<CompleteTicketResponse> {
  return writeTicket(context, request, {
    command: 'complete',
    apply: (work) => {
      const { ticket } = work;
      requireHolder(context, ticket);
      move(work, 'complete');
      ticket.completionNotes = request.notes;
      ticket.changedFiles = readFiles(request.changedFiles);
      ticket.completedBy = context.actor;
      ticket.completedByKeyId = context.principal.keyId;
    },
    answer: async (em, ticket) => ({ ticket: await loadMessage(em, ticket) }),
    event: () => ({
      inputs: [{ name: 'notes', content: request.notes }],
      artifacts: request.changedFiles.map((path) => ({ path })),
      outputs: { changed_files: request.changedFiles.length },
    }),
  });
}

// In bytes. The history shows the list as it was and as it became, each as JSON, in one answer.
const filesMost = 256 * 1024;

function readFiles(files: string[]): string[] {
  const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file), 0);
  if (bytes <= filesMost) return files;
  throw invalidField('changed_files', `holds ${bytes} bytes in all, the limit is ${filesMost}; name fewer`);
}
