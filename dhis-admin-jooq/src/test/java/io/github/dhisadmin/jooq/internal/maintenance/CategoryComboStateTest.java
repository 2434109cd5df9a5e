package io.github.dhisadmin.jooq.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.Difference;
import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.Option;
import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.OptionCombo;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CategoryComboStateTest {
  private static final Option FEMALE = new Option(1, "Female");
  private static final Option MALE = new Option(2, "Male");
  private static final Option YOUNG = new Option(3, "<5");

  private static CategoryComboState combo(List<List<Option>> categories, OptionCombo... existing) {
    return new CategoryComboState(9, "comboUid001", "Combo", categories, List.of(existing));
  }

  @Test
  void same_options_in_another_order_are_the_same_combination() {
    Difference difference =
        combo(
                List.of(List.of(FEMALE, MALE), List.of(YOUNG)),
                new OptionCombo(10, "a", "Female, <5", Set.of(3L, 1L)))
            .difference();

    assertThat(difference.missing()).containsExactly(List.of(MALE, YOUNG));
    assertThat(difference.renamed()).isEmpty();
    assertThat(difference.obsolete()).isEmpty();
  }

  @Test
  void part_of_the_options_is_another_combination() {
    OptionCombo part = new OptionCombo(10, "a", "Female", Set.of(1L));

    Difference difference = combo(List.of(List.of(FEMALE), List.of(YOUNG)), part).difference();

    assertThat(difference.obsolete()).containsExactly(part);
    assertThat(difference.missing()).containsExactly(List.of(FEMALE, YOUNG));
  }

  @Test
  void option_of_two_categories_makes_a_combination_once() {
    Difference difference =
        combo(List.of(List.of(FEMALE, MALE), List.of(FEMALE, MALE))).difference();

    assertThat(difference.missing())
        .containsExactly(List.of(FEMALE, FEMALE), List.of(FEMALE, MALE), List.of(MALE, MALE));
  }

  @Test
  void names_are_cut_where_dhis2_cuts_them() {
    Option tall = new Option(4, "x".repeat(200));

    assertThat(CategoryComboState.nameOf(List.of(tall, tall))).hasSize(255).startsWith("xxx");
  }

  @Test
  void emptied_category_says_nothing_of_combinations() {
    assertThat(combo(List.of(List.of(FEMALE), List.of())).problem())
        .contains("1 of its categories have no options");
    assertThat(combo(List.of()).problem()).contains("it has no categories");
    assertThat(combo(List.of(List.of(FEMALE))).problem()).isEmpty();
  }
}
