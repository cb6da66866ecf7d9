import { isUtf8 } from 'node:buffer';
import { BodyError, type EventBody, parseBody } from '../event_body.ts';
import { bodyMaxBytes, eventNumbers, type ReceiptFiles, receiptNames } from './files.ts';

/** An event of a receipt; `problem` says in words why its bytes are not those of event `number` of a run. */
export type ReceiptEvent = { number: number; bytes: Buffer } & ({ body: EventBody } | { problem: string });

/** An event whose bytes could be read. */
export type ReadEvent = Extract<ReceiptEvent, { body: EventBody }>;

/** The events of a receipt, in their order. */
export function eventsOf(files: ReceiptFiles): ReceiptEvent[] {
  return eventNumbers(files, 'body').map((number) => {
    const bytes = files.get(receiptNames.body(number))!;
    const read = readBody(bytes);
    if (typeof read === 'string') return { number, bytes, problem: read };
    if (read.run_seq !== number) return { number, bytes, problem: 'says that it has another place in the run' };
    return { number, bytes, body: read };
  });
}

export const readable = (events: readonly ReceiptEvent[]): ReadEvent[] => events.filter((event) => 'body' in event);

/** The body, or why it is none. Only the one spelling that JSON.stringify gives is taken: what is hashed is what is read. */
function readBody(bytes: Buffer): EventBody | string {
  if (bytes.length > bodyMaxBytes) return 'is longer than an event can be';
  if (!isUtf8(bytes)) return 'is not UTF-8 text';
  try {
    const body = parseBody(bytes);
    if (JSON.stringify(body) !== bytes.toString()) return 'is JSON in another spelling than sfs writes';
    return idsAreOurs(body) ? body : 'names its event, run or organization in a form that is not ours';
  } catch (error) {
    if (error instanceof BodyError) return error.message;
    // Nested so deeply that writing it again ends the stack.
    if (error instanceof RangeError) return 'is no event of version 1';
    throw error;
  }
}

const isId = (prefix: string, id: unknown) => typeof id === 'string' && new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(id);

const idsAreOurs = ({ id, run_id, organization_id }: EventBody) =>
  isId('evt', id) && isId('run', run_id) && isId('org', organization_id);
