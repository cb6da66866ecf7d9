package sfs.client;

import io.grpc.Status;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that failed.
 *
 * <p>{@link #getMessage} is for people and holds no secret; {@link #toString} adds everything else
 * that helps to find the cause. The {@linkplain #getCause cause} is the exception of the
 * connection, where there was one.
 */
public final class SfsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A field that breaks the contract, and why. */
  public record Violation(String field, String description) implements Serializable {}

  private final Status.Code code;
  private final ErrorDetails details;
  private final String requestId;

  SfsException(
      Status.Code code, String message, ErrorDetails details, String requestId, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }

  static SfsException cancelled(String message, String requestId) {
    return new SfsException(
        Status.Code.CANCELLED, message, ErrorDetails.NONE, requestId, /* cause= */ null);
  }

  /** The gRPC status. */
  public Status.Code code() {
    return code;
  }

  /**
   * The name of one of {@link sfs.v1.ErrorReason} without its prefix, for example {@code
   * SCOPE_MISSING}. Empty where the failure did not come from the server. A newer server may send a
   * reason that is not among them.
   */
  public String reason() {
    return details.reason();
  }

  /** What the reason says beside itself, for example {@code required} and {@code held}. */
  public Map<String, String> metadata() {
    return details.metadata();
  }

  /** Every field that breaks the contract. */
  public List<Violation> violations() {
    return details.violations();
  }

  /** Finds the call in the server's log. Empty where the failure did not come from the server. */
  public String callId() {
    return metadata().getOrDefault("call_id", "");
  }

  /**
   * The idempotency id of the call: the same request with this id, sent later, settles what became
   * of it. Empty for methods without one.
   */
  public String requestId() {
    return requestId;
  }

  /** How long the server asks to wait before the same call; empty where it does not ask. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(details.retryAfter());
  }

  /**
   * Code, reason and message, then the violations, one on each line, then the ids of call and
   * request.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(getClass().getName()).append(": ").append(code);
    if (!reason().isEmpty()) {
      text.append(' ').append(reason());
    }
    text.append(": ").append(getMessage());
    for (Violation violation : violations()) {
      text.append("\n  ").append(violation.field()).append(": ").append(violation.description());
    }
    if (!callId().isEmpty()) {
      text.append("\ncall ").append(callId());
    }
    if (!requestId.isEmpty()) {
      text.append("\nrequest ").append(requestId);
    }
    return text.toString();
  }
}
