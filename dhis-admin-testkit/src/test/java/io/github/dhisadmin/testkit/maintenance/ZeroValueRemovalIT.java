package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.RemoveZeroDataValues;
import io.github.dhisadmin.maintenance.ValueRemoval;
import io.github.dhisadmin.maintenance.ZeroMatch;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which zeros go, and which mean something. */
class ZeroValueRemovalIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String LEFT =
      "select e.name || ' ' || coalesce('<' || v.value || '>', 'null')"
          + " || case when v.deleted then ' deleted' else '' end from datavalue v"
          + " join dataelement e using (dataelementid) order by e.name, v.value, v.periodid";

  private MaintenanceBed maintenance;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    maintenance = new MaintenanceBed(database);
    dhis2 = Dhis2Fixture.on(database.dataSource());
    for (String type : List.of("SUM", "AVERAGE", "AVERAGE_SUM_ORG_UNIT", "COUNT", "MAX", "NONE")) {
      dhis2.dataElement(type).aggregationType(type);
      dhis2.dataValue(type, "202401", "Bo").value("0");
      dhis2.dataElement(type + " significant").aggregationType(type).zeroIsSignificant();
      dhis2.dataValue(type + " significant", "202401", "Bo").value("0");
    }
    int month = 1;
    for (String value : new String[] {"0.0", "00", "-0", "0 ", "0e5", "10", "0x", ".", null}) {
      dhis2.dataValue("SUM", "20230" + month++, "Bo").value(value);
    }
    dhis2.dataElement("Text").aggregationType("SUM").valueType("TEXT");
    dhis2.dataValue("Text", "202401", "Bo").value("0");
    dhis2.dataValue("Text", "202402", "Bo").value("0.0");
    dhis2.dataValue("SUM", "202402", "Bo").value("0").deleted();
    dhis2.dataValue("SUM", "202403", "Bo").value("0").comment("really").followUp();
  }

  @ParameterizedTest
  @EnumSource
  void exactly_zero_goes_where_zero_is_summed_and_not_significant(Shape shape) {
    open(shape);

    Map<String, Long> counts =
        maintenance.carryOut(MaintenanceOperations.REMOVE_ZERO_DATA_VALUES.request());

    assertThat(counts).containsExactly(Map.entry("dataValues", 4L));
    assertThat(maintenance.values(LEFT))
        .containsExactlyInAnyOrder(
            "AVERAGE <0>",
            "AVERAGE significant <0>",
            "AVERAGE_SUM_ORG_UNIT <0>",
            "AVERAGE_SUM_ORG_UNIT significant <0>",
            "COUNT <0>",
            "COUNT significant <0>",
            "MAX <0>",
            "MAX significant <0>",
            "NONE <0>",
            "NONE significant <0>",
            "SUM <-0>",
            "SUM <.>",
            "SUM <0 >",
            "SUM <0.0>",
            "SUM <00>",
            "SUM <0e5>",
            "SUM <0x>",
            "SUM <10>",
            "SUM null",
            "SUM significant <0>",
            "Text <0.0>");
  }

  @ParameterizedTest
  @EnumSource
  void lenient_match_takes_every_spelling_of_zero_in_numeric_elements(Shape shape) {
    open(shape);

    maintenance.carryOut(
        MaintenanceOperations.REMOVE_ZERO_DATA_VALUES.with(
            new RemoveZeroDataValues(ZeroMatch.NUMERIC, ValueRemoval.DELETE)));

    assertThat(maintenance.values(LEFT))
        .filteredOn(line -> line.startsWith("SUM ") || line.startsWith("Text"))
        .containsExactlyInAnyOrder(
            "SUM <.>",
            "SUM <0x>",
            "SUM <10>",
            "SUM null",
            "SUM significant <0>",
            "Text <0.0>",
            "Text <0>");
  }

  @ParameterizedTest
  @EnumSource
  void marked_values_stay_for_those_who_have_to_see_the_deletion(Shape shape) {
    open(shape);
    MaintenanceRequest<?> request =
        MaintenanceOperations.REMOVE_ZERO_DATA_VALUES.with(
            new RemoveZeroDataValues(ZeroMatch.EXACT, ValueRemoval.MARK_DELETED));

    Map<String, Long> counts = maintenance.carryOut(request);

    assertThat(counts).containsExactly(Map.entry("dataValues", 3L));
    assertThat(maintenance.values(LEFT))
        .filteredOn(line -> line.endsWith("deleted"))
        .containsExactly(
            "SUM <0> deleted", "SUM <0> deleted", "SUM <0> deleted", "Text <0> deleted");
    assertThat(maintenance.count("datavalue where lastupdated > '2024-01-01'")).isEqualTo(3);
  }
}
