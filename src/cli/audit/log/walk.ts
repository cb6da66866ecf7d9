import type { Check } from '../../../audit/proof/check.ts';
import { BodyError } from '../../../audit/proof/event_body.ts';
import { tileWidth } from '../../../audit/proof/tiles.ts';
import { TreeBuilder } from '../../../audit/proof/tree.ts';
import type { LogCheckpoint, LogRest, ReadLogResponse } from '../../../gen/client/sfs/v1/audit.ts';
import { Checkpoints, type Head } from './checkpoints.ts';
import { Consistency } from './consistency.ts';
import { counted, Finding } from './finding.ts';
import { Frame, FrameError } from './frame.ts';
import type { Kept } from './kept.ts';
import type { LogKeys } from './log_keys.ts';
import { Payloads } from './payloads.ts';
import { Queue } from './queue.ts';
import { Runs } from './runs.ts';
import { type Scanned, scanBody } from './scan.ts';
import { TileCheck } from './tile_check.ts';

// A stream that breaks off is opened again, and may then bring what is known; a server that does nothing else is not listened to for ever.
const mostIdle = 100;

/** A leaf that is at hand; `hex` is its hash. */
interface Place {
  frame: Frame;
  index: number;
  hex: string;
}

/** Verifies a whole log in one pass over what ReadLog streams. Nothing is kept of what was read but open runs and the tree's edge. */
export class LogWalk {
  readonly #keys: LogKeys;
  readonly #bytes = new Finding('leaf bytes');
  readonly #hashes = new Finding('leaf hashes');
  readonly #tiles = new TileCheck();
  readonly #tree = new TreeBuilder((level, index, hashes) => this.#tiles.filled(level, index, hashes));
  readonly #checkpoints: Checkpoints;
  readonly #payloads = new Payloads();
  readonly #runs = new Runs();
  readonly #queue = new Queue();
  readonly #consistency: Consistency;
  /** Sizes at which what was kept is compared, ascending. */
  readonly #sizes: number[];
  #idle = 0;
  #rest: LogRest | undefined;
  #broken: string | undefined;

