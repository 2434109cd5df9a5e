package io.github.dhisadmin.jooq.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select (1 + (2))",
        "select ';)' from \"odd;)name\"",
        "select 'it''s ;'",
        "select E'it\\'s ;)'",
        "select e'\\\\', ';'",
        "select '\\', 'a'",
        "select $$ ; ) ' $$, $tag$ $$ ; $tag$",
        "select a$b from t; -- $b",
        "select $1 $2",
        "select 1 -- ; )",
        "select 1 /* ; ) /* nested ; */ ) */",
        "select 1 -- comment\r, 2",
        "select 1;",
        "select 1 ; ; \n -- end\n /* ; */"
      })
  void one_query_passes(String sql) {
    assertThat(QueryText.problem(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n",
        ";",
        "-- select 1",
        "select 1; select 2",
        "select 1; -- end\n select 2",
        "select 1) q; drop table t; select * from (select 2",
        "select (1; 2)",
        "select ((1)",
        "select 1)",
        "select 'open",
        "select E'open\\'",
        "select \"open",
        "select $$ open",
        "select $a$ open $b$",
        "select 1 /* open",
        "select 1 /* /* half */",
        "select 'a\\'; select 2; --'",
        "select E'a' 'b\\'; select 2; --'",
        "select typee'a\\'; select 2; --'",
        "select 1, 2$$ ' $$ ) q; commit; drop table t; select * from (select $$ ' $$",
        "select 1, 2e'\\'' ) q; commit; drop table t; select * from (select ''",
        "select $1$$ ' $$ ) q; select * from (select $$ ' $$",
        "select 1 \0"
      })
  void more_or_less_than_one_query_is_a_problem(String sql) {
    assertThat(QueryText.problem(sql)).isPresent();
  }

  @Test
  void semicolon_at_the_end_goes_with_what_follows() {
    assertThat(QueryText.withoutEnd("select ';' ; -- end")).isEqualTo("select ';' ");
    assertThat(QueryText.withoutEnd("select 1 -- end")).isEqualTo("select 1 -- end");
  }
}
