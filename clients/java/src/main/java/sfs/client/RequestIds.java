package sfs.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The idempotency ids of requests. */
final class RequestIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestIds() {}

  /** 128 random bits. */
  static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The id in a request; empty where the method has none. */
  static String of(Message request) {
    FieldDescriptor field = fieldOf(request);
    return field == null ? "" : (String) request.getField(field);
  }

  /** The request with an id, if its method has one and the caller gave none. */
  @SuppressWarnings("unchecked") // A builder builds the type that made it.
  static <Q extends Message> Q fill(Q request) {
    FieldDescriptor field = fieldOf(request);
    if (field == null || !of(request).isEmpty()) {
      return request;
    }
    return (Q) request.toBuilder().setField(field, random()).build();
  }

  private static FieldDescriptor fieldOf(Message request) {
    return request.getDescriptorForType().findFieldByName("request_id");
  }
}
