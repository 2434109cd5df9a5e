package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /api/routes}, which DHIS2 has from 2.40 on: the server asks others for whoever is logged
 * in here. Of the request's headers few get through, and never who asks. Guarded by the server.
 */
final class Routes {
  private static final String PATH = "/api/routes";
  private static final List<String> PASSED = List.of("accept", "x-requested-with", "user-agent");

  private final Map<String, FakeRoute> defined = new TreeMap<>();

  void define(FakeRoute route) {
    defined.put(route.code(), route);
  }

  /** Empty if something else was asked for. */
  Optional<HttpReply> answer(RemoteRequest request) {
    if (request.path().equals(PATH) && request.method().equals("GET")) {
      return Optional.of(list(request.query("filter", "")));
    }
    return request.path().startsWith(PATH + "/")
        ? Optional.of(run(request, request.path().substring(PATH.length() + 1)))
        : Optional.empty();
  }

  private HttpReply list(String filter) {
    ObjectNode document = Json.object();
    ArrayNode listed = document.putArray("routes");
    for (FakeRoute each : defined.values()) {
      if (filter.isEmpty() || filter.equals("code:eq:" + each.code())) {
        listed
            .addObject()
            .put("code", each.code())
            .put("url", each.url())
            .put("disabled", each.disabled());
      }
    }
    return HttpReply.of(200, HttpReply.JSON, document.toString());
  }

  /** As in {@code data-service/run/api/dataValueSets}. */
  private HttpReply run(RemoteRequest request, String path) {
    String[] parts = path.split("/", 3);
    FakeRoute route = defined.get(parts[0]);
    if (route == null || route.disabled() || parts.length < 2 || !parts[1].equals("run")) {
      return WebMessages.error(404, "Route not found: '" + parts[0] + "'");
    }
    if (parts.length > 2 && !route.isOpen()) {
      return WebMessages.error(502, "Route '" + parts[0] + "' does not allow sub-paths");
    }
    return route
        .server()
        .answerRouted(
            request.sentTo(route.path(parts.length > 2 ? parts[2] : ""), headers(request, route)));
  }

  private static Map<String, String> headers(RemoteRequest request, FakeRoute route) {
    Map<String, String> headers = new TreeMap<>();
    PASSED.forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
    headers.put("authorization", route.authorization());
    return headers;
  }
}
