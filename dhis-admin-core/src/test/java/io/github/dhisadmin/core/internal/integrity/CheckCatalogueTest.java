package io.github.dhisadmin.core.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.CustomCheckSource.Loaded;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;
import java.util.Set;
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
  void names_that_are_taken_are_refused_all_at_once() {
    assertThatThrownBy(
            () ->
                catalogue(
                    custom("data_elements_without_groups", "XA"),
                    custom("dataelementswithoutgroups", "XB"),
                    custom("seed", "XC"),
                    custom("nightly", "XD"),
                    custom("data_entry_without_guide", "DEWG"),
                    custom("units_without_phone", "XE"),
                    custom("units_without_phone", "XF")))
        .asInstanceOf(type(ConfigurationException.class))
        .extracting(ConfigurationException::problems)
        .isEqualTo(
            List.of(
                "custom check 'data_elements_without_groups': its id names the check"
                    + " data_elements_without_groups",
                "custom check 'dataelementswithoutgroups': its id names the check"
                    + " data_elements_without_groups",
                "custom check 'seed': its id names a group of checks",
                "custom check 'nightly': its id names a group of checks",
                "custom check 'data_entry_without_guide': its code DEWG is that of the check"
                    + " data_elements_without_groups",
                "custom check 'units_without_phone': its id names the check"
                    + " units_without_phone"));
  }

  @Test
  void problems_of_the_source_and_of_the_database_are_told_together() {
    CustomCheckSource source =
        () ->
            new Loaded(
                List.of(custom("units_without_phone", "UWP")), List.of("a.yaml:3: no title"));

    assertThatThrownBy(
            () ->
                CheckCatalogue.of(
                    BUILT_IN,
                    source,
                    check -> {
                      throw new InvalidRequestException("units_without_phone: no such column");
                    }))
        .asInstanceOf(type(ConfigurationException.class))
        .extracting(ConfigurationException::problems)
        .isEqualTo(List.of("a.yaml:3: no title", "units_without_phone: no such column"));
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
