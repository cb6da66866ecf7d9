import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from './folders.ts';
import type { Io } from './io.ts';
import { writePrivateFile } from './private_file.ts';

type Where = Pick<Io, 'env'>;

/** The fencing epoch of a ticket that this machine started; undefined where it started none. */
export function ticketEpoch(io: Where, server: string, ticketId: string): number | undefined {
  try {
    const state = JSON.parse(readFileSync(epochPath(io, server, ticketId), 'utf8')) as { epoch?: unknown };
    return typeof state.epoch === 'number' ? state.epoch : undefined;
  } catch {
    return undefined; // Absent or damaged: the server refuses a write that needs the epoch, and says so.
  }
}

/** Remembers the epoch for the commands that follow. */
export function keepTicketEpoch(io: Where, server: string, ticketId: string, epoch: number): void {
  writePrivateFile(epochPath(io, server, ticketId), `${JSON.stringify({ epoch })}\n`);
}

/** Forgets it, once the ticket is completed or released. */
export function dropTicketEpoch(io: Where, server: string, ticketId: string): void {
  rmSync(epochPath(io, server, ticketId), { force: true });
}

/** One file per server and ticket, so that parallel jobs cannot lose each other's. Encoding keeps `/` and `..` harmless. */
function epochPath(io: Where, server: string, ticketId: string): string {
  return join(stateFolder(io.env), 'tickets', encodeURIComponent(server), `${encodeURIComponent(ticketId)}.json`);
}
