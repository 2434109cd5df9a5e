package io.github.dhisadmin.examples.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.remote.FakeDhis2;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who enters data values at a server, with the default option combinations.
 *
 * @param user who it is
 * @param password by which the server knows
 */
public record Clerk(String user, String password) {
  private static final String DEFAULT = "HllvX50cXC0";

  /** Enters a value, or writes it over another. */
  public void enter(FakeDhis2 server, String element, String unit, String period, String value)
      throws IOException, InterruptedException {
    enter(server, List.of(new Entry(element, unit, period, value)));
  }

  /** Enters many values at once. */
  public void enter(FakeDhis2 server, List<Entry> entries)
      throws IOException, InterruptedException {
    String body =
        entries.stream()
            .map(Entry::json)
            .collect(Collectors.joining(",", "{\"dataValues\":[", "]}"));
    String pair = user + ":" + password;
    String login = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    int status =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/dataValueSets"))
                    .header("Authorization", "Basic " + login)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(200);
  }

  /**
   * A value.
   *
   * @param element uid of a data element
   * @param unit uid of an organisation unit
   * @param period ISO id
   * @param value as it is entered
   */
  public record Entry(String element, String unit, String period, String value) {
    private String json() {
      return """
      {"dataElement":"%s","period":"%s","orgUnit":"%s",
      "categoryOptionCombo":"%s","attributeOptionCombo":"%s","value":"%s"}"""
          .formatted(element, period, unit, DEFAULT, DEFAULT, value);
    }
  }
}
