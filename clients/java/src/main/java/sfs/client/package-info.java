/**
 * The client of sfs, a control plane for AI agents in CI. {@link sfs.client.SfsClient} is where to
 * begin; the messages are in {@code sfs.v1}.
 */
package sfs.client;
