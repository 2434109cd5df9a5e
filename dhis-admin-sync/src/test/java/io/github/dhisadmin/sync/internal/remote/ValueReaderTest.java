package io.github.dhisadmin.sync.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data values as servers of several versions write them. */
class ValueReaderTest {
  private static final Point POINT =
      new Point("fbfJHSPpUQD", "202103", "DiszpKrYNg8", "pq2XI5kz2BY", "HllvX50cXC0");

  @Test
  void value_is_read_with_its_comment_and_mark() throws IOException {
    assertThat(
            read(
                """
                {"dataSet": "x", "dataValues": [{"dataElement":"fbfJHSPpUQD","period":"202103",
                "orgUnit":"DiszpKrYNg8","categoryOptionCombo":"pq2XI5kz2BY",
                "attributeOptionCombo":"HllvX50cXC0","value":"13","storedBy":"amina",
                "created":"2021-03-02T08:00:00.000+0000","comment":"recount","followup":true}]}"""))
        .containsExactly(new RemoteValue(POINT, "13", "recount", true));
  }

  @Test
  void mark_has_another_spelling_from_2_43_on_and_numbers_may_be_numbers() throws IOException {
    assertThat(
            read(
                """
                {"dataValues": [{"dataElement":"fbfJHSPpUQD","period":202103,
                "orgUnit":"DiszpKrYNg8","value":13.50,"comment":null,"followUp":true}]}"""))
        .containsExactly(
            new RemoteValue(
                new Point("fbfJHSPpUQD", "202103", "DiszpKrYNg8", "", ""), "13.50", null, true));
  }

  @Test
  void what_is_not_asked_for_is_passed_over() throws IOException {
    assertThat(
            read(
                """
                {"metaData": {"dataValues": [{"value":"1"}]}, "dataValues": [
                  {"value":"2","audit":{"value":"3","by":["amina"]}}, [4]], "pager": {"page": 1}}"""))
        .extracting(RemoteValue::valueOrNull)
        .containsExactly("2");
  }

  /** Servers answer so when there are none. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"dataValues\":[]}", "{\"dataValues\":null}"})
  void no_values_are_none(String answer) throws IOException {
    assertThat(read(answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pong",
        "[]",
        "{\"dataValues\":[{\"value\":\"13\"},",
        "{\"dataValues\":[{\"value\":\"1",
        "{\"dataValues\":[{\"value\":\"13\"}]"
      })
  void what_breaks_off_is_no_answer(String answer) {
    assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class);
  }

  @Test
  void uids_are_kept_once() throws IOException {
    List<RemoteValue> values =
        read(
            """
            {"dataValues": [{"orgUnit":"DiszpKrYNg8","value":"1"},
              {"orgUnit":"DiszpKrYNg8","value":"2"}]}""");

    assertThat(values.get(0).point().organisationUnit())
        .isSameAs(values.get(1).point().organisationUnit());
  }

  private static List<RemoteValue> read(String answer) throws IOException {
    return new ValueReader().read(answer);
  }
}
