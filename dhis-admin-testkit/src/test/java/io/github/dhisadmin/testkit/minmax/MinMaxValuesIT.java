package io.github.dhisadmin.testkit.minmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bounds computed by hand. The values 2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the deviation 2.
 */
class MinMaxValuesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String[] MEAN_5_DEVIATION_2 = {"2", "4", "4", "4", "5", "5", "7", "9"};

  private MinMaxBed bed;

  @BeforeEach
  void open() {
    bed = new MinMaxBed(POSTGRES.database());
    bed.element("Cases", "INTEGER");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void bounds_lie_two_deviations_around_the_mean(Shape shape) {
    bed = new MinMaxBed(POSTGRES.database(shape));
    bed.element("Cases", "INTEGER");
    bed.values("Cases", "Clinic", MEAN_5_DEVIATION_2);

    MinMaxResult planned = bed.store().preview(everywhere());
    MinMaxResult done = generate(everywhere());

    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|1..9|generated");
    assertThat(done).isEqualTo(new MinMaxResult(1, 0, 0, 0, 0, 0));
    assertThat(planned).isEqualTo(done);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void factor_is_that_of_the_request_or_else_of_the_setting(Shape shape) {
    bed = new MinMaxBed(POSTGRES.database(shape));
    bed.element("Cases", "INTEGER");
    bed.values("Cases", "Clinic", MEAN_5_DEVIATION_2);
    bed.dhis2().setting("factorDeviation", "1.5");

    generate(everywhere());
    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|2..8|generated");

    assertThat(generate(everywhere().factor(3))).isEqualTo(new MinMaxResult(0, 1, 0, 0, 0, 0));
    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|-1..11|generated");
  }

  @Test
  void bounds_of_which_one_is_wrong_are_changed_and_right_ones_cost_no_number() {
    for (String unit : List.of("Clinic", "North", "South")) {
      bed.values("Cases", unit, MEAN_5_DEVIATION_2);
    }
    bed.bound("Cases", "Clinic", 0, 9, true);
    bed.bound("Cases", "North", 1, 8, true);
    bed.bound("Cases", "South", 1, 9, true);
    List<String> before = bed.sql().rows("select last_value from hibernate_sequence");

    assertThat(generate(everywhere())).isEqualTo(new MinMaxResult(0, 2, 1, 0, 0, 0));

    assertThat(bed.bounds()).hasSize(3).allMatch(each -> each.endsWith("|1..9|generated"));
    assertThat(bed.sql().rows("select last_value from hibernate_sequence")).isEqualTo(before);
  }

  @Test
  void bounds_are_rounded_half_up() {
    // Mean 3.5, deviation 1.5, two of them 3: from 0.5 to 6.5.
    bed.values("Cases", "North", "2", "5");
    // Mean -3.5: from -6.5 to -0.5.
    bed.values("Cases", "South", "-2", "-5");

    generate(everywhere());

    assertThat(bed.bounds())
        .containsExactly(
            "Cases|North|default|1..7|generated", "Cases|South|default|-6..0|generated");
  }

  @Test
  void bounds_keep_to_the_side_of_zero_that_the_value_type_names() {
    bed.element("Positive", "INTEGER_POSITIVE");
    bed.element("Not negative", "INTEGER_ZERO_OR_POSITIVE");
    bed.element("Negative", "INTEGER_NEGATIVE");
    bed.element("Percentage", "PERCENTAGE");
    bed.element("Interval", "UNIT_INTERVAL");
    bed.element("Number", "NUMBER");
    // Mean 50, deviation 50: from -50 to 150.
    for (String element : List.of("Positive", "Not negative", "Percentage", "Number", "Cases")) {
      bed.values(element, "Clinic", "0", "100");
    }
    bed.values("Negative", "Clinic", "0", "-100");
    bed.values("Interval", "Clinic", "0.3", "0.7");

    generate(everywhere());

    assertThat(bed.bounds())
        .containsExactly(
            "Cases|Clinic|default|-50..150|generated",
            // Mean 0.5, deviation 0.2: from 0.1 to 0.9.
            "Interval|Clinic|default|0..1|generated",
            "Negative|Clinic|default|-150..0|generated",
            "Not negative|Clinic|default|0..150|generated",
            "Number|Clinic|default|-50..150|generated",
            "Percentage|Clinic|default|-50..150|generated",
            "Positive|Clinic|default|0..150|generated");
  }

  @Test
  void values_on_the_wrong_side_of_zero_give_no_bounds() {
    bed.element("Positive", "INTEGER_POSITIVE");
    bed.values("Positive", "Clinic", "-10", "-12");

    assertThat(generate(everywhere())).isEqualTo(new MinMaxResult(0, 0, 0, 0, 0, 0));
    assertThat(bed.bounds()).isEmpty();
  }

  @Test
  void bounds_end_where_integers_end() {
    bed.element("Number", "NUMBER");
    bed.values("Number", "Clinic", "-4000000000", "4000000000");
    bed.values("Number", "North", "3000000000", "4000000000");

    generate(everywhere());

    assertThat(bed.bounds())
        .containsExactly(
            "Number|Clinic|default|-2147483648..2147483647|generated",
            "Number|North|default|2147483647..2147483647|generated");
  }

  @Test
  void equal_values_and_single_values_give_no_bounds() {
    bed.element("Number", "NUMBER");
    bed.values("Cases", "Clinic", "7");
    bed.values("Cases", "North", "7", "7", "7");
    bed.values("Number", "North", "0.1", "0.1", "0.10", "0.1", "0.1", "0.1", "0.1");

    generate(everywhere());

    assertThat(bed.bounds()).isEmpty();
  }

  @Test
  void texts_in_a_numeric_element_are_ignored_and_counted() {
    bed.values("Cases", "Clinic", "2", "many", "5", "", "NaN", "Infinity", "1e999", "0x10");

    MinMaxResult planned = bed.store().preview(everywhere());

    assertThat(generate(everywhere())).isEqualTo(new MinMaxResult(1, 0, 0, 0, 0, 6));
    assertThat(planned.ignoredValues()).isEqualTo(6);
    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|1..7|generated");
  }

  @Test
  void white_space_around_a_number_does_not_count() {
    bed.values("Cases", "Clinic", " 2", "5 \n", "\u00a07", "3 4");

    assertThat(generate(everywhere())).isEqualTo(new MinMaxResult(1, 0, 0, 0, 0, 2));
    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|1..7|generated");
  }

  @Test
  void deleted_values_texts_and_elements_of_other_data_sets_do_not_count() {
    bed.values("Cases", "Clinic", "2", "5");
    bed.dhis2().dataValue("Cases", "202512", "Clinic").value("1000").deleted();
    bed.dhis2().dataValue("Cases", "202511", "Clinic").value(null);
    bed.element("Remark", "TEXT");
    bed.values("Remark", "Clinic", "1", "9");
    bed.dhis2().dataElement("Elsewhere").valueType("INTEGER");
    bed.dhis2().dataSet("Other").dataElements("Elsewhere");
    bed.values("Elsewhere", "Clinic", "1", "9");

    generate(everywhere());

    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|1..7|generated");
  }

  @Test
  void values_are_pooled_over_attribute_options_and_kept_apart_by_category_options() {
    bed.dhis2().category("Sex").options("Female", "Male");
    bed.dhis2().categoryCombo("Sexes").categories("Sex");
    bed.dhis2().category("Age").options("Young", "Old");
    bed.dhis2().categoryCombo("Ages").categories("Age");
    bed.dhis2().category("Donor").options("Red", "Blue");
    bed.dhis2().categoryCombo("Donors").categories("Donor");
    bed.dhis2().dataElement("Cases").categoryCombo("Sexes");
    bed.dhis2().dataSet("Other").dataElements("Cases").disaggregation("Cases", "Ages");
    value("Female", "Red", "202501", "2");
    value("Female", "Blue", "202502", "5");
    value("Male", "Red", "202501", "20");
    value("Male", "Red", "202502", "50");
    value("Old", "Red", "202501", "200");
    value("Old", "Red", "202502", "500");
    // Not, or no longer, an option combo of the element.
    value("default", "Red", "202501", "1");
    value("default", "Red", "202502", "9");

    generate(everywhere());

    assertThat(bed.bounds())
        .containsExactly(
            "Cases|Clinic|Female|1..7|generated",
            "Cases|Clinic|Male|5..65|generated",
            "Cases|Clinic|Old|50..650|generated");
  }

  @Test
  void scope_of_deleting_is_that_of_computing() {
    bed.values("Cases", "North", "2", "5");
    bed.values("Cases", "Clinic", "20", "50");
    bed.values("Cases", "South", "200", "500");
    bed.bound("Cases", "Country", 1, 2, true);
    bed.bound("Cases", "North", 1, 2, true);
    bed.bound("Cases", "Clinic", 1, 2, true);
    bed.bound("Cases", "South", 1, 2, true);

    generate(MinMaxGeneration.of(bed.self("North")));
    assertThat(bed.bounds())
        .containsExactly(
            "Cases|Clinic|default|1..2|generated",
            "Cases|Country|default|1..2|generated",
            "Cases|North|default|1..7|generated",
            "Cases|South|default|1..2|generated");

    generate(MinMaxGeneration.of(bed.subtree("North")));
    assertThat(bed.bounds())
        .containsExactly(
            "Cases|Clinic|default|5..65|generated",
            "Cases|Country|default|1..2|generated",
            "Cases|North|default|1..7|generated",
            "Cases|South|default|1..2|generated");
  }

  @Test
  void units_are_found_by_their_parents_even_if_their_path_is_wrong() {
    bed.values("Cases", "Clinic", "2", "5");
    bed.sql().execute("update organisationunit set path = null where name = 'Clinic'");

    generate(MinMaxGeneration.of(bed.subtree("North")));

    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|1..7|generated");
  }

  @Test
  void what_a_person_entered_stays_unless_it_is_to_be_replaced() {
    bed.values("Cases", "Clinic", "2", "5");
    bed.values("Cases", "North", "2", "5");
    bed.bound("Cases", "Clinic", 100, 200, false);
    bed.bound("Cases", "North", 1, 7, false);
    bed.bound("Cases", "South", 100, 200, false);
    List<String> before = bed.bounds();

    assertThat(bed.store().preview(everywhere())).isEqualTo(new MinMaxResult(0, 0, 0, 0, 3, 0));
    assertThat(generate(everywhere())).isEqualTo(new MinMaxResult(0, 0, 0, 0, 3, 0));
    assertThat(bed.bounds()).isEqualTo(before);

    MinMaxGeneration replacing = everywhere().replaceManual();
    assertThat(bed.store().preview(replacing)).isEqualTo(new MinMaxResult(0, 2, 0, 1, 0, 0));
    assertThat(generate(replacing)).isEqualTo(new MinMaxResult(0, 2, 0, 1, 0, 0));
    assertThat(bed.bounds())
        .containsExactly(
            "Cases|Clinic|default|1..7|generated", "Cases|North|default|1..7|generated");
  }

  @Test
  void second_generation_changes_nothing() {
    bed.values("Cases", "Clinic", "2", "5");
    bed.values("Cases", "North", "20", "50");
    bed.bound("Cases", "South", 1, 2, true);

    assertThat(generate(everywhere())).isEqualTo(new MinMaxResult(2, 0, 0, 1, 0, 0));
    List<String> rows = bed.sql().rows("select xmin, * from minmaxdataelement order by 2, 3, 4");

    assertThat(generate(everywhere())).isEqualTo(new MinMaxResult(0, 0, 2, 0, 0, 0));
    assertThat(bed.sql().rows("select xmin, * from minmaxdataelement order by 2, 3, 4"))
        .as("written again")
        .isEqualTo(rows);
  }

  @Test
  void cancelled_generation_leaves_everything_as_it_was() {
    bed.values("Cases", "Clinic", "2", "5");
    bed.bound("Cases", "Clinic", 1, 2, true);
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() -> bed.store().generate(everywhere(), cancellation))
        .isInstanceOf(CancelledException.class);
    assertThat(bed.bounds()).containsExactly("Cases|Clinic|default|1..2|generated");
  }

  @Test
  void removing_keeps_other_scopes_and_what_a_person_entered() {
    bed.element("Deaths", "INTEGER");
    bed.bound("Cases", "North", 1, 2, true);
    bed.bound("Cases", "Clinic", 1, 2, true);
    bed.bound("Deaths", "Clinic", 3, 4, false);
    bed.bound("Cases", "South", 5, 6, true);
    MinMaxRemoval north = MinMaxRemoval.of(bed.subtree("North"));

    assertThat(bed.store().previewRemove(north)).isEqualTo(new MinMaxResult(0, 0, 0, 2, 1, 0));
    assertThat(bed.store().remove(north)).isEqualTo(new MinMaxResult(0, 0, 0, 2, 1, 0));
    assertThat(bed.bounds())
        .containsExactly("Cases|South|default|5..6|generated", "Deaths|Clinic|default|3..4|manual");

    assertThat(bed.store().previewRemove(north.withManual()))
        .isEqualTo(new MinMaxResult(0, 0, 0, 1, 0, 0));
    assertThat(bed.store().remove(north.withManual()))
        .isEqualTo(new MinMaxResult(0, 0, 0, 1, 0, 0));
    assertThat(bed.bounds()).containsExactly("Cases|South|default|5..6|generated");
  }

  @Test
  void everything_unknown_is_named() {
    MinMaxScope scope = MinMaxScope.subtree(List.of("noDataSet01"), List.of("noUnit00001"));

    assertThatThrownBy(() -> bed.store().preview(MinMaxGeneration.of(scope)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("There is no data set noDataSet01; no organisation unit noUnit00001.");
  }

  @Test
  void values_outside_their_bounds_are_told_farthest_first() {
    bed.bound("Cases", "Clinic", 10, 20, true);
    bed.values("Cases", "Clinic", "10", "20", "21", "4.5", "text", "15");
    bed.dhis2().dataValue("Cases", "202512", "Clinic").value("9000").deleted();
    bed.bound("Cases", "South", 1, 2, true);
    bed.values("Cases", "South", "99");
    bed.values("Cases", "North", "5000");

    List<ValueOutsideBounds> found = bed.store().outside(bed.subtree("North"), 10);

    assertThat(found)
        .extracting(
            value ->
                value.value().period()
                    + " "
                    + value.value().organisationUnitName()
                    + " "
                    + value.value().number()
                    + " by "
                    + value.distance())
        .containsExactly("202504 Clinic 4.5 by 5.5", "202503 Clinic 21.0 by 1.0");
    assertThat(found.get(0).minimum()).isEqualTo(10);
    assertThat(found.get(0).maximum()).isEqualTo(20);
    assertThat(found.get(0).value().dataElement())
        .isEqualTo(bed.dhis2().dataElement("Cases").uid());
    assertThat(bed.store().outside(bed.subtree("Country"), 1))
        .extracting(value -> value.value().organisationUnitName())
        .containsExactly("South");
  }

  private MinMaxGeneration everywhere() {
    return MinMaxGeneration.of(bed.subtree("Country"));
  }

  private MinMaxResult generate(MinMaxGeneration generation) {
    return bed.store().generate(generation, new Cancellation());
  }

  private void value(String optionCombo, String attributeCombo, String period, String value) {
    bed.dhis2()
        .dataValue("Cases", period, "Clinic")
        .categoryOptionCombo(optionCombo)
        .attributeOptionCombo(attributeCombo)
        .value(value);
  }
}
