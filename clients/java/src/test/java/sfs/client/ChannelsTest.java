package sfs.client;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
  /** Signed by itself; nobody has its key. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdTCCARugAwIBAgIUXLEQ/hDTW+PWpSZJGex9kjafug0wCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjYxOTAxNDRaGA8yMTI2MTEwMjE5MDE0
      NFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJjx
      OsfpyV8jolYBbketJARMqQkc5pSEt22XJauzGahUpBk3EjrIAPrOYfYV6AiI6ENb
      cItpo4f5/Zo2dbQBvmGjUzBRMB0GA1UdDgQWBBTOEE02UZu7kCek9wgfn0ZcBGfX
      oDAfBgNVHSMEGDAWgBTOEE02UZu7kCek9wgfn0ZcBGfXoDAPBgNVHRMBAf8EBTAD
      AQH/MAoGCCqGSM49BAMCA0gAMEUCIQDqz9VGzixmMSDiC7F/cYjJ7+EP2QrKmfR5
      HE/GKSoQbwIgNnRz4dpa6o9tKubiNCHrgoMfEXeuVMY5HGG7iaik6k4=
      -----END CERTIFICATE-----
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sfs_server:7350", "http://sfs_server", "a..b", "sfs-", "127.0.0.256"})
  void hostNameThatGrpcCannotUseIsRefused(String server) {
    assertTrue(refusal(options().server(server).insecure(true)).contains("host name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sfs.example.com", "compose-server:1", "10.0.0.1", "::1", "2001:db8::1"})
  void otherHostNamesAreUsed(String server) {
    SfsClient.connect(options().server(server).build()).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "no PEM", "-----BEGIN CERTIFICATE-----\nAA==\n"})
  void authorityThatIsNoCertificateIsRefused(String content) throws IOException {
    Path ca = Files.writeString(folder.resolve("ca.pem"), content);
    String refusal = refusal(options().server("https://localhost").tlsCa(ca));
    assertTrue(refusal.contains("tls_ca") && refusal.contains(ca.toString()), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no PEM", "-----BEGIN PRIVATE KEY-----\nAA==\n"})
  void keyThatIsNoneIsRefused(String content) throws IOException {
    Path cert = Files.writeString(folder.resolve("cert.pem"), CERTIFICATE);
    Path key = Files.writeString(folder.resolve("key.pem"), content);
    String refusal =
        refusal(options().server("https://localhost").tlsCa(cert).tlsCert(cert).tlsKey(key));
    assertTrue(refusal.contains("tls_key") && refusal.contains(key.toString()), refusal);
  }

  @Test
  void certificateThatIsNoneIsRefused() throws IOException {
    Path cert = Files.writeString(folder.resolve("cert.pem"), "no PEM");
    String refusal = refusal(options().server("https://localhost").tlsCert(cert).tlsKey(cert));
    assertTrue(refusal.contains("tls_cert") && refusal.contains(cert.toString()), refusal);
  }

  @Test
  void authorityIsUsed() throws IOException {
    Path ca = Files.writeString(folder.resolve("ca.pem"), CERTIFICATE);
    SfsClient.connect(options().server("https://localhost").tlsCa(ca).build()).close();
  }

  private static SfsOptions.Builder options() {
    return SfsOptions.builder().environment(Map.of("HOME", "/nonexistent"));
  }

  private static String refusal(SfsOptions.Builder options) {
    return assertThrows(SfsConfigException.class, () -> SfsClient.connect(options.build()))
        .getMessage();
  }
}
