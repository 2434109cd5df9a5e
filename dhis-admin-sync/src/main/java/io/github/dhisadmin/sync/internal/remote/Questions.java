package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.sync.internal.remote.ServerInfo.RemoteUser;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a server is asked about itself and about us.
 *
 * @param answers reads what it says
 * @param timeout how long it may take
 * @param sender sends a request, and repeats it if that is wanted
 */
record Questions(Answers answers, Duration timeout, Function<HttpCall, HttpAnswer> sender) {

  ServerInfo info() {
    HttpCall call = HttpCall.get("/api/system/info", timeout);
    HttpAnswer answer = sender.apply(call);
    return ServerInfo.read(answers.document(call, answer), answer.moment("Date"));
  }

  RemoteUser user() {
    HttpCall call = HttpCall.get("/api/me?fields=id,username,authorities", timeout);
    return RemoteUser.read(answers.document(call, sender.apply(call)));
  }

  Optional<RemoteRoute> route(String code) {
    HttpCall call =
        HttpCall.get(
            "/api/routes?fields=code,url,disabled&paging=false&filter=code:eq:" + code, timeout);
    for (JsonNode each : answers.document(call, sender.apply(call)).path("routes")) {
      RemoteRoute route = RemoteRoute.read(each);
      if (route.code().equals(code)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
