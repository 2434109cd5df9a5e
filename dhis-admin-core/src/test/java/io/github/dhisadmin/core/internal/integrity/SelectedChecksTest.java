package io.github.dhisadmin.core.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectedChecksTest {
  private final CheckCatalogue catalogue =
      CheckCatalogue.of(
          List.of(
              FakeCheck.of("org_units_with_cyclic_references", "cyclicUnits")
                  .section(CheckSection.ORGANISATION_UNITS)
                  .severity(Severity.CRITICAL),
              FakeCheck.of("data_elements_without_groups", "dataElementsWithoutGroups", "shared"),
              FakeCheck.of("data_elements_without_data", "shared").optIn().slow(),
              FakeCheck.of("events_without_date")
                  .section(CheckSection.TRACKER)
                  .optIn()
                  .slow()
                  .profile("upgrade-blockers"),
              FakeCheck.of("programs_without_stage")
                  .section(CheckSection.PROGRAMS)
                  .optIn()
                  .profile("upgrade-blockers")
                  .profile("nightly")),
          CustomCheckSource.none(),
          check -> FakeCheck.of(check.check().id()));

  @Test
  void checks_are_listed_by_section_and_id() {
    assertThat(catalogue.definitions())
        .extracting(check -> check.id())
        .containsExactly(
            "data_elements_without_data",
            "data_elements_without_groups",
            "org_units_with_cyclic_references",
            "programs_without_stage",
            "events_without_date");
  }

  @Test
  void by_default_run_those_that_say_so() {
    assertThat(ids(CheckSelection.byDefault()))
        .containsExactly("data_elements_without_groups", "org_units_with_cyclic_references");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data_elements_without_groups",
        "Data-Elements-Without-Groups",
        " data_elements_without_groups ",
        "DEWG",
        "dataElementsWithoutGroups",
        "DATAELEMENTSWITHOUTGROUPS"
      })
  void check_answers_to_id_code_and_alias(String name) {
    assertThat(ids(CheckSelection.of(name))).containsExactly("data_elements_without_groups");
  }

  @Test
  void code_counts_in_capitals_only() {
    assertThatThrownBy(() -> ids(CheckSelection.of("dewg")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Did you mean DEWG");
  }

  @Test
  void names_are_read_alike_in_every_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(ids(CheckSelection.of("ORG-UNITS-WITH-CYCLIC-REFERENCES"))).hasSize(1);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void former_name_of_two_checks_gives_both() {
    assertThat(ids(CheckSelection.of("shared")))
        .containsExactly("data_elements_without_data", "data_elements_without_groups");
  }

  @ParameterizedTest
  @CsvSource({
    "*, 3",
    "data_elements_*, 1",
    "DATA-elements*, 1",
    "*_without_*, 2",
    "*references, 1",
    "data_elements_without_group*s, 1"
  })
  void pattern_gives_all_checks_of_such_names_but_slow_ones(String pattern, int number) {
    assertThat(ids(CheckSelection.of(pattern))).hasSize(number);
  }

  @Test
  void pattern_has_no_other_signs_than_the_star() {
    assertThatThrownBy(() -> ids(CheckSelection.of("data.elements*")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "seed, 2",
    "SEED, 2",
    "default, 2",
    "fast, 3",
    "extended, 1",
    "upgrade-blockers, 1",
    "upgrade_blockers, 1",
    "nightly, 1"
  })
  void group_gives_its_checks_but_slow_ones(String group, int number) {
    assertThat(ids(CheckSelection.of(group))).hasSize(number);
  }

  @Test
  void slow_checks_come_when_asked_for() {
    assertThat(ids(CheckSelection.of("upgrade-blockers").includeSlow()))
        .containsExactly("programs_without_stage", "events_without_date");
    assertThat(ids(CheckSelection.of("events_without_date")))
        .containsExactly("events_without_date");
    assertThat(ids(CheckSelection.of("EWD"))).containsExactly("events_without_date");
    assertThat(ids(CheckSelection.all().includeSlow())).hasSize(5);
  }

  @Test
  void name_that_gives_slow_checks_only_says_how_to_get_them() {
    assertThatThrownBy(() -> ids(CheckSelection.of("events_*")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'events_*' gives slow checks only");
  }

  @Test
  void sections_and_severities_narrow() {
    assertThat(ids(CheckSelection.all().section(CheckSection.PROGRAMS)))
        .containsExactly("programs_without_stage");
    assertThat(ids(CheckSelection.byDefault().severity(Severity.CRITICAL)))
        .containsExactly("org_units_with_cyclic_references");
    assertThat(
            ids(
                CheckSelection.all()
                    .section(CheckSection.PROGRAMS)
                    .section(CheckSection.DATA_ELEMENTS)
                    .severity(Severity.WARNING)))
        .containsExactly("data_elements_without_groups", "programs_without_stage");
  }

  @Test
  void selection_of_which_nothing_is_left_is_refused() {
    assertThatThrownBy(() -> ids(CheckSelection.byDefault().section(CheckSection.PROGRAMS)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("of the 2 checks");
  }

  @Test
  void unknown_names_are_refused_all_at_once_with_what_was_meant() {
    assertThatThrownBy(
            () ->
                ids(
                    CheckSelection.of(
                        "data_element_without_groups", "DEWG", "zzzzzz", "upgrade-blocker")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("no check 'data_element_without_groups'")
        .hasMessageContaining("Did you mean data_elements_without_groups")
        .hasMessageContaining("no check 'zzzzzz'")
        .hasMessageContaining("Did you mean upgrade-blockers")
        .hasMessageNotContaining("'DEWG'");
  }

  @Test
  void library_without_checks_runs_none() {
    CheckCatalogue empty =
        CheckCatalogue.of(
            List.of(), CustomCheckSource.none(), check -> FakeCheck.of(check.check().id()));

    assertThat(empty.selected(CheckSelection.byDefault())).isEmpty();
  }

  private List<String> ids(CheckSelection selection) {
    return catalogue.selected(selection).stream()
        .map(StoredCheck::definition)
        .map(check -> check.id())
        .toList();
  }
}
