package io.github.dhisadmin.core.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.CustomCheckSource.Loaded;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckCatalogueTest {
  private static final List<StoredCheck> BUILT_IN =
      List.of(
          FakeCheck.of("data_elements_without_groups", "dataElementsWithoutGroups")
              .profile("nightly"));

  @Test
  void operators_checks_stand_beside_those_of_the_library() {
    CheckCatalogue catalogue = catalogue(custom("units_without_phone", "UWP"));

    assertThat(catalogue.definitions())
        .extracting(IntegrityCheck::id)
        .containsExactly("data_elements_without_groups", "units_without_phone");
  }

  @Test
  void check_whose_name_is_taken_is_listed_as_broken_under_another() {
    CheckCatalogue catalogue =
        catalogue(
            custom("data_elements_without_groups", "XA"),
            custom("dataelementswithoutgroups", "XB"),
            custom("seed", "XC"),
            custom("nightly", "XD"),
            custom("data_entry_without_guide", "DEWG"),
            custom("units_without_phone", "XE"),
            custom("units_without_phone", "XF"));

    assertThat(problems(catalogue))
        .containsOnly(
            Map.entry("data_elements_without_groups", List.of()),
            Map.entry(
                "data_elements_without_groups_2",
                List.of(
                    "custom check 'data_elements_without_groups': its id names the check"
                        + " data_elements_without_groups")),
            Map.entry(
                "dataelementswithoutgroups_2",
                List.of(
                    "custom check 'dataelementswithoutgroups': its id names the check"
                        + " data_elements_without_groups")),
            Map.entry("seed_2", List.of("custom check 'seed': its id names a group of checks")),
            Map.entry(
                "nightly_2", List.of("custom check 'nightly': its id names a group of checks")),
            Map.entry(
                "data_entry_without_guide_2",
                List.of(
                    "custom check 'data_entry_without_guide': its code DEWG is that of the check"
                        + " data_elements_without_groups")),
            Map.entry("units_without_phone", List.of()),
            Map.entry(
                "units_without_phone_2",
                List.of(
                    "custom check 'units_without_phone': its id names the check"
                        + " units_without_phone")));
  }

  @Test
  void check_that_the_source_or_the_database_refuses_hides_none_of_the_others() {
    CustomCheckSource source =
        () ->
            new Loaded(
                List.of(custom("units_without_phone", "UWP"), custom("units_without_mail", "UWM")),
                List.of(
                    IntegrityCheck.broken("custom_a", List.of("a.yaml:3: no title", "a.yaml:4"))));

    CheckCatalogue catalogue =
        CheckCatalogue.of(
            BUILT_IN,
            source,
            check -> {
              if (check.check().id().equals("units_without_phone")) {
                throw new InvalidRequestException("no such column");
              }
              return FakeCheck.of(check.check().id());
            });

    assertThat(problems(catalogue))
        .containsOnly(
            Map.entry("data_elements_without_groups", List.of()),
            Map.entry("units_without_phone", List.of("no such column")),
            Map.entry("units_without_mail", List.of()),
            Map.entry("custom_a", List.of("a.yaml:3: no title", "a.yaml:4")));
  }

  @Test
  void broken_check_fails_with_all_its_problems_when_it_is_run() {
    CheckCatalogue catalogue =
        CheckCatalogue.of(
            List.of(),
            () ->
                new Loaded(
                    List.of(), List.of(IntegrityCheck.broken("custom_a", List.of("one", "two")))),
            check -> FakeCheck.of(check.check().id()));
    StoredCheck broken = catalogue.selected(CheckSelection.byDefault()).get(0);

    assertThat(broken.missing()).isEmpty();
    assertThatThrownBy(
            () ->
                broken.run(
                    new CheckRun(
                        IntegrityRequest.of(CheckSelection.byDefault()), new Cancellation()),
                    issue -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("one", "two");
  }

  private static Map<String, List<String>> problems(CheckCatalogue catalogue) {
    return catalogue.definitions().stream()
        .collect(Collectors.toMap(IntegrityCheck::id, IntegrityCheck::problems));
  }

  private static CheckCatalogue catalogue(CustomCheck... checks) {
    return CheckCatalogue.of(
        BUILT_IN,
        () -> new Loaded(List.of(checks), List.of()),
        check -> FakeCheck.of(check.check().id()));
  }

  private static CustomCheck custom(String id, String code) {
    return new CustomCheck(
        new IntegrityCheck(
            new CheckName(id, code, List.of()),
            CheckSection.OTHER,
            Severity.INFO,
            null,
            new CheckTexts("Title", "Description", "Recommendation", ""),
            new CheckTraits(CheckSource.CUSTOM, true, false, null, Set.of())),
        "select uid, name from organisationunit",
        null);
  }
}
