package sfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost,                 localhost:7350,       false",
    "127.0.0.1:80,              127.0.0.1:80,         false",
    "127.9.9.9,                 127.9.9.9:7350,       false",
    "127.0.0.1.example.com,     127.0.0.1.example.com:7350, true",
    "127.0.0.256,               127.0.0.256:7350,     true",
    "[::1],                     [::1]:7350,           false",
    "::1,                       [::1]:7350,           false",
    "2001:DB8::1,               [2001:db8::1]:7350,   true",
    "[2001:db8::1]:443,         [2001:db8::1]:443,    true",
    "Sfs.Example.com,           sfs.example.com:7350, true",
    "https://sfs.example.com,   sfs.example.com:443,  true",
    "HTTPS://sfs.example.com//, sfs.example.com:443,  true",
    "https://localhost:1,       localhost:1,          true",
    "http://localhost,          localhost:7350,       false",
    "http://sfs.example.com,    sfs.example.com:80,   false",
  })
  void isRead(String text, String name, boolean tls) {
    ServerAddress address = ServerAddress.parse(text, "test", /* insecure= */ true);
    assertEquals(name, address.name());
    assertEquals(tls, address.tls());
    assertEquals(address, ServerAddress.parse(" " + text + "\n", "test", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "host:",
        "host:0",
        "host:65536",
        "host:123456",
        "a b",
        "[host]:1",
        "[::1",
        "1::2::3",
        "::1%lo/x",
        "ftp://host",
        "https://",
        "https://user:secret@host",
        "user:secret@host",
        "https://host/secret",
        "https://host?secret",
        "https://host#secret",
        "host/secret"
      })
  void isRefusedAndNotRepeated(String text) {
    SfsConfigException refused =
        assertThrows(
            SfsConfigException.class,
            () -> ServerAddress.parse(text, "test", /* insecure= */ true));
    assertFalse(refused.toString().contains("secret"), refused::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://sfs.example.com", "http://10.0.0.1:7350"})
  void plaintextToAnotherMachineIsRefused(String text) {
    assertThrows(
        SfsConfigException.class, () -> ServerAddress.parse(text, "test", /* insecure= */ false));
  }
}
