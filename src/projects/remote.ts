import { domainToASCII } from 'node:url';

/** A longer remote is none. Also bounds the work on hostile input. */
const remoteMax = 2_000;
const schemes: readonly string[] = [
  'http',
  'https',
  'ssh',
  'git',
  'git+http',
  'git+https',
  'git+ssh',
  'ssh+git',
  'ftp',
  'ftps',
];

/**
 * Reduces a git remote to lower-case `host/path`, without scheme, user, password, port, `.git`, query and fragment. Doing it twice
 * changes nothing, because client and server both do it.
 *
 * Undefined for local paths, and for whatever could be read in two ways of which one would take a part of a password for a part of
 * the address: a remote in a pipeline often holds a token, and no piece of it may be sent or logged.
 */
export function normalizeRemote(remote: string): string | undefined {
  const text = remote.trim();
  if (text.length > remoteMax || /[\s\p{Cc}\p{Cf}\p{Cs}\\]/u.test(text)) return undefined;
  if (/^[a-z]:/i.test(text)) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  if (!scheme) return fromShort(text);
  return schemes.includes(scheme[1]!.toLowerCase()) ? fromUrl(text.slice(scheme[0].length)) : undefined;
}

/** What a request's `project` is. The value of a remote is its reduced form, and empty where it has none: no project lists that. */
export function classifyProjectRef(ref: string): { kind: 'id' | 'remote' | 'slug' | 'empty'; value: string } {
  const text = ref.trim();
  if (text === '') return { kind: 'empty', value: '' };
  if (/[/:\\]/.test(text)) return { kind: 'remote', value: normalizeRemote(text) ?? '' };
  return text.startsWith('proj_') ? { kind: 'id', value: text } : { kind: 'slug', value: text };
}

/** `user:password@host:port/path?query`, after the scheme. */
function fromUrl(rest: string): string | undefined {
  const [, authority = '', tail = ''] = /^([^/?#]*)(.*)$/.exec(rest) ?? [];
  // An @ further on may end a password that holds a slash, a question mark or a hash.
  if (tail.includes('@')) return undefined;
  const address = authority.slice(authority.lastIndexOf('@') + 1);
  const parts = /^(\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/.exec(address);
  return parts ? join(parts[1]!, tail) : undefined;
}

/** `git@host:path`, `host:path`, or `host/path`, which is what a reduced remote looks like. */
function fromShort(text: string): string | undefined {
  const [user, rest = user, ...more] = text.split('@');
  if (more.length > 0 || (rest !== user && /[/?#]/.test(user!))) return undefined;
  const parts = /^(\[[^\]]*\]|[^:/?#[\]]+)([:/])(.*)$/.exec(rest!);
  if (!parts) return undefined;
  const [, host, separator, path] = parts as unknown as [string, string, string, string];
  const oddPath =
    separator === ':' && (path.startsWith(':') || schemes.includes(host.toLowerCase()) || host === 'file');
  return oddPath ? undefined : join(host, path);
}

function join(host: string, tail: string): string | undefined {
  const name = hostName(host);
  const path = pathOf(tail);
  return name && path ? `${name}/${path}` : undefined;
}

function hostName(host: string): string | undefined {
  if (host.startsWith('[')) return /^\[[0-9a-f:.]+\]$/i.test(host) ? host.toLowerCase() : undefined;
  if (host.includes('%')) return undefined;
  const name = domainToASCII(host).replace(/\.$/, '');
  const good = name.length > 0 && name.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label));
  return good ? name : undefined;
}

function pathOf(tail: string): string | undefined {
  const segments = tail
    .replace(/[?#].*$/, '')
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .split('/');
  const named = segments.filter((segment) => segment !== '');
  const last = named.pop()?.replace(/(\.git)+$/, '');
  if (!last) return undefined;
  const path = [...named, last];
  return path.includes('.') || path.includes('..') ? undefined : path.join('/');
}
