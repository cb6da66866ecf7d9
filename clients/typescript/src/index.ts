/**
 * Client of sfs, a control plane for AI agents in CI.
 *
 * @example
 * const sfs = connect();
 * const { organization } = await sfs.serviceKeys.whoAmI({});
 *
 * @packageDocumentation
 */
export { type CallOptions, connect, SfsClient } from './client.ts';
export { ConfigError, SfsError, type Violation } from './errors.ts';
export type { ConnectOptions } from './options.ts';
export * as v1 from './gen/v1.ts';
