package sfs.runner;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import sfs.client.SfsConfigException;
import sfs.client.SfsException;

/** Writes one line for each answer. */
final class Answers {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final PrintStream OUT =
      new PrintStream(
          new FileOutputStream(FileDescriptor.out), /* autoFlush= */ true, StandardCharsets.UTF_8);

  private Answers() {}

  static void ok(long id) {
    write(id, "ok", new JsonPrimitive(true));
  }

  static synchronized void write(long id, String name, JsonElement value) {
    JsonObject answer = new JsonObject();
    answer.addProperty("id", id);
    answer.add(name, value);
    OUT.println(GSON.toJson(answer));
  }

  static JsonElement json(Message message) throws InvalidProtocolBufferException {
    return JsonParser.parseString(JsonFormat.printer().print(message));
  }

  /** What went wrong in the client, or else in the runner. */
  static void failed(long id, Throwable failure) {
    if (failure instanceof SfsException call) {
      write(id, "error", error(call));
    } else if (failure instanceof SfsConfigException) {
      write(id, "error", error("config", failure));
    } else if (failure instanceof CancellationException) {
      JsonObject error = error("call", failure);
      error.addProperty("code", "CANCELLED");
      write(id, "error", error);
    } else {
      write(id, "broken", new JsonPrimitive(debug(failure)));
    }
  }

  private static JsonObject error(SfsException failure) {
    JsonObject error = error("call", failure);
    error.addProperty("code", failure.code().name());
    error.addProperty("reason", failure.reason());
    error.add("metadata", GSON.toJsonTree(failure.metadata()));
    JsonArray violations = new JsonArray();
    for (SfsException.Violation violation : failure.violations()) {
      JsonObject one = new JsonObject();
      one.addProperty("field", violation.field());
      one.addProperty("description", violation.description());
      violations.add(one);
    }
    error.add("violations", violations);
    error.addProperty("call_id", failure.callId());
    error.addProperty("request_id", failure.requestId());
    failure.retryAfter().ifPresent(wait -> error.addProperty("retry_after_ms", wait.toMillis()));
    return error;
  }

  private static JsonObject error(String kind, Throwable failure) {
    JsonObject error = new JsonObject();
    error.addProperty("kind", kind);
    error.addProperty("message", failure.getMessage());
    error.addProperty("text", failure + "\n" + debug(failure));
    return error;
  }

  private static String debug(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
