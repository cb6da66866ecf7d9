package sfs.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.protobuf.ProtoUtils;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sfs.client.SfsException.Violation;

/**
 * What {@code grpc-status-details-bin} says beside code and message.
 *
 * @param retryAfter null where the server does not ask for another try
 */
record ErrorDetails(
    String reason, Map<String, String> metadata, List<Violation> violations, Duration retryAfter)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  static final ErrorDetails NONE = new ErrorDetails("", Map.of(), List.of(), null);

  private static final Metadata.Key<Status> TRAILER =
      Metadata.Key.of(
          "grpc-status-details-bin", ProtoUtils.metadataMarshaller(Status.getDefaultInstance()));

  /** Details that cannot be decoded are none: the status itself still stands. */
  static ErrorDetails of(Metadata trailers) {
    try {
      Status status = trailers.get(TRAILER);
      return status == null ? NONE : of(status);
    } catch (InvalidProtocolBufferException | IllegalArgumentException | ArithmeticException e) {
      return NONE;
    }
  }

  private static ErrorDetails of(Status status) throws InvalidProtocolBufferException {
    ErrorInfo info = ErrorInfo.getDefaultInstance();
    List<Violation> violations = new ArrayList<>();
    Duration retryAfter = null;
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        info = detail.unpack(ErrorInfo.class);
      } else if (detail.is(BadRequest.class)) {
        for (var violation : detail.unpack(BadRequest.class).getFieldViolationsList()) {
          violations.add(new Violation(violation.getField(), violation.getDescription()));
        }
      } else if (detail.is(RetryInfo.class)) {
        var delay = detail.unpack(RetryInfo.class).getRetryDelay();
        retryAfter = Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
      }
    }
    return new ErrorDetails(
        info.getReason(), Map.copyOf(info.getMetadataMap()), List.copyOf(violations), retryAfter);
  }
}
