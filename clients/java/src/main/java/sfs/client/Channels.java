package sfs.client;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelRegistry;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes channels. */
final class Channels {
  private static final int KIBIBYTE = 1024;
  private static final int MEBIBYTE = 1024 * KIBIBYTE;

  private Channels() {}

  /** A channel to the server of the settings. It connects at the first call. */
  static ManagedChannel open(Settings settings) {
    ServerAddress server = settings.server();
    checkHost(server);
    ManagedChannelBuilder<?> builder;
    try {
      builder =
          Grpc.newChannelBuilderForAddress(server.host(), server.port(), credentials(settings));
    } catch (IllegalArgumentException | ManagedChannelRegistry.ProviderNotFoundException e) {
      throw unusable(settings);
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

  /** gRPC takes no other names of hosts than java.net.URI does: no {@code _}, for example. */
  private static void checkHost(ServerAddress server) {
    try {
      new URI(null, null, server.host(), server.port(), null, null, null);
    } catch (URISyntaxException e) {
      throw new SfsConfigException(
          ("gRPC for Java cannot use the host name " + server.host() + ": give the server one of")
              + " letters, digits, - and . alone (no _), or use its address");
    }
  }

  private static ChannelCredentials credentials(Settings settings) {
    if (!settings.server().tls()) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
    try {
      if (settings.tlsCa() != null) {
        // gRPC would take a file without a certificate, and trust nobody.
        var x509 = CertificateFactory.getInstance("X.509");
        if (x509.generateCertificates(read(settings.tlsCa())).isEmpty()) {
          throw unusable(settings);
        }
        tls.trustManager(read(settings.tlsCa()));
      }
      if (settings.tlsCert() != null) {
        tls.keyManager(read(settings.tlsCert()), read(settings.tlsKey()));
      }
    } catch (CertificateException e) {
      throw unusable(settings);
    } catch (IOException e) {
      throw new AssertionError(e); // Bytes in memory can be read.
    }
    return tls.build();
  }

  /** What gRPC says about the files does not name them. */
  private static SfsConfigException unusable(Settings settings) {
    List<Path> files =
        Stream.of(settings.tlsCa(), settings.tlsCert(), settings.tlsKey())
            .filter(Objects::nonNull)
            .toList();
    return new SfsConfigException(
        ("TLS cannot be set up with " + files + ": tls_ca and tls_cert must be certificates, ")
            + "tls_key the PKCS #8 key of tls_cert without a password, all of them in PEM");
  }

  private static InputStream read(Path file) {
    try {
      return new ByteArrayInputStream(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SfsConfigException(file + " cannot be read");
    }
  }
}
