/**
 * The `sfs …` command lines in the fenced shell blocks of a page, or in a workflow, as words. Variables stay as they are written: to the
 * CLI they are text, as their values will be.
 */
export function commandLines(name: string, text: string): string[][] {
  const isPage = name.endsWith('.md');
  const sources = isPage ? [...text.matchAll(/^```(?:sh|bash)\n(.*?)^```/gms)].map(([, block]) => block!) : [text];
  return sources.flatMap((source) =>
    source
      .replaceAll(/\\\n\s*/g, ' ')
      .split('\n')
      .filter((line) => !/^\s*#/.test(line))
      .map((line) => /(?:^|[\s(|])(sfs [a-z].*)$/.exec(line)?.[1])
      .filter((line) => line !== undefined)
      .map(words),
  );
}

/** What stands in backquotes in the text, e.g. `sfs agent complete --enforce`: it need not be whole. */
export function inlineCommands(text: string): string[][] {
  return [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/`(sfs [a-z][^`]*)`/g)].map(([, line]) => words(line!));
}

/** The words after `sfs` of one command, up to the shell's next operator. */
function words(line: string): string[] {
  const found: string[] = [];
  const token = /"((?:\\.|[^"\\])*)"|'([^']*)'|([^\s"'|&;<>)]+)|([|&;<>)])|(\s+)/y;
  let joining = false;
  for (let match = token.exec(line); match; match = token.exec(line)) {
    if (match[4]) break;
    if (match[5]) {
      joining = false;
      continue;
    }
    if (!joining && match[3]?.startsWith('#')) break;
    const part = match[1] ?? match[2] ?? match[3] ?? '';
    if (joining) found[found.length - 1] += part;
    else found.push(part);
    joining = true;
  }
  return found.slice(1);
}
