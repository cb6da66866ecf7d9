package sfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  private static final ErrorInfo INFO =
      ErrorInfo.newBuilder()
          .setReason("INVALID_FIELDS")
          .setDomain("sfs")
          .putMetadata("call_id", "c1")
          .build();

  @Test
  void detailsAreRead() {
    SfsException failure = Failures.of(Status.INVALID_ARGUMENT, detailed(), "r1");
    assertEquals("INVALID_FIELDS", failure.reason());
    assertEquals("c1", failure.callId());
    assertEquals(java.time.Duration.ofMillis(1500), failure.retryAfter().orElseThrow());
    assertEquals(
        "sfs.client.SfsException: INVALID_ARGUMENT INVALID_FIELDS: the server answered"
            + " INVALID_ARGUMENT\n  title: is needed\ncall c1\nrequest r1",
        failure.toString());
  }

  @Test
  void textWithoutDetailsIsOneLine() {
    SfsException failure = Failures.of(Status.NOT_FOUND.withDescription("no"), new Metadata(), "");
    assertEquals("sfs.client.SfsException: NOT_FOUND: no", failure.toString());
    assertEquals("no", failure.getMessage());
  }

  @Test
  void detailsThatCannotBeDecodedAreNone() {
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        "no message".getBytes(StandardCharsets.US_ASCII));
    assertEquals("", Failures.of(Status.ABORTED, trailers, "").reason());
  }

  @ParameterizedTest
  @CsvSource({
    "INTERNAL,  RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR, UNAVAILABLE",
    "CANCELLED, RST_STREAM closed stream. HTTP/2 error code: CANCEL,         UNAVAILABLE",
    "INTERNAL,  Encountered end-of-stream mid-frame,                         UNAVAILABLE",
    "INTERNAL,  http2 exception: First received frame was not SETTINGS,     UNAVAILABLE",
    "UNKNOWN,   Connection reset by peer,                                    UNAVAILABLE",
    "INTERNAL,  a fault,                                                     INTERNAL",
    "CANCELLED, the caller hung up,                                          CANCELLED",
    "NOT_FOUND, RST_STREAM,                                                  NOT_FOUND",
  })
  void brokenConnectionIsUnavailable(Code code, String description, Code expected) {
    Status status = code.toStatus().withDescription(description);
    SfsException failure = Failures.of(status, new Metadata(), "");
    assertEquals(expected, failure.code());
    assertEquals(expected == Code.UNAVAILABLE, Failures.mayPass(failure));
  }

  @Test
  void closedChannelIsUnavailable() {
    Status status = Status.UNKNOWN.withCause(new ClosedChannelException());
    assertEquals(Code.UNAVAILABLE, Failures.of(status, new Metadata(), "").code());
  }

  @Test
  void whatTheServerSaysIsNoBrokenConnection() {
    Status status = Status.INTERNAL.withDescription("Connection reset");
    assertEquals(Code.INTERNAL, Failures.of(status, detailed(), "").code());
  }

  @Test
  void causeIsTold() {
    Throwable cause = new IOException("wrapper", new IOException("connection refused"));
    Status status =
        Status.UNAVAILABLE.withDescription("io exception\nChannel Pipeline").withCause(cause);
    assertEquals(
        "io exception: connection refused", Failures.of(status, new Metadata(), "").getMessage());
  }

  @Test
  void certificateThatIsNotTrustedStaysSo() {
    Throwable cause = new IOException(new CertificateException("unknown authority"));
    SfsException failure = Failures.of(Status.UNAVAILABLE.withCause(cause), new Metadata(), "");
    assertFalse(Failures.mayPass(failure));
  }

  @Test
  void retryInfoMakesAnyCodeWorthAnotherTry() {
    assertTrue(Failures.mayPass(Failures.of(Status.ABORTED, detailed(), "")));
    assertFalse(Failures.mayPass(Failures.of(Status.ABORTED, new Metadata(), "")));
  }

  @Test
  void exceptionCanBeSerialized() throws Exception {
    SfsException failure = Failures.of(Status.INVALID_ARGUMENT, detailed(), "r1");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(failure);
    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertEquals(failure.toString(), read.toString());
  }

  private static Metadata detailed() {
    BadRequest.Builder bad = BadRequest.newBuilder();
    bad.addFieldViolationsBuilder().setField("title").setDescription("is needed");
    Duration delay = Duration.newBuilder().setSeconds(1).setNanos(500_000_000).build();
    com.google.rpc.Status status =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.INVALID_ARGUMENT.value())
            .addDetails(Any.pack(INFO))
            .addDetails(Any.pack(bad.build()))
            .addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()))
            .build();
    return Status.trailersFromThrowable(StatusProto.toStatusException(status));
  }
}
