import { isIP } from 'node:net';
import { ConfigError } from './errors.ts';

/** Where a server is and how to talk to it. */
export interface Address {
  host: string;
  tls: boolean;
  loopback: boolean;
  /** `host:port`, IPv6 in brackets. */
  name: string;
}

/** The server where none is named. */
export const defaultServer = '127.0.0.1:7350';

/**
 * Reads `host`, `host:port`, `[::1]:port` or a URL.
 *
 * @param origin where the text came from, for the message
 * @throws ConfigError which never repeats the text: a URL can hold a password
 */
export function parseAddress(text: string, origin: string, insecure: boolean): Address {
  const [, scheme, rest = ''] = /^(?:([a-zA-Z][a-zA-Z\d+.-]*):\/\/)?(.*)$/s.exec(text.trim()) ?? [];
  const kind = scheme?.toLowerCase();
  if (kind !== undefined && kind !== 'http' && kind !== 'https')
    throw new ConfigError(`the server (${origin}) must be host:port or an http:// or https:// URL`);
  const { host, port } = split(kind === undefined ? rest : withoutEmptyPath(rest, origin), origin);
  const loopback = isIP(host) === 4 ? host.startsWith('127.') : host === 'localhost' || host === '::1';
  if (kind === 'http' && !loopback && !insecure) {
    throw new ConfigError(
      `the server (${origin}) is on another machine and http:// would send the key readable; use https://, or insecure if the network is trusted`,
    );
  }
  const number = port ?? (kind === 'https' ? 443 : kind === 'http' && !loopback ? 80 : 7350);
  const name = `${isIP(host) === 6 ? `[${host}]` : host}:${number}`;
  return { host, loopback, name, tls: kind === 'https' || (kind === undefined && !loopback) };
}

function withoutEmptyPath(rest: string, origin: string): string {
  const place = rest.replace(/\/+$/, '');
  if (place.includes('@')) throw new ConfigError(`the server (${origin}) must not hold a user or password`);
  if (/[/?#]/.test(place)) throw new ConfigError(`the server (${origin}) must be a host and port, without a path`);
  return place;
}

function split(place: string, origin: string): { host: string; port: number | undefined } {
  if (isIP(place) === 6) return { host: place.toLowerCase(), port: undefined };
  const [, six, sixPort] = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(place) ?? [];
  if (six && isIP(six) === 6) return { host: six.toLowerCase(), port: portOf(sixPort, origin) };
  const [, host, port] = /^([A-Za-z\d][A-Za-z\d._-]{0,252})(?::(\d{1,5}))?$/.exec(place) ?? [];
  if (!host) throw new ConfigError(`the server (${origin}) must be host:port or a URL, for example ${defaultServer}`);
  return { host: host.toLowerCase(), port: portOf(port, origin) };
}

function portOf(digits: string | undefined, origin: string): number | undefined {
  if (digits === undefined) return undefined;
  const port = Number(digits);
  if (port < 1 || port > 65_535) throw new ConfigError(`the server (${origin}) has a port outside 1 to 65535`);
  return port;
}
