package sfs.client;

import java.util.regex.Pattern;

/** The key of a client, or why it has none, which is said at the first call that needs one. */
final class ApiKey {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,512}");

  private final String key;
  private final String problem;

  private ApiKey(String key, String problem) {
    this.key = key;
    this.problem = problem;
  }

  /** A key without the space around it. What cannot stand in a header is none. */
  static ApiKey of(String text, String origin) {
    String key = text.strip();
    if (key.isEmpty()) {
      return missing(Settings.emptyMessage(origin));
    }
    if (!FORM.matcher(key).matches()) {
      return missing("the key (" + origin + ") is too long, or has characters that no key has");
    }
    return new ApiKey(key, null);
  }

  static ApiKey missing(String problem) {
    return new ApiKey(null, problem);
  }

  /** The value of the header {@code authorization}. */
  String authorization() {
    if (key == null) {
      throw new SfsConfigException(problem);
    }
    return "Bearer " + key;
  }
}
