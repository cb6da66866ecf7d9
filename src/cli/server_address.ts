import { isIP } from 'node:net';
import { usage } from './cli_error.ts';

/** Where a server is and how to talk to it. */
export interface ServerAddress {
  host: string;
  port: number;
  tls: boolean;
  loopback: boolean;
  /** `host:port`, IPv6 in brackets: for messages, and the name under which a profile's key is held. */
  name: string;
}

/** The server where none is named. */
export const defaultServer = '127.0.0.1:7350';

/**
 * Reads `host`, `host:port`, `[::1]:port` or a URL. Loopback is plaintext, everything else TLS; `https://` is always TLS;
 * `http://` to another machine needs `insecure`, because the key would travel readable.
 *
 * @throws CliError (usage), which never repeats the text: a URL can hold a password
 */
export function parseServer(text: string, origin: string, insecure: boolean): ServerAddress {
  const [, scheme, rest] = /^(?:([a-zA-Z][a-zA-Z\d+.-]*):\/\/)?(.*)$/s.exec(text.trim())!;
  const kind = scheme?.toLowerCase();
  if (kind !== undefined && kind !== 'http' && kind !== 'https') {
    throw usage(`the server (${origin}) must be host:port or an http:// or https:// URL`);
  }
  const place = kind === undefined ? rest! : withoutEmptyPath(rest!, origin);
  const { host, port } = split(place, origin);
  const loopback = isLoopback(host);
  const tls = kind === 'https' || (kind === undefined && !loopback);
  if (kind === 'http' && !loopback && !insecure) {
    throw usage(
      `the server (${origin}) is on another machine and http:// would send the key readable`,
      'use https://, or --insecure if the network is trusted',
    );
  }
  const number = port ?? (kind === 'https' ? 443 : kind === 'http' && !loopback ? 80 : 7350);
  return { host, port: number, tls, loopback, name: `${isIP(host) === 6 ? `[${host}]` : host}:${number}` };
}

/** The same address as text that `parseServer` reads back: for a profile. */
export function addressText({ name, tls, loopback }: ServerAddress): string {
  if (tls) return loopback ? `https://${name}` : name;
  return loopback ? name : `http://${name}`;
}

function withoutEmptyPath(rest: string, origin: string): string {
  const place = rest.replace(/\/+$/, '');
  if (place.includes('@')) throw usage(`the server (${origin}) must not hold a user or password`);
  if (/[/?#]/.test(place)) throw usage(`the server (${origin}) must be a host and port, without a path`);
  return place;
}

function split(place: string, origin: string): { host: string; port: number | undefined } {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(place);
  if (bracketed && isIP(bracketed[1]!) === 6)
    return { host: bracketed[1]!.toLowerCase(), port: portOf(bracketed[2], origin) };
  if (isIP(place) === 6) return { host: place.toLowerCase(), port: undefined };
  const plain = /^([A-Za-z\d](?:[A-Za-z\d._-]{0,252}))(?::(\d{1,5}))?$/.exec(place);
  if (!plain) throw usage(`the server (${origin}) must be host:port or a URL, for example ${defaultServer}`);
  return { host: plain[1]!.toLowerCase(), port: portOf(plain[2], origin) };
}

function portOf(digits: string | undefined, origin: string): number | undefined {
  if (digits === undefined) return undefined;
  const port = Number(digits);
  if (port < 1 || port > 65_535) throw usage(`the server (${origin}) has a port outside 1 to 65535`);
  return port;
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === 'localhost' || host === '::1';
}
