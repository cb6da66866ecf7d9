package sfs.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server is and how to talk to it. */
record ServerAddress(String host, int port, boolean tls, boolean loopback) {
  /** The server where none is named. */
  static final String DEFAULT = "127.0.0.1:7350";

  private static final Pattern URL =
      Pattern.compile("(?:([a-zA-Z][a-zA-Z\\d+.-]*)://)?(.*)", Pattern.DOTALL);
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]+)\\](?::(\\d{1,5}))?");
  private static final Pattern PLAIN =
      Pattern.compile("([A-Za-z\\d][A-Za-z\\d._-]{0,252})(?::(\\d{1,5}))?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|::1|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

  /**
   * Reads {@code host}, {@code host:port}, {@code [::1]:port} or a URL. Loopback is plaintext,
   * everything else TLS; {@code https://} is always TLS; {@code http://} to another machine needs
   * {@code insecure}, because the key would travel readable.
   *
   * @param origin where the text comes from, for messages. They never repeat the text itself: a URL
   *     can hold a password.
   */
  static ServerAddress parse(String text, String origin, boolean insecure) {
    Matcher url = URL.matcher(text.strip());
    url.matches();
    String scheme = url.group(1) == null ? "" : url.group(1).toLowerCase(Locale.ROOT);
    String place = url.group(2);
    switch (scheme) {
      case "" -> {}
      case "http", "https" -> place = withoutEmptyPath(place, origin);
      default -> throw wrong(origin, "must be host:port or an http:// or https:// URL");
    }

    Matcher parts = BRACKETED.matcher(place);
    boolean bracketed = parts.matches();
    String host = bracketed ? parts.group(1) : place;
    String port = bracketed ? parts.group(2) : null;
    if (!isIpv6(host)) {
      parts = PLAIN.matcher(place);
      if (!parts.matches()) {
        throw wrong(origin, "must be host:port or a URL, for example " + DEFAULT);
      }
      host = parts.group(1);
      port = parts.group(2);
    }
    host = host.toLowerCase(Locale.ROOT);

    boolean loopback = LOOPBACK.matcher(host).matches();
    boolean tls = scheme.equals("https") || (scheme.isEmpty() && !loopback);
    if (scheme.equals("http") && !loopback && !insecure) {
      throw wrong(
          origin,
          "is on another machine and http:// would send the key readable: use https://, or the"
              + " option insecure if the network is trusted");
    }
    return new ServerAddress(
        host, port == null ? defaultPort(scheme, loopback) : portOf(port, origin), tls, loopback);
  }

  /** {@code host:port}, IPv6 in brackets. A key is held for this name. */
  String name() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String withoutEmptyPath(String rest, String origin) {
    String place = rest.replaceFirst("/+$", "");
    if (place.contains("@")) {
      throw wrong(origin, "must not hold a user or password");
    }
    if (place.matches("(?s).*[/?#].*")) {
      throw wrong(origin, "must be a host and port, without a path");
    }
    return place;
  }

  private static int portOf(String digits, String origin) {
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw wrong(origin, "has a port outside 1 to 65535");
    }
    return port;
  }

  private static int defaultPort(String scheme, boolean loopback) {
    if (scheme.equals("https")) {
      return 443;
    }
    return scheme.equals("http") && !loopback ? 80 : 7350;
  }

  /** In brackets, what is no address is refused and never looked up. */
  private static boolean isIpv6(String text) {
    try {
      return text.contains(":") && InetAddress.getByName("[" + text + "]") != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static SfsConfigException wrong(String origin, String problem) {
    return new SfsConfigException("the server (" + origin + ") " + problem);
  }
}
