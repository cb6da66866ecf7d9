// Callers accept 4 MiB in one message unless they say otherwise, so a page stays well below that.
const answerBytes = 2 * 1024 * 1024;

/** How many of the first rows fit into an answer, going by their sizes in bytes; one always does. */
export function fitting(sizes: readonly number[]): number {
  let used = 0;
  for (const [index, size] of sizes.entries()) {
    used += size;
    if (used > answerBytes) return Math.max(1, index);
  }
  return sizes.length;
}
