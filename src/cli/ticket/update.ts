import { TicketServiceService, UpdateTicketRequest } from '../../gen/client/sfs/v1/ticket.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { cutText, cutTitle } from '../cut.ts';
import type { OptionArgs, Options } from '../options.ts';
import { epochOption, withEpoch } from './epoch.ts';
import { printTicket } from './fields.ts';
import { priorityWords } from './words.ts';

const options = {
  title: { type: 'string', alias: 't', about: 'the new title' },
  description: { type: 'string', alias: 'd', about: 'the new description' },
  'assigned-to': { type: 'string', alias: 'a', about: 'the new assignee' },
  priority: { type: 'string', alias: 'p', about: 'the new priority', choices: priorityWords.all },
  criteria: { type: 'list', about: 'all that must hold from now on; what begins with `[x] ` holds' },
  file: { type: 'list', alias: 'f', about: 'all files from now on' },
  'depends-on': { type: 'list', about: 'all tickets that must be done first from now on' },
  parent: { type: 'string', about: 'the issue it belongs to' },
  clear: { type: 'list', about: 'a field to empty: description, assigned-to, criteria, file, depends-on, parent' },
  ...epochOption,
} as const satisfies Options;

type Args = OptionArgs<typeof options>;

/** The fields of the contract behind the options that `--clear` knows. */
const clearable: Readonly<Record<string, string>> = {
  description: 'description',
  'assigned-to': 'assigned_to',
  criteria: 'acceptance_criteria',
  file: 'file_refs',
  'depends-on': 'depends_on',
  parent: 'parent_ticket_id',
};

export default command({
  name: 'update <ticket_id>',
  examples: [
    'sfs ticket update tk_… --priority high --file src/a.ts --file src/b.ts',
    "sfs ticket update tk_… --criteria '[x] old key revoked' --criteria 'CI is green' --clear depends-on",
  ],
  formats: ['text', 'json'],
  changes: true,
  options,
  async run(context, args) {
    const request = { ...changesOf(context, args), ticketId: args.ticketId, requestId: context.requestId };
    const { ticket } = await withEpoch(context, args, (epoch) =>
      context.call(TicketServiceService.updateTicket, UpdateTicketRequest.create({ ...request, epoch })),
    );
    await printTicket(context, ticket!);
  },
});

/** The new values, and a mask that names them: a field that the mask names without a value is emptied. */
function changesOf(context: Context, args: Args): Partial<UpdateTicketRequest> {
  const changes: Partial<UpdateTicketRequest> = {};
  const mask = args.clear.map((name) => {
    const field = Object.hasOwn(clearable, name) ? clearable[name] : undefined;
    if (field === undefined) throw usage(`--clear must be one of: ${Object.keys(clearable).join(', ')}`);
    return field;
  });
  const set = (given: boolean, field: string, change: () => Partial<UpdateTicketRequest>) => {
    if (!given) return;
    if (mask.includes(field)) throw usage(`${field} is both given and cleared`);
    mask.push(field);
    Object.assign(changes, change());
  };
  set(args.title !== undefined, 'title', () => ({ title: cutTitle(context, args.title!) }));
  const { description } = args;
  set(description !== undefined, 'description', () => ({
    description: cutText(context, description!, 'description'),
  }));
  set(args.assignedTo !== undefined, 'assigned_to', () => ({ assignedTo: args.assignedTo! }));
  set(args.priority !== undefined, 'priority', () => ({ priority: priorityWords.number(args.priority) }));
  set(args.criteria.length > 0, 'acceptance_criteria', () => ({ acceptanceCriteria: args.criteria.map(criterion) }));
  set(args.file.length > 0, 'file_refs', () => ({ fileRefs: args.file }));
  set(args.dependsOn.length > 0, 'depends_on', () => ({ dependsOn: args.dependsOn }));
  set(args.parent !== undefined, 'parent_ticket_id', () => ({ parentTicketId: args.parent! }));
  if (mask.length === 0) throw usage('there is nothing to change', 'the options: sfs ticket update --help');
  return { ...changes, updateMask: [...new Set(mask)] };
}

function criterion(text: string): { text: string; done: boolean } {
  const marked = /^\[([ x])\] /.exec(text);
  return { text: marked ? text.slice(marked[0].length) : text, done: marked?.[1] === 'x' };
}
