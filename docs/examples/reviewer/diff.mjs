import { spawnSync } from 'node:child_process';

const maxBytes = 64 * 1024 * 1024;

/**
 * The lines that `head` adds to what it branched off from.
 *
 * Only git reads the files, and only as objects: nothing of the change is checked out, run or believed. `--text` and
 * `--no-textconv` are there because a `.gitattributes` in the change could otherwise hide a file from the diff.
 *
 * @returns {{ path: string, line: number, text: string }[]}
 * @throws {Error} where git cannot compare, or the diff is larger than 64 MiB
 */
export function addedLines(repository, base, head) {
  const git = spawnSync(
    'git',
    [
      ...['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', '-C', repository],
      ...['diff', '--text', '--no-textconv', '--no-ext-diff', '--no-color', '--no-renames'],
      ...['--unified=0', '--inter-hunk-context=0', '--src-prefix=a/', '--dst-prefix=b/'],
      ...['--end-of-options', `${base}...${head}`, '--'],
    ],
    { encoding: 'utf8', maxBuffer: maxBytes },
  );
  if (git.error) throw new Error(`git could not be run (${git.error.code})`);
  if (git.status !== 0) throw new Error(`git cannot compare ${base} with ${head}: ${git.stderr.trim().split('\n')[0]}`);
  return parse(git.stdout);
}

/** Reads a diff without context lines. Lengths come from the hunk headers, so no line of a file is taken for a header. */
function parse(diff) {
  const added = [];
  let path = '';
  let line = 0;
  let removed = 0;
  let left = 0;
  for (const text of diff.split('\n')) {
    if (removed > 0 && text.startsWith('-')) removed -= 1;
    else if (left > 0 && text.startsWith('+')) {
      added.push({ path, line, text: text.slice(1).replace(/\r$/, '') });
      line += 1;
      left -= 1;
    } else if (text.startsWith('+++ ')) path = pathOf(text.slice(4));
    else {
      const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
      if (!hunk) continue;
      removed = Number(hunk[1] ?? 1);
      line = Number(hunk[2]);
      left = Number(hunk[3] ?? 1);
    }
  }
  return added;
}

/** `b/src/a.js`, or in quotes with C escapes where the name holds quotes or control characters. */
function pathOf(text) {
  const name = text.replace(/\t$/, '');
  const plain = name.startsWith('"')
    ? name.slice(1, -1).replace(/\\(\d{3}|.)/g, (_, escaped) => plainCharacter(escaped))
    : name;
  return plain.replace(/^b\//, '');
}

const letters = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };
const plainCharacter = (escaped) =>
  /^\d/.test(escaped) ? String.fromCharCode(Number.parseInt(escaped, 8)) : (letters[escaped] ?? escaped);
