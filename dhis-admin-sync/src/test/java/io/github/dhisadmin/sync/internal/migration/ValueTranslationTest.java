package io.github.dhisadmin.sync.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.sync.internal.data.JsonText;
import io.github.dhisadmin.sync.internal.migration.DownloadDocument.Attribute;
import io.github.dhisadmin.sync.internal.migration.DownloadDocument.Scope;
import io.github.dhisadmin.sync.internal.remote.RemoteValue;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueTranslationTest {
  private static final String BCG = "s46m5MS0hxu";
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String BCG_THERE = "fbfJHSPpUQD";
  private static final String FIXED = "PT59n8BQbqM";
  private static final String OUTREACH = "V6L425pT3A0";
  private static final String FIXED_THERE = "pq2XI5kz2BY";
  private static final String FUNDED = "HllvX50cXC0";
  private static final String UNIT = "DiszpKrYNg8";

  @Test
  void value_as_it_was_entered_keeps_everything_but_the_name_of_its_item() {
    List<MigratedValue> values =
        translate(
            document(DataOrigin.RAW_VALUES, Map.of(BCG, BCG_THERE), null),
            new RemoteValue(point(BCG, FIXED, FUNDED), "13", "recount", true));

    assertThat(values)
        .containsExactly(new MigratedValue(point(BCG_THERE, FIXED, FUNDED), "13", "recount", true));
  }

  @Test
  void comment_that_dhis2_makes_for_aggregates_does_not_travel() {
    List<MigratedValue> values =
        translate(
            document(DataOrigin.ANALYTICS, Map.of(BCG, BCG_THERE), null),
            new RemoteValue(point(BCG, "", ""), "13", "[aggregated]", false));

    assertThat(values)
        .containsExactly(new MigratedValue(point(BCG_THERE, "", ""), "13", null, false));
  }

  @Test
  void item_with_an_option_combination_goes_before_its_data_element() {
    List<MigratedValue> values =
        translate(
            document(
                DataOrigin.RAW_VALUES,
                Map.of(BCG, BCG_THERE, BCG + "." + FIXED, BCG_THERE + "." + FIXED_THERE),
                null),
            value(point(BCG, FIXED, FUNDED), "1"),
            value(point(BCG, OUTREACH, FUNDED), "2"));

    assertThat(values)
        .extracting(each -> each.point().categoryOptionCombo(), MigratedValue::valueOrNull)
        .containsExactly(tuple(FIXED_THERE, "1"), tuple(OUTREACH, "2"));
  }

  @Test
  void values_of_an_option_get_the_attribute_that_it_is_mapped_to() {
    List<MigratedValue> values =
        translate(
            document(
                DataOrigin.ANALYTICS,
                Map.of(BCG, BCG_THERE),
                new Attribute("SooXFOUnciJ", "CW81uF03hvV", FUNDED)),
            value(point(BCG, "", ""), "13"));

    assertThat(values)
        .extracting(each -> each.point().attributeOptionCombo())
        .containsExactly(FUNDED);
  }

  @Test
  void values_that_nobody_asked_for_are_left_out() {
    assertThat(
            translate(
                document(DataOrigin.RAW_VALUES, Map.of(BCG, BCG_THERE), null),
                value(point(OPV, FIXED, FUNDED), "13")))
        .isEmpty();
  }

  /** One of them would have been overwritten by the other, whichever came last. */
  @Test
  void two_values_that_would_become_one_are_refused() {
    DownloadDocument document =
        document(DataOrigin.RAW_VALUES, Map.of(BCG, BCG_THERE, OPV, BCG_THERE), null);

    assertThatThrownBy(
            () ->
                translate(
                    document,
                    value(point(BCG, FIXED, FUNDED), "1"),
                    value(point(OPV, FIXED, FUNDED), "2")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(BCG_THERE);
  }

  @Test
  void what_a_task_fetches_is_read_as_it_was_written() {
    DownloadDocument document =
        document(
            DataOrigin.ANALYTICS,
            Map.of(BCG, BCG_THERE),
            new Attribute("SooXFOUnciJ", "CW81uF03hvV", FUNDED));

    assertThat(TaskDocuments.read(TaskDocuments.write(document), DownloadDocument.class))
        .isEqualTo(document);
  }

  @Test
  void values_that_a_task_sends_are_read_as_they_were_written() {
    UploadDocument document =
        new UploadDocument(
            "central",
            List.of(
                new MigratedValue(point(BCG, FIXED, FUNDED), "13", "recount", true),
                new MigratedValue(point(OPV, "", ""), null, null, false)));

    assertThat(TaskDocuments.read(TaskDocuments.write(document), UploadDocument.class))
        .isEqualTo(document);
  }

  @Test
  void values_are_sent_without_what_they_lack() {
    assertThat(
            JsonText.of(
                UploadDocument.toImport(
                    List.of(
                        new MigratedValue(point(BCG, FIXED, FUNDED), "13", "recount", true),
                        new MigratedValue(point(OPV, "", ""), "7", null, false)))))
        .isEqualTo(
            "{\"dataValues\":[{\"dataElement\":\"s46m5MS0hxu\",\"period\":\"202601\","
                + "\"orgUnit\":\"DiszpKrYNg8\",\"categoryOptionCombo\":\"PT59n8BQbqM\","
                + "\"attributeOptionCombo\":\"HllvX50cXC0\",\"value\":\"13\","
                + "\"comment\":\"recount\",\"followup\":true,\"followUp\":true},"
                + "{\"dataElement\":\"x3Do5e7g4Qo\",\"period\":\"202601\","
                + "\"orgUnit\":\"DiszpKrYNg8\",\"value\":\"7\"}]}");
  }

  private static List<MigratedValue> translate(DownloadDocument document, RemoteValue... values) {
    return new ValueTranslation(document).translate(List.of(values));
  }

  private static DownloadDocument document(
      DataOrigin origin, Map<String, String> items, @Nullable Attribute attribute) {
    return new DownloadDocument(
        "old",
        "central",
        SourceTransport.DIRECT,
        origin,
        new Scope(List.of("202601"), "ImspTQPwCqd", 4),
        items,
        attribute);
  }

  private static RemoteValue value(Point point, String value) {
    return new RemoteValue(point, value, null, false);
  }

  private static Point point(String element, String combo, String attribute) {
    return new Point(element, "202601", UNIT, combo, attribute);
  }
}
