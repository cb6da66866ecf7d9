import { emptyRoot, hashBytes, nodeHash } from './merkle.ts';
import { type Tile, tilesOfAppend, tileWidth } from './tiles.ts';

/** Called with each full tile once, when its last hash is there; a level's tile before the one above. The hashes are the callee's. */
export type OnTile = (level: number, index: number, hashes: Buffer) => void;

// As many as a size up to 2^53 has binary digits, and the carry above them.
const levels = 54;

/** A tree that leaves are only added to. It keeps the right edge, whatever its size: some 60 kB. */
export class TreeBuilder {
  #size = 0;
  readonly #onTile: OnTile | undefined;
  // The roots of the full subtrees that make up the tree: that of 2^level leaves is there where the size has this binary digit.
  readonly #edge = Array.from({ length: levels }, () => Buffer.alloc(hashBytes));
  // The hashes of the tile at the right edge of each level of tiles; the first are those that `size` says.
  readonly #tiles: Buffer[] = [];

  /** What `onTile` throws passes through `append`, and leaves a tree that must not be used any more. */
  constructor(onTile?: OnTile) {
    this.#onTile = onTile;
  }

  /** How many leaves were added. */
  get size(): number {
    return this.#size;
  }

  /** Adds a leaf's hash; its bytes are copied. Throws RangeError unless it has 32. */
  append(leaf: Buffer): void {
    if (leaf.length !== hashBytes) throw new RangeError('a hash has 32 bytes');
    let hash = leaf;
    let index = this.#size;
    for (let level = 0; ; level++, index = (index - 1) / 2) {
      if (level % 8 === 0) this.#addToTile(level / 8, index, hash);
      // An even index is that of a left child: it waits here for the right one.
      if (index % 2 === 0) {
        hash.copy(this.#edge[level]!);
        break;
      }
      hash = nodeHash(this.#edge[level]!, hash);
    }
    this.#size++;
  }

  /** The root of the tree as it is now; the tree can grow on. */
  root(): Buffer {
    let root: Buffer | undefined;
    for (let level = 0, count = this.#size; count > 0; level++, count = Math.floor(count / 2)) {
      const subtree = this.#edge[level]!;
      if (count % 2 === 1) root = root ? nodeHash(subtree, root) : Buffer.from(subtree);
    }
    return root ?? Buffer.from(emptyRoot);
  }

  /** Copies of the tiles at the right edge that have hashes and are not full, lowest level first. */
  partialTiles(): Tile[] {
    return tilesOfAppend(this.#size).map(({ level, index }) => {
      const width = Math.floor(this.#size / tileWidth ** level) % tileWidth;
      return { level, index, hashes: Buffer.from(this.#tiles[level]!.subarray(0, width * hashBytes)) };
    });
  }

  /** Puts the hash with this index on its level into its tile. */
  #addToTile(level: number, index: number, hash: Buffer): void {
    const at = index % tileWidth;
    // A tile that was handed out is not written to again.
    if (at === 0 && (this.#onTile || !this.#tiles[level])) this.#tiles[level] = Buffer.alloc(tileWidth * hashBytes);
    const tile = this.#tiles[level]!;
    hash.copy(tile, at * hashBytes);
    if (at === tileWidth - 1) this.#onTile?.(level, (index - at) / tileWidth, tile);
  }
}
