package sfs.client;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** A server on loopback whose services a test writes. */
final class TestServer implements AutoCloseable {
  private final BindableService[] services;
  private final int port;
  private Server server;

  TestServer(BindableService... services) {
    this.services = services;
    server = start(0);
    port = server.getPort();
  }

  /** A failure that asks for another try in five minutes. */
  static StatusException busy() {
    RetryInfo.Builder later = RetryInfo.newBuilder();
    later.getRetryDelayBuilder().setSeconds(300);
    return StatusProto.toStatusException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.UNAVAILABLE.value())
            .addDetails(Any.pack(later.build()))
            .build());
  }

  SfsClient connect() {
    return connect(Duration.ofSeconds(10));
  }

  SfsClient connect(Duration deadline) {
    return SfsClient.connect(
        SfsOptions.builder()
            .server("127.0.0.1:" + port)
            .key("sfsk_secret")
            .deadline(deadline)
            .environment(Map.of("HOME", "/nonexistent"))
            .build());
  }

  void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }

  /** Listens on the port that it had. */
  void startAgain() {
    server = start(port);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private Server start(int port) {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create());
    for (BindableService service : services) {
      builder.addService(service);
    }
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
