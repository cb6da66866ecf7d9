package sfs.client;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What options, environment, profile and defaults come to, in this order: the first wins.
 *
 * @param tlsCa null for the system's authorities
 * @param tlsCert null for none, as is {@code tlsKey}
 */
record Settings(ServerAddress server, ApiKey key, Path tlsCa, Path tlsCert, Path tlsKey) {
  /** A value and where it came from, for example {@code profile work}. */
  private record Setting(String value, String origin) {}

  static Settings of(SfsOptions options) {
    Map<String, String> environment = options.environment;
    Profile profile = Profile.find(options.profile, environment);
    ServerAddress stored =
        profile == null
            ? null
            : ServerAddress.parse(profile.server(), profile.origin(), /* insecure= */ true);

    Setting named = given(options.server, "server", environment, "SFS_SERVER", "SESSIONFS_API_URL");
    if (named != null && named.value().isEmpty()) {
      throw new SfsConfigException(emptyMessage(named.origin()));
    }
    ServerAddress server;
    if (named != null) {
      // What a profile allows, it allows for its own server.
      server = ServerAddress.parse(named.value(), named.origin(), options.insecure);
    } else if (profile != null) {
      boolean insecure = options.insecure || profile.insecure();
      server = ServerAddress.parse(profile.server(), profile.origin(), insecure);
    } else {
      server = ServerAddress.parse(ServerAddress.DEFAULT, "default", /* insecure= */ false);
    }

    ApiKey key = key(options, server, named == null, profile, stored);
    if (!server.tls()) {
      refuseTls(options, server);
      return new Settings(server, key, null, null, null);
    }
    Path tlsCa = file(options.tlsCa, environment, profile, "tls_ca");
    Path tlsCert = file(options.tlsCert, environment, profile, "tls_cert");
    Path tlsKey = file(options.tlsKey, environment, profile, "tls_key");
    if ((tlsCert == null) != (tlsKey == null)) {
      throw new SfsConfigException("a TLS certificate needs its key: tls_cert and tls_key");
    }
    return new Settings(server, key, tlsCa, tlsCert, tlsKey);
  }

  /** A key only ever goes to the server that it was meant for. */
  private static ApiKey key(
      SfsOptions options,
      ServerAddress server,
      boolean serverOfProfile,
      Profile profile,
      ServerAddress stored) {
    Setting given =
        given(options.key, "key", options.environment, "SFS_API_KEY", "SESSIONFS_API_KEY");
    if (given != null) {
      boolean foreign =
          options.key == null
              && profile != null
              && serverOfProfile
              && !server.name().equals(ServerAddress.DEFAULT);
      return foreign
          ? ApiKey.missing(
              ("the key of the " + given.origin() + " is not sent to the server of ")
                  + (profile.origin() + ": name the server by the option server or SFS_SERVER, or")
                  + " unset the variable to use the key of the profile")
          : ApiKey.of(given.value(), given.origin());
    }
    String key = profile == null ? null : profile.text("key");
    if (key == null || key.isEmpty()) {
      return ApiKey.missing("there is no key: set SFS_API_KEY, or sign in: sfs auth login");
    }
    if (stored.name().equals(server.name()) && stored.tls() == server.tls()) {
      return ApiKey.of(key, profile.origin());
    }
    return ApiKey.missing(
        ("the key of " + profile.origin() + " belongs to " + stored.name() + " and is not sent to ")
            + (server.name() + ": set SFS_API_KEY or the option key for this server"));
  }

  /** The option, else the first variable that is set; null where none is. It may be empty. */
  private static Setting given(
      String option, String name, Map<String, String> environment, String... variables) {
    if (option != null) {
      return new Setting(option.strip(), "option " + name);
    }
    for (String variable : variables) {
      if (environment.containsKey(variable)) {
        return new Setting(environment.get(variable).strip(), "environment " + variable);
      }
    }
    return null;
  }

  /** The option, else the variable, else the profile's; null where there is none. */
  private static Path file(
      Path option, Map<String, String> environment, Profile profile, String name) {
    if (option != null) {
      return option;
    }
    String text = environment.getOrDefault("SFS_" + name.toUpperCase(Locale.ROOT), "");
    if (text.isEmpty() && profile != null && profile.text(name) != null) {
      text = profile.text(name);
    }
    try {
      return text.isEmpty() ? null : Path.of(text);
    } catch (InvalidPathException e) {
      throw new SfsConfigException(name + " is not the name of a file");
    }
  }

  private static void refuseTls(SfsOptions options, ServerAddress server) {
    if (options.tlsCa != null || options.tlsCert != null || options.tlsKey != null) {
      throw new SfsConfigException(
          ("tls_ca, tls_cert, tls_key: the server " + server.name() + " is plaintext: write")
              + " https:// before its address");
    }
  }

  static String emptyMessage(String origin) {
    return origin
        + " is set but empty, as a secret is in a pull request from a fork: unset it, or give a"
        + " value";
  }

  static Duration checkDeadline(Duration deadline) {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new SfsConfigException("a deadline must be longer than 0");
    }
    return deadline;
  }
}
