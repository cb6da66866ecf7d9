package sfs.runner;

import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import sfs.client.SfsClient;
import sfs.client.SfsIterable;
import sfs.client.SfsStream;

/** A method of the API, by its name in the cases: the public Java method is found by reflection. */
final class Method {
  private final Object service;
  private final String name;

  /**
   * @param path for example {@code TicketService/ListTickets}
   */
  Method(SfsClient client, String path) {
    String[] parts = path.split("/");
    service =
        switch (parts[0]) {
          case "AgentRunService" -> client.agentRuns();
          case "AuditService" -> client.audit();
          case "PersonaService" -> client.personas();
          case "ProjectService" -> client.projects();
          case "ServerService" -> client.server();
          case "ServiceKeyService" -> client.serviceKeys();
          case "TicketService" -> client.tickets();
          default -> throw new IllegalArgumentException("unknown service " + parts[0]);
        };
    name = parts[1].substring(0, 1).toLowerCase() + parts[1].substring(1);
  }

  /** The answer, or the future of it. */
  Object call(JsonObject request, boolean async) throws Exception {
    return invoke(async ? name + "Async" : name, request);
  }

  @SuppressWarnings("unchecked")
  SfsIterable<? extends Message> all(JsonObject request) throws Exception {
    return (SfsIterable<? extends Message>) invoke(name.replaceFirst("^list", "all"), request);
  }

  @SuppressWarnings("unchecked")
  SfsStream<? extends Message> stream(JsonObject request) throws Exception {
    return (SfsStream<? extends Message>) invoke(name, request);
  }

  private Object invoke(String name, JsonObject json) throws Exception {
    java.lang.reflect.Method method =
        Arrays.stream(service.getClass().getMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown method " + name));
    Message.Builder request =
        (Message.Builder) method.getParameterTypes()[0].getMethod("newBuilder").invoke(null);
    JsonFormat.parser().merge(json.toString(), request);
    try {
      return method.invoke(service, request.build());
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }
}
