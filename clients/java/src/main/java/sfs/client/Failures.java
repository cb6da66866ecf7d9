package sfs.client;

import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.regex.Pattern;

/** Reads how a call ended. */
final class Failures {
  private static final Pattern BROKEN =
      Pattern.compile(
          "RST_STREAM|http2 exception|Connection reset|Broken pipe|channel closed"
              + "|end-of-stream|unexpected EOS",
          Pattern.CASE_INSENSITIVE);

  private Failures() {}

  /** The failure that a status other than OK means. */
  static SfsException of(Status status, Metadata trailers, String requestId) {
    ErrorDetails details = ErrorDetails.of(trailers);
    boolean broken = details == ErrorDetails.NONE && broken(status);
    return new SfsException(
        broken ? Status.Code.UNAVAILABLE : status.getCode(),
        message(status),
        details,
        requestId,
        status.getCause());
  }

  /** A connection that broke under a call is reported in many ways; none is a fault of sfs. */
  private static boolean broken(Status status) {
    return switch (status.getCode()) {
      case CANCELLED, INTERNAL, UNKNOWN ->
          status.getCause() instanceof ClosedChannelException
              || status.getDescription() != null && BROKEN.matcher(status.getDescription()).find();
      default -> false;
    };
  }

  /** gRPC calls a connection that failed an "io exception"; what happened is said by the cause. */
  private static String message(Status status) {
    String message = status.getDescription();
    if (message == null) {
      message = "the server answered " + status.getCode();
    }
    Throwable cause = status.getCause();
    if (cause == null) {
      return message;
    }
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // The lines that follow are about the insides of the connection.
    String summary = message.lines().findFirst().orElse("");
    return summary + ": " + (cause.getMessage() == null ? cause : cause.getMessage());
  }

  /** Whether another try can help, now or later. */
  static boolean mayPass(SfsException failure) {
    if (failure.retryAfter().isPresent()) {
      return true;
    }
    return failure.code() == Status.Code.UNAVAILABLE && !certificateRefused(failure);
  }

  private static boolean certificateRefused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
