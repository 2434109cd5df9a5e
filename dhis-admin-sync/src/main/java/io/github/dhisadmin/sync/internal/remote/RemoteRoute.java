package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.sync.RemoteUrl;
import java.util.Optional;

/**
 * A route of a server: it asks another server for whoever may use the route, with credentials that
 * only it knows (2.40 and later, RouteService).
 *
 * @param code by which it is called
 * @param url where it leads; ends in {@code /**} if more than one address can be asked
 * @param enabled whether it can be used
 */
public record RemoteRoute(String code, String url, boolean enabled) {
  private static final String EVERYTHING = "/**";
  private static final String API = "/api";

  static RemoteRoute read(JsonNode route) {
    return new RemoteRoute(
        route.path("code").asText(""),
        route.path("url").asText(""),
        !route.path("disabled").asBoolean(false));
  }

  /** The address at which a server is asked through this route of another, if it leads there. */
  Optional<Address> address(RemoteUrl other, RemoteUrl server) {
    return cut(server)
        .map(
            cut ->
                new Address(
                    new RemoteUrl(
                        other.resolve("/api/routes/" + code + "/run"), other.insecureAllowed()),
                    cut));
  }

  /** A route may lead to the whole server, or to its interface alone. */
  private Optional<String> cut(RemoteUrl server) {
    if (!url.endsWith(EVERYTHING)) {
      return Optional.empty();
    }
    String base = url.substring(0, url.length() - EVERYTHING.length());
    if (base.equals(server.toString())) {
      return Optional.of("");
    }
    return base.equals(server + API) ? Optional.of(API) : Optional.empty();
  }

  /** Without credentials that somebody may have written into the URL. */
  @Override
  public String toString() {
    return code + ", which leads to " + url.replaceFirst("//[^/]*@", "//***@");
  }
}
