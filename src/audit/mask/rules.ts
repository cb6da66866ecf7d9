/** The source of an expression that matches a lower-case word however it is cased. */
export const anyCase = (word: string): string =>
  word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** Capitals, small letters and digits within the next 40 characters: what no word has, and random characters do. */
const mixed = String.raw`(?=[\w.-]{0,40}[0-9])(?=[\w.-]{0,40}[a-z])(?=[\w.-]{0,40}[A-Z])`;

/**
 * For heads that ordinary words end with, as "task-" does with "sk-". The head begins a word (also after an escape such as `\n`), or what
 * follows is like nothing but random characters.
 */
export const aloneOrMixed = (head: string, follows = mixed): string =>
  String.raw`(?:(?<=(?:^|[^a-z]|\\[bfnrt])${head})|(?=[^]${follows}))`;

/** Not a digest in hex: names such as `npm_` and a SHA are what caches are called. */
export const notADigest = '(?!(?:[0-9a-f]{40}|[0-9a-f]{64})(?![A-Za-z0-9]))';

/** Between a name and its value: in headers, settings, JSON (also JSON in JSON), and maps in protobuf's encoding. */
export const separator = String.raw`(?:[ \t"'\\\[]{0,6}[:=,]>?[ \t"'\\\[]{0,6}|\x12[^]{1,2})`;

/** What a header's scheme is followed by, unless that is a word of a sentence or the name of a variable. Our keys have their own form. */
export const authorizationSecret = String.raw`(?!sfs[kp]_|(?:[A-Z]?[a-z]{0,19}|[A-Z_]{0,19})[.-]?(?![\w.~+/=-]))[\w.~+/=-]{4,16384}`;

// What ends a password for the reader of a URL, what JSON and markup put behind a URL, and what marks a placeholder.
const notInUserinfo = String.raw`\x00-\x20\x7f"'<>\x60\\/?#\[\]{}`;

/** From the slashes of a URL to its password. */
export const urlUser = `[^${notInUserinfo}:@]{0,512}:`;

/** RFC 3986, 3.2.1. Stars are masked already, `%s` is a placeholder, and `image:tag@sha256:…` names an image. */
export const urlPassword = String.raw`(?!\*+@|%s@)[^${notInUserinfo}]{1,4096}(?=@(?!sha(?:256|512):))`;
