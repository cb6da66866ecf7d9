package sfs.client;

import java.io.Serial;

/**
 * The options, the environment or the profile are not right. No value that could be a secret is in
 * its message. Nothing was sent.
 */
public final class SfsConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  SfsConfigException(String message) {
    super(message);
  }
}
