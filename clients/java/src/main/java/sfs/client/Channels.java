package sfs.client;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelProvider.ProviderNotFoundException;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Makes channels. */
final class Channels {
  private static final int KIBIBYTE = 1024;
  private static final int MEBIBYTE = 1024 * KIBIBYTE;

  private Channels() {}

  /** A channel to the server of the settings. It connects at the first call. */
  static ManagedChannel open(Settings settings) {
    ServerAddress server = settings.server();
    ManagedChannelBuilder<?> builder;
    try {
      builder =
          Grpc.newChannelBuilderForAddress(server.host(), server.port(), credentials(settings));
    } catch (ProviderNotFoundException e) {
      throw new SfsConfigException("the TLS files are not a PEM certificate and its key");
    }
    if (server.loopback()) {
      builder.proxyDetector(address -> null);
    }
    return builder
        .userAgent("sfs-java/" + SfsClient.VERSION)
        // Without a service config gRPC repeats only what no server has seen; the rest is ours.
        .disableServiceConfigLookUp()
        .maxInboundMessageSize(64 * MEBIBYTE)
        .maxInboundMetadataSize(64 * KIBIBYTE)
        // A watch would not notice otherwise that the network lost its connection.
        .keepAliveTime(60, TimeUnit.SECONDS)
        .keepAliveTimeout(20, TimeUnit.SECONDS)
        .build();
  }

  private static ChannelCredentials credentials(Settings settings) {
    if (!settings.server().tls()) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
    try {
      if (settings.tlsCa() != null) {
        tls.trustManager(read(settings.tlsCa()));
      }
      if (settings.tlsCert() != null) {
        tls.keyManager(read(settings.tlsCert()), read(settings.tlsKey()));
      }
    } catch (IOException e) {
      throw new AssertionError(e); // Bytes in memory can be read.
    }
    return tls.build();
  }

  private static InputStream read(Path file) {
    try {
      return new ByteArrayInputStream(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SfsConfigException(file + " cannot be read");
    }
  }
}
