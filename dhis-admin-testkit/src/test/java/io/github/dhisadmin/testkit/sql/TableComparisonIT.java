package io.github.dhisadmin.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.TableComparison;
import io.github.dhisadmin.jooq.internal.sql.TableComparison.Rows;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableComparisonIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final Name TABLE = DSL.name("compared_table");

  @Test
  void same_rows_in_another_order_are_the_same() {
    assertThat(compare("(2, null), (1, 'a')")).containsOnly(new Rows(2, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1, 'a')",
        "(1, 'a'), (2, null), (3, 'c')",
        "(1, 'a'), (3, null)",
        "(1, 'b'), (2, null)",
        "(1, null), (2, null)",
        "(1, 'a'), (2, 'a')",
        "(1, 'a'), (1, 'a')",
        "(1, 'a'), (2, null), (2, null)"
      })
  void any_other_rows_are_not(String values) {
    assertThat(compare(values)).hasSize(2).noneMatch(Rows::same);
  }

  /** With a table of (1, 'a') and (2, null), without and with its key. */
  private static List<Rows> compare(String values) {
    return new Database(POSTGRES.dataSource(), "public", new Settings())
        .transaction(
            ctx -> {
              ctx.execute("create temp table compared_table (id int primary key, label text)");
              ctx.execute("insert into compared_table values (1, 'a'), (2, null)");
              Select<?> query =
                  ctx.select(DSL.field("id"), DSL.field("label"))
                      .from("(values " + values + ") as given (id, label)");
              TableComparison comparison = new TableComparison(ctx);
              List<Rows> both =
                  List.of(
                      comparison.compare(query, TABLE),
                      comparison.compare(query, TABLE, List.of(DSL.name("id"))));
              ctx.execute("drop table compared_table");
              return both;
            });
  }
}
