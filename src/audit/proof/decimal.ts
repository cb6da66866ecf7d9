/** The number of a decimal text without sign and leading zeros, up to 2^53 - 1; undefined where the text is anything else. */
export function decimalOf(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}
