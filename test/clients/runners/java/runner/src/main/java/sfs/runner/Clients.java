package sfs.runner;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sfs.client.SfsClient;
import sfs.client.SfsOptions;

/** The clients of the cases, by name. */
final class Clients {
  /** A client and what it was made of. */
  record Connected(SfsClient client, SfsOptions options) {}

  private final Map<String, Connected> clients = new ConcurrentHashMap<>();

  void connect(String name, JsonObject options, JsonObject environment) {
    clients.remove(name);
    SfsOptions.Builder builder = SfsOptions.builder();
    for (Map.Entry<String, JsonElement> option : options.entrySet()) {
      JsonElement value = option.getValue();
      switch (option.getKey()) {
        case "server" -> builder.server(value.getAsString());
        case "key" -> builder.key(value.getAsString());
        case "profile" -> builder.profile(value.getAsString());
        case "insecure" -> builder.insecure(value.getAsBoolean());
        case "tls_ca" -> builder.tlsCa(Path.of(value.getAsString()));
        case "tls_cert" -> builder.tlsCert(Path.of(value.getAsString()));
        case "tls_key" -> builder.tlsKey(Path.of(value.getAsString()));
        case "deadline_ms" -> builder.deadline(Duration.ofMillis(value.getAsLong()));
        default -> throw new IllegalArgumentException("unknown option " + option.getKey());
      }
    }
    Map<String, String> variables = new HashMap<>();
    environment.asMap().forEach((variable, value) -> variables.put(variable, value.getAsString()));
    SfsOptions built = builder.environment(variables).build();
    clients.put(name, new Connected(SfsClient.connect(built), built));
  }

  Connected get(String name) {
    Connected connected = clients.get(name);
    if (connected == null) {
      throw new IllegalArgumentException("there is no client " + name);
    }
    return connected;
  }

  /** It stays there: what is asked of it later must fail in the client. */
  void close(String name) {
    Connected connected = clients.get(name);
    if (connected != null) {
      connected.client().close();
    }
  }
}
