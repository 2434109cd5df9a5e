package io.github.dhisadmin.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connection to a browser's developer tools: calls with answers, and events. Thread safe. */
final class DevTools implements AutoCloseable {
  private static final long SECONDS_TO_ANSWER = 60;

  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicInteger lastCall = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private DevTools(URI address) {
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Ear()).join();
  }

  static DevTools connect(URI address) {
    return new DevTools(address);
  }

  /** Tells of each event of the browser and its pages, as it is written. */
  void listen(Consumer<JsonNode> listener) {
    listeners.add(listener);
  }

  /** Asks the browser itself. */
  JsonNode call(String method, ObjectNode parameters) {
    return call(null, method, parameters);
  }

  /** Asks a page, by its session, and waits for the answer. */
  JsonNode call(@Nullable String session, String method, ObjectNode parameters) {
    int id = lastCall.incrementAndGet();
    ObjectNode request = mapper.createObjectNode().put("id", id).put("method", method);
    request.set("params", parameters);
    if (session != null) {
      request.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    socket.sendText(request.toString(), true).join();
    JsonNode answered = answer.orTimeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new IllegalStateException(method + " failed: " + answered.path("error"));
    }
    return answered.path("result");
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void heard(String message) {
    JsonNode node;
    try {
      node = mapper.readTree(new StringReader(message));
    } catch (IOException e) {
      throw new IllegalStateException("The browser wrote no JSON: " + message, e);
    }
    CompletableFuture<JsonNode> call = calls.remove(node.path("id").asInt());
    if (call == null) {
      listeners.forEach(listener -> listener.accept(node));
    } else {
      call.complete(node);
    }
  }

  /** Puts messages together, which come in parts. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        String whole = message.toString();
        message.setLength(0);
        heard(whole);
      }
      webSocket.request(1);
      return null;
    }
  }
}
