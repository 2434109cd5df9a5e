package io.github.dhisadmin.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the fake differs from version to version, and how it misbehaves. */
class FakeDhis2Test {
  private static final String VALUES = "/api/dataValueSets";
  private static final String KEY = "fbfJHSPpUQD.202103.DiszpKrYNg8.pq2XI5kz2BY.HllvX50cXC0";
  private static final String VALUE =
      """
      {"dataValues":[{"dataElement":"fbfJHSPpUQD","period":"202103","orgUnit":"DiszpKrYNg8",
      "categoryOptionCombo":"pq2XI5kz2BY","attributeOptionCombo":"HllvX50cXC0","value":"13",
      "storedBy":"amina"}]}""";

  private FakeDhis2 remote = FakeDhis2.start(Dhis2Version.V2_42);

  @AfterEach
  void stop() {
    remote.close();
  }

  @Test
  void import_result_is_bare_with_status_200_on_2_36() throws Exception {
    restart(Dhis2Version.V2_36);
    remote.forget("DiszpKrYNg8");

    HttpResponse<String> answer = post(VALUES, VALUE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"responseType\":\"ImportSummary\",\"status\":\"WARNING\"")
        .contains("\"object\":\"DiszpKrYNg8\"")
        .doesNotContain("indexes", "errorCode", "httpStatus");
  }

  @ParameterizedTest
  @EnumSource(value = Dhis2Version.class, mode = EnumSource.Mode.EXCLUDE, names = "V2_36")
  void refused_rows_are_a_conflict_with_their_indexes_from_2_38_on(Dhis2Version version)
      throws Exception {
    restart(version);
    remote.forget("DiszpKrYNg8");

    HttpResponse<String> answer = post(VALUES, VALUE);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("\"rejectedIndexes\":[0]", "\"httpStatusCode\":409");
  }

  @ParameterizedTest
  @EnumSource(
      value = Dhis2Version.class,
      names = {"V2_36", "V2_38", "V2_43"})
  void unchanged_value_counts_as_updated_before_2_40_and_from_2_43_on(Dhis2Version version)
      throws Exception {
    restart(version);
    post(VALUES, VALUE);

    assertThat(post(VALUES, VALUE).body()).contains("\"updated\":1,\"ignored\":0");
  }

  @Test
  void value_forgets_who_stored_it_on_2_43() throws Exception {
    restart(Dhis2Version.V2_43);
    post(VALUES, VALUE);

    assertThat(remote.find(StoredKind.DATA_VALUE, KEY).orElseThrow().fields())
        .containsEntry("value", "13")
        .doesNotContainKey("storedBy");
  }

  @ParameterizedTest
  @EnumSource(
      value = Dhis2Version.class,
      names = {"V2_36", "V2_41"})
  void old_tracker_endpoint_answers_up_to_2_41(Dhis2Version version) throws Exception {
    restart(version);
    remote.forget("zzzzzzzzzzz");

    HttpResponse<String> answer =
        post(
            "/api/trackedEntityInstances?strategy=SYNC",
            """
            {"trackedEntityInstances":[
             {"trackedEntityInstance":"TeiUid00001","orgUnit":"DiszpKrYNg8","enrollments":[
              {"enrollment":"EnrUid00001","orgUnit":"DiszpKrYNg8","events":[
               {"event":"EvtUid00001","orgUnit":"zzzzzzzzzzz"}]}]}]}""");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("\"reference\":\"EvtUid00001\"");
    assertThat(remote.find(StoredKind.ENROLLMENT, "EnrUid00001")).isPresent();
    assertThat(remote.find(StoredKind.EVENT, "EvtUid00001")).isEmpty();
  }

