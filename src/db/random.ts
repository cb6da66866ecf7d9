import { randomFillSync } from 'node:crypto';

const size = 16;
const drawn = Buffer.alloc(size * 256);
let next = drawn.length;

/** 16 random bytes. They are drawn many at a time, because to ask the system for them costs more than to use them. */
export function random16(): Buffer {
  if (next === drawn.length) {
    randomFillSync(drawn);
    next = 0;
  }
  next += size;
  return Buffer.from(drawn.subarray(next - size, next));
}
