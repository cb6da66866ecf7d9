package sfs.runner;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import sfs.client.SfsClient;
import sfs.client.SfsIterable;
import sfs.client.SfsStream;
import sfs.v1.Finding;

/** One request to the runner. */
final class Work {
  private final long id;
  private final JsonObject request;
  private final Clients clients;
  private final boolean async;
  private Runnable cancel = () -> {};
  private boolean cancelled;

  Work(long id, JsonObject request, Clients clients, boolean async) {
    this.id = id;
    this.request = request;
    this.clients = clients;
    this.async = async;
  }

  /** Does what is asked and answers it. */
  void run() {
    if (!async) {
      onCancel(Thread.currentThread()::interrupt);
    }
    try {
      answer();
    } catch (CompletionException e) {
      Answers.failed(id, e.getCause());
    } catch (Exception e) {
      Answers.failed(id, e);
    } finally {
      onCancel(() -> {});
      Thread.interrupted();
    }
  }

  /** Ends it, if it is under way. */
  synchronized void cancel() {
    cancelled = true;
    cancel.run();
  }

  private synchronized void onCancel(Runnable how) {
    cancel = how;
    if (cancelled) {
      cancel.run();
    }
  }

  private void answer() throws Exception {
    switch (text("op")) {
      case "connect" -> {
        clients.connect(text("client"), object("options"), object("environment"));
        Answers.ok(id);
      }
      case "close" -> {
        clients.close(text("client"));
        Answers.ok(id);
      }
      case "describe" -> {
        Clients.Connected connected = clients.get(text("client"));
        String text = connected.client() + "\n" + connected.options();
        Answers.write(id, "text", new JsonPrimitive(text));
      }
      case "call" -> respond(new Method(client(), text("method")).call(object("request"), async));
      case "add_findings" -> respond(addFindings());
      case "all" -> all();
      case "stream" -> items(new Method(client(), text("method")).stream(object("request")));
      case "watch" -> items(client().watchAgentRun(text("run_id")));
      default -> throw new IllegalArgumentException("unknown op " + text("op"));
    }
  }

  /** Takes a message, or the future of one. */
  private void respond(Object response) throws InvalidProtocolBufferException {
    if (response instanceof CompletableFuture<?> future) {
      onCancel(() -> future.cancel(true));
      response = future.join();
    }
    Answers.write(id, "response", Answers.json((Message) response));
  }

  private Object addFindings() throws InvalidProtocolBufferException {
    List<Finding> findings = new ArrayList<>();
    if (request.has("repeat")) {
      Finding finding = finding(object("repeat").get("finding"));
      findings = Collections.nCopies(object("repeat").get("times").getAsInt(), finding);
    } else {
      for (JsonElement finding : request.getAsJsonArray("findings")) {
        findings.add(finding(finding));
      }
    }
    String requestId = request.has("request_id") ? text("request_id") : "";
    return async
        ? client().addFindingsAsync(text("run_id"), findings, requestId)
        : client().addFindings(text("run_id"), findings, requestId);
  }

  private static Finding finding(JsonElement json) throws InvalidProtocolBufferException {
    Finding.Builder finding = Finding.newBuilder();
    JsonFormat.parser().merge(json.toString(), finding);
    return finding.build();
  }

  private void all() throws Exception {
    SfsIterable<? extends Message> all =
        new Method(client(), text("method")).all(object("request"));
    long limit = request.has("limit") ? request.get("limit").getAsLong() : Long.MAX_VALUE;
    JsonArray items = new JsonArray();
    for (Message item : all.stream().limit(limit).toList()) {
      items.add(Answers.json(item));
    }
    Answers.write(id, "items", items);
  }

  private void items(SfsStream<? extends Message> messages) throws InvalidProtocolBufferException {
    try (messages) {
      if (async) {
        onCancel(messages::close);
      }
      for (Message message : messages) {
        Answers.write(id, "item", Answers.json(message));
      }
    }
    Answers.write(id, "done", new JsonPrimitive(true));
  }

  private SfsClient client() {
    SfsClient client = clients.get(text("client")).client();
    return request.has("deadline_ms")
        ? client.withDeadline(Duration.ofMillis(request.get("deadline_ms").getAsLong()))
        : client;
  }

  private String text(String name) {
    return request.get(name).getAsString();
  }

  private JsonObject object(String name) {
    return request.has(name) ? request.getAsJsonObject(name) : new JsonObject();
  }
}
