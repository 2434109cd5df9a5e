package io.github.dhisadmin.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://dhis2.example.org/central",
        "https://dhis2.example.org/central/",
        "https://dhis2.example.org/central/api",
        " https://dhis2.example.org/central/api/ "
      })
  void slash_and_api_at_the_end_play_no_part(String text) {
    assertThat(RemoteUrl.of(text).resolve("/api/me?fields=id"))
        .isEqualTo(URI.create("https://dhis2.example.org/central/api/me?fields=id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:8080", "http://127.0.0.1:8080/dhis", "http://[::1]:8080"})
  void this_machine_may_be_asked_in_the_clear(String text) {
    assertThat(RemoteUrl.of(text).toString()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://dhis2.example.org",
        "HTTP://dhis2.example.org",
        "http://localhost.example.org",
        "ftp://dhis2.example.org",
        "dhis2.example.org",
        "https:///api",
        "https://dhis2.example.org?a=b",
        "https://dhis2.example.org#a",
        ""
      })
  void what_is_no_url_of_a_server_or_would_send_in_the_clear_is_refused(String text) {
    assertThatThrownBy(() -> RemoteUrl.of(text)).isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://amina:geheim@dhis2.example.org", "https://amina:geheim@dhis2 example"})
  void password_in_the_url_is_refused_and_not_repeated(String text) {
    assertThatThrownBy(() -> RemoteUrl.of(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageNotContaining("geheim");
  }

  @Test
  void insecure_http_has_to_be_asked_for() {
    assertThat(RemoteUrl.insecure("http://dhis2.example.org").toString())
        .isEqualTo("http://dhis2.example.org");
  }
}
