package sfs.runner;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plays the cases of the conformance suite: see test/clients/README.md. */
final class Main {
  private Main() {}

  /** With the argument {@code async} calls are made by futures, otherwise by threads that wait. */
  public static void main(String[] args) throws IOException {
    boolean async = args.length > 0 && args[0].equals("async");
    Clients clients = new Clients();
    Map<Long, Work> open = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonObject request = JsonParser.parseString(line).getAsJsonObject();
      long id = request.get("id").getAsLong();
      if (request.get("op").getAsString().equals("cancel")) {
        Work target = open.get(request.get("target").getAsLong());
        if (target != null) {
          target.cancel();
        }
        Answers.ok(id);
        continue;
      }
      Work work = new Work(id, request, clients, async);
      open.put(id, work);
      threads.execute(
          () -> {
            work.run();
            open.remove(id);
          });
    }
    System.exit(0);
  }
}
