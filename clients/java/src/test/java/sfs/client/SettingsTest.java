package sfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void defaultsAreTheMachineItselfAndNoKey() {
    Settings settings = settings(options());
    assertEquals("127.0.0.1:7350", settings.server().name());
    assertTrue(refusal(settings).contains("sfs auth login"));
  }

  @Test
  void keyOfTheEnvironmentGoesToTheDefaultServerOfProfile() throws IOException {
    profile("work", "{\"server\": \"127.0.0.1:7350\"}");
    environment.put("SFS_API_KEY", " sfsk_1 ");
    assertEquals("Bearer sfsk_1", settings(options()).key().authorization());
  }

  @Test
  void keyOfTheProfileGoesToItsServerByAnyName() throws IOException {
    profile("work", "{\"server\": \"sfs.example.com\", \"key\": \"sfsk_1\"}");
    assertEquals(
        "Bearer sfsk_1",
        settings(options().server("https://SFS.example.com:7350")).key().authorization());
    assertTrue(
        refusal(settings(options().server("http://sfs.example.com:7350").insecure(true)))
            .contains("belongs to"));
  }

  @Test
  void optionKeyGoesToTheServerOfTheProfile() throws IOException {
    profile("work", "{\"server\": \"sfs.example.com\", \"key\": \"sfsk_1\"}");
    environment.put("SFS_API_KEY", "");
    assertEquals("Bearer sfsk_2", settings(options().key("sfsk_2")).key().authorization());
  }

  @Test
  void insecureOfProfileIsForItsServerAlone() throws IOException {
    profile("work", "{\"server\": \"http://sfs.example.com\", \"insecure\": true}");
    assertEquals("sfs.example.com:80", settings(options()).server().name());
    assertThrows(SfsConfigException.class, () -> settings(options().server("http://other")));
  }

  @Test
  void profileOfTheEnvironmentWinsOverTheOneInUse() throws IOException {
    profile("a", "{\"server\": \"a.example.com\"}");
    profile("b", "{\"server\": \"b.example.com\"}");
    assertEquals("127.0.0.1:7350", settings(options()).server().name());
    Files.writeString(home.resolve(".config/sfs/active_profile"), "a\n");
    environment.put("SFS_PROFILE", "");
    assertEquals("a.example.com:7350", settings(options()).server().name());
    environment.put("SFS_PROFILE", "b");
    assertEquals("b.example.com:7350", settings(options()).server().name());
  }

  @Test
  void relativeConfigurationFolderIsNone() throws IOException {
    profile("work", "{\"server\": \"a.example.com\"}");
    environment.put("XDG_CONFIG_HOME", "relative");
    assertEquals("a.example.com:7350", settings(options()).server().name());
    environment.put("XDG_CONFIG_HOME", home.resolve("empty").toString());
    assertEquals("127.0.0.1:7350", settings(options()).server().name());
  }

  @Test
  void homeThatIsNoFolderHasNoProfile() {
    environment.put("XDG_CONFIG_HOME", "/dev/null");
    assertEquals("127.0.0.1:7350", settings(options()).server().name());
    var refused = assertThrows(SfsConfigException.class, () -> settings(options().profile("a")));
    assertTrue(refused.getMessage().startsWith("there is no profile a "), refused::getMessage);
  }

  @Test
  void fileThatCannotBeReadIsNotMissing() throws IOException {
    profile("a", "{\"server\": \"a.example.com\"}");
    Path file = Files.createDirectory(home.resolve(".config/sfs/active_profile"));
    var refused = assertThrows(SfsConfigException.class, () -> settings(options()));
    assertEquals(file + " cannot be read", refused.getMessage());
  }

  @Test
  void profileNameIsNoPath() {
    assertThrows(SfsConfigException.class, () -> settings(options().profile("../work")));
  }

  @Test
  void profileThatIsNoJsonIsNotRepeated() throws IOException {
    profile("work", "{\"server\": \"x\", \"key\": \"sfsk_secret\" oops");
    var refused = assertThrows(SfsConfigException.class, () -> settings(options()));
    assertFalse(refused.toString().contains("sfsk_secret"));
    assertNull(refused.getCause());
  }

  @Test
  void tlsFilesOfTheEnvironmentAreNotForPlaintext() {
    environment.put("SFS_TLS_CA", "ca.pem");
    assertNull(settings(options()).tlsCa());
    assertEquals(Path.of("ca.pem"), settings(options().server("a.example.com")).tlsCa());
  }

  @Test
  void emptyKeyIsNoKey() {
    assertTrue(refusal(settings(options().key(" "))).contains("option key"));
    assertTrue(refusal(settings(options().key("sfsk_ä"))).contains("option key"));
  }

  @Test
  void deadlineIsPositive() {
    assertThrows(SfsConfigException.class, () -> options().deadline(Duration.ZERO));
  }

  @Test
  void optionsPrintNoSecret() {
    SfsOptions options =
        options().key("sfsk_secret").server("https://u:secret@host").profile("work").build();
    assertFalse(options.toString().contains("secret"));
    assertTrue(options.toString().contains("work"));
  }

  private SfsOptions.Builder options() {
    environment.put("HOME", home.toString());
    return SfsOptions.builder().environment(environment);
  }

  private static Settings settings(SfsOptions.Builder options) {
    return Settings.of(options.build());
  }

  private static String refusal(Settings settings) {
    return assertThrows(SfsConfigException.class, () -> settings.key().authorization())
        .getMessage();
  }

  private void profile(String name, String content) throws IOException {
    Path file = home.resolve(".config/sfs/profiles").resolve(name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
