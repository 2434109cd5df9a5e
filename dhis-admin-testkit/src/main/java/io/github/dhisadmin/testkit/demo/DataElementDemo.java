package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.DataElementFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.util.List;

/** Generates the aggregate data elements with their groups and group sets. */
final class DataElementDemo {
  private static final int PATTERN = 50;
  private static final String LONG_NAME_END =
      ", counted once for each person and illness".repeat(5);

  /** As many characters as DHIS2's column takes. */
  private static final int LONGEST_NAME = 230;

  private static final List<GroupSet> GROUP_SETS =
      List.of(
          new GroupSet(
              "Programme",
              10,
              1,
              List.of("Malaria", "HIV", "Maternal health", "Nutrition", "Других")),
          new GroupSet("Kind of data", 9, 2, List.of("Routine", "Survey", "Stock")),
          new GroupSet("Priority", 10, 3, List.of("High", "Low")),
          new GroupSet(
              "Source",
              8,
              4,
              List.of(
                  "Register", "Tally sheet", "Stock card", "Laboratory book", "Ledger", "Census")),
          new GroupSet("Level of care", 6, 5, List.of("Primary", "Secondary", "Tertiary")),
          new GroupSet("Use", 3, 7, List.of("Scorecard", "Annual report")));

  private final Dhis2Fixture fixture;
  private final DemoPlan plan;

  DataElementDemo(Dhis2Fixture fixture, DemoPlan plan) {
    this.fixture = fixture;
    this.plan = plan;
  }

  /** The name of the data element with this number, from 1. */
  static String name(int number) {
    return switch (number % PATTERN) {
      case 7 -> "Cases of \"fever\" in children's wards " + number;
      case 13 -> "Случаи малярии " + number;
      case 19 -> "حالات الملاريا " + number;
      case 31 -> "マラリア症例 " + number;
      case 43 ->
          ("Number " + number + " of consultations" + LONG_NAME_END).substring(0, LONGEST_NAME);
      default -> "Consultations of kind " + number;
    };
  }

  void generate() {
    for (int number = 1; number <= plan.scale().dataElements(); number++) {
      DataElementFixture element =
          fixture.dataElement(name(number)).code("DE-" + number).shortName("DE " + number);
      kind(element, number);
      CategoryDemo.combo(number).ifPresent(element::categoryCombo);
      group(number);
    }
    fixture.dataElement(name(2)).aggregationLevels(2);
    fixture.dataElement(name(3)).aggregationLevels(3, 1);
    for (GroupSet set : GROUP_SETS) {
      fixture.dataElementGroupSet(set.name()).groups(set.groups().toArray(String[]::new));
    }
    fixture
        .legendSet("Coverage")
        .legend("Low", 0, 50)
        .legend("High", 50, 101)
        .ofDataElement(name(4));
  }

  // Five of fifty are not numbers; zeros of sums are left out of analytics unless significant
  private static void kind(DataElementFixture element, int number) {
    switch (number % PATTERN) {
      case 1, 26 -> element.valueType("NUMBER").aggregationType("AVERAGE");
      case 4 -> element.valueType("PERCENTAGE").aggregationType("AVERAGE_SUM_ORG_UNIT");
      case 6 -> element.valueType("NUMBER").aggregationType("LAST");
      case 8 -> element.valueType("NUMBER").aggregationType("LAST_AVERAGE_ORG_UNIT");
      case 10 -> element.valueType("INTEGER").aggregationType("COUNT");
      case 11 -> element.valueType("UNIT_INTERVAL").aggregationType("AVERAGE");
      case 14 ->
          element.valueType("INTEGER_ZERO_OR_POSITIVE").aggregationType("SUM").zeroIsSignificant();
      case 16 -> element.valueType("INTEGER").aggregationType("MAX");
      case 21 -> element.valueType("TEXT").aggregationType("NONE");
      case 22 -> element.valueType("BOOLEAN").aggregationType("SUM");
      case 23 -> element.valueType("TRUE_ONLY").aggregationType("SUM");
      case 24 -> element.valueType("DATE").aggregationType("NONE");
      case 41 -> element.valueType("COORDINATE").aggregationType("NONE");
      default ->
          element
              .valueType(number % 2 == 0 ? "INTEGER" : "INTEGER_POSITIVE")
              .aggregationType("SUM");
    }
  }

  private void group(int number) {
    for (GroupSet set : GROUP_SETS) {
      if (number * 7 % 10 < set.tenths()) {
        fixture.dataElementGroup(set.groupOf(number)).members(name(number));
      }
    }
  }

  /**
   * Groups that take turns.
   *
   * @param tenths how many of ten data elements are in one of the groups
   * @param run how many neighbouring data elements are in the same group
   */
  private record GroupSet(String name, int tenths, int run, List<String> groups) {
    String groupOf(int number) {
      return groups.get(number / run % groups.size());
    }
  }
}
