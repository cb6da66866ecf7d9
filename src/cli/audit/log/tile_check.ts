import { type Tile, tilePath, tileWidth } from '../../../audit/proof/tiles.ts';
import type { LogTile } from '../../../gen/client/sfs/v1/audit.ts';
import { counted, Finding } from './finding.ts';

const hashBytes = 32;

// A tree of 2^53 leaves has seven levels of tiles, and at its right edge one partial tile on each.
const mostPartial = 8;

/** The tiles as they are stored against the tiles as the leaves make them. */
export class TileCheck {
  readonly finding = new Finding('tiles');
  /** Tiles that the entries at hand filled, until their stored ones were compared. */
  readonly #due = new Map<string, Tile>();
  /** Stored tiles beyond those; the tree's right edge is known at the end. */
  readonly #partial = new Map<string, Buffer>();
  #count = 0;

  /** A tile that the leaves filled. */
  filled(level: number, index: number, hashes: Buffer): void {
    this.#due.set(`${level}/${index}`, { level, index, hashes });
  }

  /** The stored tiles that came with the entries, which now end at `size`. */
  compare(tiles: readonly LogTile[], size: number): void {
    for (const { level, index, hashes } of tiles) {
      const key = `${level}/${index}`;
      const due = this.#due.get(key);
      if (due) {
        this.#compare(due, bufferOf(hashes));
        this.#due.delete(key);
      } else if ((index + 1) * tileWidth ** (level + 1) > size) this.#keep(key, hashes);
    }
    for (const { level, index } of this.#due.values()) this.#missing(level, index, tileWidth);
    this.#due.clear();
  }

  #keep(key: string, hashes: Uint8Array): void {
    if (this.#partial.size >= mostPartial && !this.#partial.has(key))
      this.finding.tampered('there are more tiles at the right edge than a tree has');
    else this.#partial.set(key, Buffer.from(hashes));
  }

  #compare({ level, index, hashes }: Tile, stored: Buffer): void {
    this.#count++;
    if (stored.equals(hashes)) return;
    this.finding.tampered(`${tilePath(level, index, hashes.length / hashBytes)} is not what the leaves make it`);
  }

  #missing(level: number, index: number, width: number): void {
    this.finding.tampered(`${tilePath(level, index, width)} is missing`);
  }

  /** The partial tiles of the whole tree. */
  finish(edge: readonly Tile[]): void {
    for (const tile of edge) {
      const stored = this.#partial.get(`${tile.level}/${tile.index}`);
      // The log goes on while it is read: a tile that has grown since begins with what the leaves make it.
      if (stored) this.#compare(tile, stored.subarray(0, tile.hashes.length));
      else this.#missing(tile.level, tile.index, tile.hashes.length / hashBytes);
    }
  }

  get summary(): string {
    return `${counted(this.#count, 'tile')} as the leaves make them`;
  }
}

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
