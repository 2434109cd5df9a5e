package io.github.dhisadmin.jooq.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlViewTest {
  private static SqlView view(String name, String query) {
    return new SqlView("viewUid0001", name, false, query);
  }

  @ParameterizedTest
  @CsvSource({
    "Data sets, _view_data_sets",
    "data_sets, _view_datasets",
    "'  Ärzte (2024) ', _view_rzte_2024",
    "A-B/C, _view_a_b_c"
  })
  void view_is_named_after_the_words_of_its_name(String name, String viewName) {
    assertThat(view(name, "select 1").viewName()).isEqualTo(viewName);
  }

  @Test
  void long_names_are_cut_as_postgresql_cuts_them() {
    assertThat(view("a".repeat(100), "select 1").viewName()).isEqualTo("_view_" + "a".repeat(57));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update period set startdate = now()",
        "select * from UserInfo",
        "select 1; select 2",
        "select ${name} from period",
        "with x as (delete from period returning *) select * from x",
        "selection"
      })
  void what_no_view_may_do_is_refused(String query) {
    assertThat(view("View", query).problem()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1;",
        " SELECT lastupdated, deleted, userinfoid from period -- comment",
        "with x as (select 1) select * from x"
      })
  void what_a_view_may_do_is_not(String query) {
    assertThat(view("View", query).problem()).isEmpty();
  }

  @Test
  void mentions_are_whole_names() {
    SqlView reader = view("Reader", "select * from public.\"_view_base\" join _VIEW_other on true");

    assertThat(reader.mentions("_view_base")).isTrue();
    assertThat(reader.mentions("_view_other")).isTrue();
    assertThat(reader.mentions("_view_bas")).isFalse();
    assertThat(reader.mentions("view_base")).isFalse();
  }
}
