import { isIP } from 'node:net';
import { createRequire } from 'node:module';
import { type ChannelCredentials, Client, credentials } from '@grpc/grpc-js';
import { ConfigError } from './errors.ts';
import type { Settings } from './options.ts';

const mebibyte = 1024 * 1024;
const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/** A channel to the server. It connects at the first call. */
export function openChannel(settings: Settings): Client {
  const { host, name, loopback } = settings.address;
  // grpc-js takes no URL, and needs the scheme to see an address in IPv6.
  const target = isIP(host) === 0 ? `dns:${name}` : `ipv${isIP(host)}:${name}`;
  return new Client(target, channelCredentials(settings), {
    'grpc.primary_user_agent': `sfs-typescript/${version}`,
    // grpc-js sends even 127.0.0.1 through http_proxy.
    'grpc.enable_http_proxy': loopback ? 0 : 1,
    // Retries are made in retry.ts, which knows RetryInfo and the deadline.
    'grpc.enable_retries': 0,
    'grpc.service_config_disable_resolution': 1,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.min_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2000,
    // A network that dies without a word is noticed, by a watch too.
    'grpc.keepalive_time_ms': 60_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.max_send_message_length': 8 * mebibyte,
    'grpc.max_receive_message_length': 64 * mebibyte,
    // With the usual 64 KiB a server that is 20 ms away sends 3 MB/s at most, and a log is larger than that.
    'grpc-node.flow_control_window': 2 * mebibyte,
  });
}

function channelCredentials({ address, tls }: Settings): ChannelCredentials {
  if (!address.tls) return credentials.createInsecure();
  // OpenSSL takes anything for a list of authorities, and then trusts nobody.
  if (tls.ca && !tls.ca.includes('-----BEGIN CERTIFICATE-----'))
    throw new ConfigError('the file of tls_ca holds no PEM certificate');
  try {
    return credentials.createSsl(tls.ca, tls.key, tls.cert);
  } catch {
    throw new ConfigError('the TLS files are not a PEM certificate and its key');
  }
}
