package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The fake says what a real server said. The recording is of DHIS2 2.42.7 over HTTP, in the order
 * of the requests, without the import options that the server repeats.
 */
class RecordedAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN_UID = "zzzzzzzzzzz";

  @Test
  void fake_answers_as_the_recorded_server_did() throws IOException, InterruptedException {
    try (FakeDhis2 remote = FakeDhis2.start(Dhis2Version.V2_42)) {
      prepare(remote);
      SoftAssertions answers = new SoftAssertions();
      for (JsonNode recorded : recordings()) {
        HttpResponse<String> answer = send(remote, recorded);
        String name = recorded.path("name").asText();
        answers.assertThat(answer.statusCode()).as(name).isEqualTo(recorded.path("status").asInt());
        answers
            .assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .as(name)
            .startsWith(recorded.path("contentType").asText());
        answers
            .assertThat(comparable(answer.body(), recorded.path("answer")))
            .as(name)
            .isEqualTo(comparable(recorded.path("answer")));
      }
      answers.assertAll();
    }
  }

  /** The recorded server did not know one unit and element, and held two registrations before. */
  private static void prepare(FakeDhis2 remote) throws IOException, InterruptedException {
    remote.forget(UNKNOWN_UID);
    remote.takeNumbersOnly("NbAOEz0AVNx");
    remote.metadataVersions().publish("Version_6", "ATOMIC", "2026-11-22T01:44:41.051", "{}");
    for (String unit : List.of("A3jVEH1Tn0L", "AGaYabIHPA4")) {
      ObjectNode row =
          JSON.createObjectNode()
              .put("dataSet", "gRsNeh8ZFsU")
              .put("period", "202607")
              .put("organisationUnit", unit)
              .put("attributeOptionCombo", "HllvX50cXC0");
      ObjectNode body = JSON.createObjectNode();
      body.putArray("completeDataSetRegistrations").add(row);
      send(remote, "POST", "/api/completeDataSetRegistrations", body.toString(), "admin:district");
    }
  }

  private static HttpResponse<String> send(FakeDhis2 remote, JsonNode recorded)
      throws IOException, InterruptedException {
    JsonNode request = recorded.path("request");
    JsonNode body = request.path("body");
    return send(
        remote,
        request.path("method").asText(),
        request.path("path").asText(),
        body.isTextual() ? body.asText() : body.toString(),
        recorded.path("status").asInt() == 401 ? "admin:wrong" : "admin:district");
  }

  private static HttpResponse<String> send(
      FakeDhis2 remote, String method, String path, String body, String login)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(remote.url().resolve(path))
                .header("Authorization", Basic.header(login))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    method.equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode recordings() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RecordedAnswersTest.class.getResourceAsStream("recorded-2.42.json"))) {
      return JSON.readTree(in);
    }
  }

  private static JsonNode comparable(String answer, JsonNode recorded) throws IOException {
    if (recorded.isTextual()) {
      return JSON.getNodeFactory().textNode(answer);
    }
    if (recorded.isNull()) {
      return recorded;
    }
    JsonNode read = JSON.readTree(answer);
    if (read instanceof ObjectNode object && !recorded.has("message")) {
      object.remove("message");
    }
    return comparable(read);
  }

  /** The order in which a server complains is its own business. */
  private static JsonNode comparable(JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    if (copy.path("validationReport") instanceof ObjectNode validation) {
      List<JsonNode> errors = new ArrayList<>();
      validation.path("errorReports").forEach(errors::add);
      errors.sort(Comparator.comparing(JsonNode::toString));
      ArrayNode sorted = validation.putArray("errorReports");
      errors.forEach(sorted::add);
    }
    return sorted(copy);
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode sorted = JSON.createObjectNode();
      Stream<Map.Entry<String, JsonNode>> fields = object.properties().stream();
      fields
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> sorted.set(field.getKey(), sorted(field.getValue())));
      return sorted;
    }
    return node;
  }
}
