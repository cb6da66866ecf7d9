package sfs.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where a client connects and as whom. Everything may be left out: what is not given comes from the
 * environment, then from the profile that {@code sfs auth login} wrote, then from the default.
 */
public final class SfsOptions {
  final String server;
  final String key;
  final String profile;
  final Path tlsCa;
  final Path tlsCert;
  final Path tlsKey;
  final boolean insecure;
  final Duration deadline;
  final Map<String, String> environment;

  private SfsOptions(Builder builder) {
    server = builder.server;
    key = builder.key;
    profile = builder.profile;
    tlsCa = builder.tlsCa;
    tlsCert = builder.tlsCert;
    tlsKey = builder.tlsKey;
    insecure = builder.insecure;
    deadline = builder.deadline;
    environment = builder.environment == null ? System.getenv() : builder.environment;
  }

  /** Begins with nothing given. */
  public static Builder builder() {
    return new Builder();
  }

  /** Without the values that are, or could hold, a secret. */
  @Override
  public String toString() {
    return "SfsOptions[key="
        + (key == null ? "none" : "***")
        + (", profile=" + profile + ", tlsCa=" + tlsCa + ", tlsCert=" + tlsCert)
        + (", tlsKey=" + tlsKey + ", insecure=" + insecure + ", deadline=" + deadline + "]");
  }

  /** Makes {@link SfsOptions}. */
  public static final class Builder {
    private String server;
    private String key;
    private String profile;
    private Path tlsCa;
    private Path tlsCert;
    private Path tlsKey;
    private boolean insecure;
    private Duration deadline = Duration.ofSeconds(30);
    private Map<String, String> environment;

    private Builder() {}

    /**
     * {@code host:port} or a URL. Without a scheme it is plaintext on loopback and TLS elsewhere.
     * Else SFS_SERVER, the profile's, {@code 127.0.0.1:7350}.
     */
    public Builder server(String server) {
      this.server = server;
      return this;
    }

    /** Else SFS_API_KEY, or the profile's for the profile's server. */
    public Builder key(String key) {
      this.key = key;
      return this;
    }

    /** Else SFS_PROFILE, the one of {@code sfs auth use}, the only one there is. */
    public Builder profile(String profile) {
      this.profile = profile;
      return this;
    }

    /** A PEM file with the authorities to trust. Else SFS_TLS_CA, the profile's, the system's. */
    public Builder tlsCa(Path tlsCa) {
      this.tlsCa = tlsCa;
      return this;
    }

    /** A PEM file with the client's certificate. Else SFS_TLS_CERT, the profile's, none. */
    public Builder tlsCert(Path tlsCert) {
      this.tlsCert = tlsCert;
      return this;
    }

    /**
     * A PEM file with the key of the client's certificate, as PKCS #8 without a password. Else
     * SFS_TLS_KEY, the profile's, none.
     */
    public Builder tlsKey(Path tlsKey) {
      this.tlsKey = tlsKey;
      return this;
    }

    /** Whether the key may travel in plaintext to another machine. Else the profile's, no. */
    public Builder insecure(boolean insecure) {
      this.insecure = insecure;
      return this;
    }

    /** How long a call may take in all its attempts. Default: 30 seconds. */
    public Builder deadline(Duration deadline) {
      this.deadline = Settings.checkDeadline(deadline);
      return this;
    }

    /** Read instead of the environment of the process. */
    public Builder environment(Map<String, String> environment) {
      this.environment = Map.copyOf(environment);
      return this;
    }

    /** The options; what is wrong with them is said by {@link SfsClient#connect(SfsOptions)}. */
    public SfsOptions build() {
      return new SfsOptions(this);
    }
  }
}
