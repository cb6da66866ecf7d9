const label = '[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----';
/** A line break, also one that is spelled as backslash and letter, with what indents the next line. */
const lineBreak = String.raw`(?:[\r\n]|\\{1,4}[rn]){1,8}[ \t>|]{0,40}`;
/** RFC 1421, 4.6, and RFC 9580, 6.2: `Proc-Type: 4,ENCRYPTED`, `Version: …`. */
const header = String.raw`[A-Z][A-Za-z-]{2,20}: [^\r\n\\"]{1,200}`;
/** A line of base64. A short one must fill its line, or the first word of what follows a cut key would count as one. */
const line = String.raw`(?:[A-Za-z0-9+/]{20,4096}={0,2}|[A-Za-z0-9+/]{1,20}={0,2}(?![A-Za-z0-9+/=]|[ \t]+[^ \t\r\n\\]))`;
/** Where the lines were joined, words of prose and pieces of base64 differ by length. */
const piece = '[A-Za-z0-9+/]{16,4096}={0,2}';

/** The most characters up to the END line; a key of 16,384 bits has 13,000. */
const mostBlock = 32_768;
/** As many lines as that, of 64 characters and more. */
const mostLines = 512;

// The search for END stops at the next five dashes, so that many BEGIN lines do not each read all the rest. In a diff there may be six.
const whole = `(?:[^-]|-(?!----)){0,${mostBlock}}-{5,6}END ${label}`;
const lines = (least: number) => String.raw`(?:${lineBreak}${line}|[ \t]{1,8}${piece}){${least},${mostLines}}`;
const cut = `(?:${lineBreak}${header}){0,4}(?:${piece}${lines(0)}|${lines(1)})`;

/**
 * A private key as RFC 7468 and OpenPGP write it, after the first of its dashes: up to its END line, or where that is missing, as far as
 * its lines are those of a key.
 */
export const privateKeyBlock = `----BEGIN ${label}(?:${whole}|${cut})`;
