// Generated from sfs/v1/server.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

import java.util.concurrent.CompletableFuture;
import sfs.v1.GetServerInfoRequest;
import sfs.v1.GetServerInfoResponse;
import sfs.v1.ServerServiceGrpc;

/**
 * Tells about the server itself. Whether it is up is said by grpc.health.v1.Health, without a key.
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class ServerClient {
  private final Calls calls;

  ServerClient(Calls calls) {
    this.calls = calls;
  }

  /** Tells version, database and clock: what {@code sfs doctor} reads. */
  public GetServerInfoResponse getServerInfo(GetServerInfoRequest request) {
    return calls.unary(ServerServiceGrpc.getGetServerInfoMethod(), request);
  }

  /** {@link #getServerInfo} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetServerInfoResponse> getServerInfoAsync(GetServerInfoRequest request) {
    return calls.unaryAsync(ServerServiceGrpc.getGetServerInfoMethod(), request);
  }
}
