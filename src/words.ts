type Word<Members, Prefix extends string> = {
  [Name in keyof Members]: Name extends `${Prefix}${infer Rest}`
    ? Rest extends 'UNSPECIFIED'
      ? never
      : Lowercase<Rest>
    : never;
}[keyof Members];

/**
 * Both directions between a proto enum's numbers and its short lower-case words.
 *
 * The words are what the code, the database and `--format json` use; the numbers exist only on the wire.
 *
 * @example
 * const severity = words(Severity, 'SEVERITY_');
 * severity.word(Severity.SEVERITY_HIGH) // 'high'
 * severity.number('high')               // Severity.SEVERITY_HIGH
 */
export function words<Members extends Record<string, number>, Prefix extends string>(members: Members, prefix: Prefix) {
  type W = Word<Members, Prefix>;
  const byNumber = new Map<number, W>();
  const byWord = new Map<string, number>();
  for (const [name, number] of Object.entries(members)) {
    if (!name.startsWith(prefix) || number <= 0) continue;
    const word = name.slice(prefix.length).toLowerCase() as W;
    byNumber.set(number, word);
    byWord.set(word, number);
  }
  return {
    /** All words, in the order of the proto. */
    all: [...byNumber.values()] as readonly W[],
    /** The word of a number; undefined for UNSPECIFIED and for numbers this version does not know. */
    word: (number: number | undefined): W | undefined => byNumber.get(number ?? 0),
    /** The number of a word; 0 (UNSPECIFIED) where the value is absent. */
    number: (word: W | null | undefined) => (byWord.get(word ?? '') ?? 0) as Members[keyof Members],
  };
}