  constructor(keys: LogKeys, kept: readonly Kept[]) {
    this.#keys = keys;
    this.#checkpoints = new Checkpoints(keys);
    this.#consistency = new Consistency(kept, keys);
    this.#sizes = this.#consistency.sizes;
    if (this.#sizes[0] === 0) this.#consistency.reached(this.#sizes.shift()!, this.#tree.root());
  }

  /** Leaves that were verified. */
  get size(): number {
    return this.#tree.size;
  }

  /** Where a stream that broke off is opened again: a multiple of a tile's width. */
  get resumeAt(): number {
    return this.size - (this.size % tileWidth);
  }

  /** The newest checkpoint, where it was not found to be wrong. */
  get head(): Head | undefined {
    return this.#checkpoints.head;
  }

  /** Verifies what a message holds. True: there is no more to come, or no sense in reading on. */
  take(message: ReadLogResponse): boolean {
    try {
      this.#take(message);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#broken = `the server's message about index ${this.size} and following ${error.message}`;
      this.#bytes.tampered(this.#broken);
    }
    return this.#rest !== undefined || this.#broken !== undefined;
  }

  #take(message: ReadLogResponse): void {
    const { firstIndex, count, rest } = message;
    const known = this.size - firstIndex;
    if (known !== 0 && firstIndex !== this.resumeAt) throw new FrameError(`begins at index ${firstIndex}`);
    const frame = new Frame(message);
    const before = this.size;
    this.#entries(frame, known, message.checkpoints);
    this.#idle = this.size > before ? 0 : this.#idle + 1;
    if (this.#idle > mostIdle) throw new FrameError('says nothing new, and others before did not either');
    this.#tiles.compare(message.tiles, this.size);
    this.#runs.compare(message.runs, known > 0);
    if (rest) this.#end(rest, firstIndex + count);
  }

  #entries(frame: Frame, known: number, stored: readonly LogCheckpoint[]): void {
    const end = Math.max(this.size, this.size - known + frame.count);
    const checkpoints = this.#checkpoints.inOrder(stored, this.size, end, known > 0);
    let skip = known;
    let at = 0;
    let pause = this.#pause(checkpoints[at]);
    while (frame.next()) {
      if (skip-- > 0) continue;
      this.#leaf(frame, this.size);
      if (this.size < pause) continue;
      const root = this.#tree.root();
      if (checkpoints[at]?.size === this.size) this.#checkpoints.take(checkpoints[at++]!, root);
      if (this.#sizes[0] === this.size) this.#consistency.reached(this.#sizes.shift()!, root);
      pause = this.#pause(checkpoints[at]);
    }
  }

  /** The next size at which the root is asked for. */
  #pause(checkpoint: LogCheckpoint | undefined): number {
    return Math.min(checkpoint?.size ?? Number.POSITIVE_INFINITY, this.#sizes[0] ?? Number.POSITIVE_INFINITY);
  }

  #leaf(frame: Frame, index: number): void {
    if (frame.missing) {
      this.#bytes.tampered(missing(frame.eventId, index));
      this.#tree.append(frame.storedHash);
      return;
    }
    const hex = frame.leafHex();
    const same = frame.storedHex === hex;
    if (!same)
      this.#hashes.tampered(`index ${index}, evt_${frame.eventId}: the hash beside the leaf is not that of its bytes`);
    this.#tree.append(same ? frame.storedHash : Buffer.from(hex, 'hex'));
    const place = { frame, index, hex };
    try {
      const event = this.#scan(place);
      if (event) this.#event(event, place);
    } catch (error) {
      // Nothing that stands in an entry may end the verification of the others: what is nested deeply is too much for JSON.
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
      this.#bytes.tampered(
        `index ${index}, evt_${frame.eventId}: the entry has fields in another form than events have`,
      );
    }
  }

  #scan({ frame, index }: Place): Scanned | undefined {
    const place = () => `index ${index}, evt_${frame.eventId}`;
    try {
      const scanned = scanBody(frame.body);
      if (scanned.organizationId !== this.#keys.organizationId)
        this.#bytes.tampered(`${place()}: the event is of another organization`);
      if (scanned.id !== frame.eventId) this.#bytes.tampered(`${place()}: the event says that it is another`);
      return scanned;
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      this.#bytes.tampered(`${place()}: the entry ${error.message}`);
      return undefined;
    }
  }

  #event({ payloadSha256, event }: Scanned, { frame, index, hex }: Place): void {
    this.#payloads.take(frame.salted, payloadSha256, frame, index);
    if (!event) return;
    if (event.run_id !== null) this.#runs.take(event, index, hex);
    else this.#payloads.erased(event);
  }

  #end(rest: LogRest, size: number): void {
    this.#rest = rest;
    if (size !== this.size) this.#bytes.tampered(`the server ends at index ${size}, and ${this.size} came before`);
    this.#tiles.finish(this.#tree.partialTiles());
    this.#checkpoints.finish(rest, this.size);
    this.#payloads.finish();
    this.#runs.finish(rest);
    this.#queue.finish(rest);
  }

  /** The lines, in the order in which they are printed. */
  finish(): Check[] {
    if (!this.#rest) this.#unfinished();
    else if (this.size === 0) this.#bytes.incomplete('the log is empty');
    return [
      this.#keys.finding.check(this.#keys.summary),
      this.#bytes.check(`all ${counted(this.size, 'entry', 'entries')} are events of this organization`),
      this.#hashes.check(`all ${counted(this.size, 'hash', 'hashes')} are those of their entries`),
      this.#tiles.finding.check(this.#tiles.summary),
      this.#checkpoints.finding.check(this.#checkpoints.summary),
      this.#payloads.finding.check(this.#payloads.summary),
      this.#runs.finding.check(this.#runs.summary),
      this.#queue.finding.check(this.#queue.summary),
      this.#consistency.check(this.size, this.#rest !== undefined),
    ];
  }

  /** Of a stream that ended early nothing holds to the end. */
  #unfinished(): void {
    const message = `the log was read up to index ${this.size} only; the server did not send the rest`;
    const { finding: tiles } = this.#tiles;
    for (const finding of [this.#bytes, this.#hashes, tiles, this.#checkpoints.finding]) finding.incomplete(message);
    for (const { finding } of [this.#payloads, this.#runs, this.#queue]) finding.incomplete(message);
  }
}

function missing(eventId: string, index: number): string {
  if (/^0+$/.test(eventId)) return `index ${index}: the leaf is missing`;
  return `index ${index}: the event evt_${eventId} is missing`;
}
