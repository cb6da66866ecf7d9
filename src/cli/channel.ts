import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type ChannelCredentials, Client, credentials } from '@grpc/grpc-js';
import { usage } from './cli_error.ts';
import type { ServerAddress } from './server_address.ts';
import type { Setting, Settings } from './settings.ts';
import { version } from './version.ts';

const mebibyte = 1024 * 1024;

/** A channel to the server of the settings. It connects at the first call. */
export function channel(settings: Settings, cwd: string): Client {
  const server = settings.server.value;
  return new Client(target(server), channelCredentials(settings, cwd), {
    'grpc.primary_user_agent': `sfs-cli/${version()}`,
    // grpc-js sends even 127.0.0.1 through http_proxy.
    'grpc.enable_http_proxy': server.loopback ? 0 : 1,
    // Retries are made in retry.ts, which knows RetryInfo and the deadline.
    'grpc.enable_retries': 0,
    'grpc.service_config_disable_resolution': 1,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.min_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2000,
    'grpc.max_send_message_length': 8 * mebibyte,
    'grpc.max_receive_message_length': 64 * mebibyte,
    // With the usual 64 KiB a server that is 20 ms away sends 3 MB/s at most, and a log is larger than that.
    'grpc-node.flow_control_window': 2 * mebibyte,
  });
}

/** grpc-js takes no URL, and needs the scheme to see an address in IPv6. */
function target({ host, name }: ServerAddress): string {
  const kind = isIP(host);
  return kind === 0 ? `dns:${name}` : `ipv${kind}:${name}`;
}

function channelCredentials({ server, tlsCa, tlsCert, tlsKey }: Settings, cwd: string): ChannelCredentials {
  if (!server.value.tls) {
    const given = [tlsCa, tlsCert, tlsKey].find((file) => file?.origin.startsWith('flag'));
    if (given)
      throw usage(`${given.origin}: the server ${server.value.name} is plaintext`, 'write https:// before its address');
    return credentials.createInsecure();
  }
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw usage('a TLS certificate needs its key: --tls-cert and --tls-key');
  try {
    return credentials.createSsl(read(tlsCa, cwd), read(tlsKey, cwd), read(tlsCert, cwd));
  } catch (error) {
    if (error instanceof Error && error.name === 'CliError') throw error;
    throw usage('the TLS files are not a PEM certificate and its key');
  }
}

function read(file: Setting<string> | undefined, cwd: string): Buffer | null {
  if (!file) return null;
  try {
    return readFileSync(resolve(cwd, file.value));
  } catch (error) {
    throw usage(`${file.value} (${file.origin}) cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}