  @Test
  void tracker_objects_that_are_refused_are_a_conflict_before_2_42() throws Exception {
    restart(Dhis2Version.V2_41);
    remote.forget("zzzzzzzzzzz");

    HttpResponse<String> answer =
        post(
            "/api/tracker?async=false&atomicMode=OBJECT",
            "{\"events\":[{\"event\":\"EvtUid00001\",\"orgUnit\":\"zzzzzzzzzzz\"},"
                + "{\"event\":\"EvtUid00002\",\"orgUnit\":\"DiszpKrYNg8\"}]}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(remote.stored(StoredKind.EVENT))
        .extracting(StoredObject::key)
        .containsExactly("EvtUid00002");
  }

  @Test
  void one_refused_object_keeps_all_out_when_all_or_nothing_is_asked() throws Exception {
    remote.forget("zzzzzzzzzzz");

    HttpResponse<String> answer =
        post(
            "/api/tracker?async=false&atomicMode=ALL",
            "{\"events\":[{\"event\":\"EvtUid00001\",\"orgUnit\":\"zzzzzzzzzzz\"},"
                + "{\"event\":\"EvtUid00002\",\"orgUnit\":\"DiszpKrYNg8\"}]}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).doesNotContain("bundleReport");
    assertThat(remote.stored(StoredKind.EVENT)).isEmpty();
  }

  @Test
  void zipped_values_are_taken_in_and_a_zipped_tracker_payload_is_not() throws Exception {
    HttpResponse<String> values =
        send(VALUES, BodyPublishers.ofByteArray(zipped(VALUE)), "admin:district");
    HttpResponse<String> events =
        send(
            "/api/tracker?async=false",
            BodyPublishers.ofByteArray(zipped("{\"events\":[]}")),
            "admin:district");

    assertThat(values.statusCode()).isEqualTo(200);
    assertThat(remote.find(StoredKind.DATA_VALUE, KEY)).isPresent();
    assertThat(events.statusCode()).isEqualTo(400);
  }

  @Test
  void user_without_the_authority_may_not_send_values() throws Exception {
    remote.close();
    remote = FakeDhis2.builder().user("amina", "secret", "F_EXPORT_DATA").start();

    assertThat(send(VALUES, BodyPublishers.ofString(VALUE), "amina:secret").statusCode())
        .isEqualTo(403);
    assertThat(remote.stored(StoredKind.DATA_VALUE)).isEmpty();
  }

  @Test
  void fault_before_storing_stores_nothing_and_one_after_it_does() throws Exception {
    remote.faults().next(VALUES, Fault.resetBefore(), Fault.dropBefore(), Fault.resetAfter());

    assertThatThrownBy(() -> post(VALUES, VALUE)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> post(VALUES, VALUE)).isInstanceOf(IOException.class);
    assertThat(remote.stored(StoredKind.DATA_VALUE)).isEmpty();

    assertThatThrownBy(() -> post(VALUES, VALUE)).isInstanceOf(IOException.class);
    assertThat(remote.stored(StoredKind.DATA_VALUE)).hasSize(1);
    assertThat(post(VALUES, VALUE).statusCode()).isEqualTo(200);
  }

  @Test
  void answer_breaks_off_in_the_middle() {
    remote.faults().next(VALUES, Fault.truncated());

    assertThatThrownBy(() -> post(VALUES, VALUE)).isInstanceOf(IOException.class);
    assertThat(remote.stored(StoredKind.DATA_VALUE)).hasSize(1);
  }

  @Test
  void slow_answer_goes_when_it_is_released() throws Exception {
    remote.faults().next(VALUES, Fault.slow());
    var answer =
        HttpClient.newHttpClient()
            .sendAsync(
                request(VALUES, BodyPublishers.ofString(VALUE), "admin:district"),
                HttpResponse.BodyHandlers.ofString());

    remote.release();

    assertThat(answer.get().statusCode()).isEqualTo(200);
  }

  @Test
  void faults_come_in_the_order_of_the_script() throws Exception {
    remote
        .faults()
        .pass(VALUES, 1)
        .next(VALUES, Fault.tooManyRequests(Duration.ofSeconds(2)))
        .always(VALUES, Fault.proxyPage(502));

    HttpResponse<String> first = post(VALUES, VALUE);
    HttpResponse<String> second = post(VALUES, VALUE);
    HttpResponse<String> third = post(VALUES, VALUE);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).isEqualTo(Optional.of("2"));
    assertThat(third.statusCode()).isEqualTo(502);
    assertThat(third.body()).contains("nginx");
    assertThat(remote.requests(VALUES)).hasSize(3);
  }

  @Test
  void metadata_objects_are_found_by_a_list_and_end_after_fifty_unless_paging_is_off()
      throws Exception {
    for (int number = 100; number < 160; number++) {
      remote.hold("maps", "{\"id\":\"MapNumbr%d\",\"code\":\"M%d\"}".formatted(number, number));
    }

    assertThat(get("/api/maps.json?filter=code:in:%5BM101,M103%5D").body())
        .contains("MapNumbr101", "MapNumbr103")
        .doesNotContain("MapNumbr102");
    assertThat(get("/api/maps.json").body()).contains("MapNumbr149").doesNotContain("MapNumbr150");
    assertThat(get("/api/maps.json?paging=false").body()).contains("MapNumbr159");
  }

  @Test
  void entries_of_the_data_store_are_listed_and_read() throws Exception {
    remote.holdEntry("portal", "modules", "{\"shown\":true}");

    assertThat(get("/api/dataStore/portal").body()).isEqualTo("[\"modules\"]");
    assertThat(get("/api/dataStore/portal/modules").body()).isEqualTo("{\"shown\":true}");
    assertThat(get("/api/dataStore/other").statusCode()).isEqualTo(404);
  }

  private void restart(Dhis2Version version) {
    remote.close();
    remote = FakeDhis2.start(version);
  }

  @Test
  void route_asks_the_other_server_under_a_login_of_its_own() throws Exception {
    try (FakeDhis2 other = FakeDhis2.builder().user("route", "secret-1", "ALL").start()) {
      remote.define(FakeRoute.to(other, "/api", "north", "route", "secret-1"));

      HttpResponse<String> answer = get("/api/routes/north/run/system/ping");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("pong");
      assertThat(other.requests("/api/system/ping")).hasSize(1);
      assertThat(get("/api/routes?filter=code:eq:north").body())
          .isEqualTo(
              "{\"routes\":[{\"code\":\"north\",\"url\":\"%s/api/**\",\"disabled\":false}]}"
                  .formatted(other.url()));
      assertThat(get("/api/routes?filter=code:eq:south").body()).isEqualTo("{\"routes\":[]}");
      assertThat(get("/api/routes/south/run/system/ping").statusCode()).isEqualTo(404);

      other.faults().next("/api/system/ping", Fault.resetBefore());
      assertThat(get("/api/routes/north/run/system/ping").statusCode()).isEqualTo(502);
      other.faults().next("/api/system/ping", Fault.slow());
      assertThat(get("/api/routes/north/run/system/ping").statusCode()).isEqualTo(504);

      remote.define(FakeRoute.to(other, "/api", "north", "route", "secret-1").asDisabled());
      assertThat(get("/api/routes/north/run/system/ping").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void there_are_no_routes_before_2_40() throws Exception {
    restart(Dhis2Version.V2_38);

    assertThat(get("/api/routes").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(remote.url().resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", Basic.header("admin:district"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(path, BodyPublishers.ofString(body), "admin:district");
  }

  private HttpResponse<String> send(String path, HttpRequest.BodyPublisher body, String login)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(request(path, body, login), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, HttpRequest.BodyPublisher body, String login) {
    return HttpRequest.newBuilder(remote.url().resolve(path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Authorization", Basic.header(login))
        .POST(body)
        .build();
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return zipped.toByteArray();
  }
}
