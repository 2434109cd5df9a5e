package io.github.dhisadmin.testkit.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.swap.Exchange;
import io.github.dhisadmin.jooq.internal.swap.Replacement;
import io.github.dhisadmin.jooq.internal.swap.SwapPatience;
import io.github.dhisadmin.jooq.internal.swap.TableSwap;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.conf.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TableSwapIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final SwapPatience SHORT =
      new SwapPatience(Duration.ofMillis(50), 3, Duration.ofMillis(10), Duration.ofMillis(20));

  private TableSwap swap;

  @BeforeEach
  void make_an_old_and_a_new_table() throws SQLException {
    Database database = new Database(POSTGRES.dataSource(), "public", new Settings());
    swap = new TableSwap(database, SHORT);
    run(
        "create table facts (id int, amount int)",
        "insert into facts values (1, 10)",
        "create table facts_temp (id int, amount int)",
        "insert into facts_temp values (1, 11), (2, 22)");
  }

  @AfterEach
  void drop_roles() throws SQLException {
    run(
        "drop owned by swap_reader, swap_owner cascade",
        "drop role if exists swap_reader",
        "drop role if exists swap_owner");
  }

  @BeforeEach
  void make_roles() throws SQLException {
    run("create role swap_reader", "create role swap_owner");
  }

  @Test
  void new_table_serves_under_the_old_name() throws SQLException {
    List<Warning> warnings = swapFacts();

    assertThat(warnings).isEmpty();
    assertThat(rows("select id, amount from facts order by id")).containsExactly("1|11", "2|22");
    assertThat(rows("select to_regclass('facts_temp')")).containsExactly("null");
  }

  @Test
  void owner_and_grants_follow_the_name() throws SQLException {
    run(
        "alter table facts owner to swap_owner",
        "grant select on facts to swap_reader with grant option",
        "grant update (amount) on facts to swap_reader",
        "grant delete on facts_temp to swap_reader");

    swapFacts();

    assertThat(
            rows(
                "select pg_get_userbyid(relowner), relacl::text from pg_class"
                    + " where relname = 'facts'"))
        .containsExactly("swap_owner|{swap_owner=arwdDxt/swap_owner,swap_reader=r*/swap_owner}");
    assertThat(
            rows(
                "select has_column_privilege('swap_reader', 'facts', 'amount', 'update'),"
                    + " has_column_privilege('swap_reader', 'facts', 'id', 'update')"))
        .containsExactly("t|f");
  }

  @Test
  void views_above_are_made_again_as_they_were() throws SQLException {
    run(
        "create view plain with (security_barrier = true) as"
            + " select id, amount * 2 as x, '{?}'::text as odd from facts",
        "comment on view plain is 'it''s plain'",
        "comment on column plain.x is 'twice'",
        "alter view plain owner to swap_owner",
        "grant select on facts to swap_owner",
        "grant select on plain to swap_reader",
        "create materialized view kept as select sum(x) as total from plain",
        "create unique index kept_total on kept (total)",
        "comment on materialized view kept is 'kept'",
        "create materialized view empty_one as select * from facts with no data",
        "create view top as select total from kept");

    List<Warning> warnings = swapFacts();

    assertThat(warnings).isEmpty();
    assertThat(rows("select total from top")).containsExactly("66");
    assertThat(
            rows(
                "select relname, relkind, reloptions, pg_get_userbyid(relowner) = 'swap_owner',"
                    + " relispopulated, obj_description(oid, 'pg_class') from pg_class where"
                    + " relname in ('plain', 'kept', 'empty_one', 'top', 'kept_total')"
                    + " order by relname"))
        .containsExactly(
            "empty_one|m|null|f|f|null",
            "kept|m|null|f|t|kept",
            "kept_total|i|null|f|t|null",
            "plain|v|{security_barrier=true}|t|t|it's plain",
            "top|v|null|f|t|null");
    assertThat(rows("select col_description('plain'::regclass, 2)")).containsExactly("twice");
    assertThat(rows("select has_table_privilege('swap_reader', 'plain', 'select')"))
        .containsExactly("t");
  }

  @Test
  void view_that_cannot_be_made_again_is_reported_with_its_definition() throws SQLException {
    run(
        "create view lost as select amount from facts",
        "create view above_lost as select amount from lost",
        "create view fine as select id from facts",
        "alter table facts_temp drop column amount");

    List<Warning> warnings = swapFacts();

    assertThat(warnings).extracting(Warning::code).containsOnly("SQL_VIEW_LOST");
    assertThat(warnings).extracting(Warning::table).containsExactly("lost", "above_lost");
    assertThat(warnings.get(0).detail()).contains("column facts.amount does not exist");
    assertThat(warnings.get(0).detail()).contains("create view public.lost as  SELECT");
    assertThat(rows("select id from fine order by id")).containsExactly("1", "2");
  }

  @Test
  void parent_and_children_change_together_whatever_their_order() throws SQLException {
    run(
        "create table facts_2024 () inherits (facts)",
        "create table facts_0 () inherits (facts)",
        "insert into facts_2024 values (5, 50)",
        "create table facts_2024_temp () inherits (facts_temp)",
        "insert into facts_2024_temp values (6, 60)");

    swap.swap(
        new Cancellation(),
        Exchange.of(
            List.of(
                new Replacement("facts_temp", "facts"),
                new Replacement("facts_2024_temp", "facts_2024")),
            List.of("facts_0", "facts_1999")),
        ctx -> {});

    assertThat(rows("select tableoid::regclass, id from facts order by id"))
        .containsExactly("facts|1", "facts|2", "facts_2024|6");
    assertThat(rows("select to_regclass('facts_0')")).containsExactly("null");
  }

  @Test
  void unknown_child_is_not_lost() throws SQLException {
    run("create table facts_kept () inherits (facts)", "insert into facts_kept values (9, 90)");

    assertThatThrownBy(this::swapFacts)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.sqlState()).contains("2BP01"));
    assertThat(rows("select id from facts order by id")).containsExactly("1", "9");
  }

  @Test
  void lock_that_is_held_for_long_leaves_everything_as_it_was() throws SQLException {
    run("create view plain as select id from facts");
    AtomicInteger calls = new AtomicInteger();

    try (Connection reader = POSTGRES.dataSource().getConnection()) {
      reader.setAutoCommit(false);
      try (Statement statement = reader.createStatement()) {
        statement.execute("select * from facts");
      }
      assertThatThrownBy(() -> swapFacts(calls))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.sqlState()).contains("55P03"));
      reader.rollback();
    }

    assertThat(calls).hasValue(0);
    assertThat(rows("select id from plain")).containsExactly("1");
    assertThat(rows("select count(*) from facts_temp")).containsExactly("2");
  }

  @Test
  void lock_that_is_given_back_in_time_only_delays() throws SQLException {
    SwapPatience patient =
        new SwapPatience(Duration.ofMillis(50), 1000, Duration.ofMillis(5), Duration.ofMillis(5));
    swap = new TableSwap(new Database(POSTGRES.dataSource(), "public", new Settings()), patient);
    CompletableFuture<List<Warning>> swapped;

    try (Connection reader = POSTGRES.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("create view late as select id from facts");
      swapped = CompletableFuture.supplyAsync(this::swapFacts);
      // longer than an attempt lasts, so that at least one of them fails
      statement.execute("select pg_sleep(0.5)");
      assertThat(swapped).isNotDone();
      reader.commit();
    }

    assertThat(swapped).succeedsWithin(Duration.ofSeconds(30)).asInstanceOf(LIST).isEmpty();
    assertThat(rows("select id from late order by id")).containsExactly("1", "2");
  }

  private List<Warning> swapFacts() {
    return swapFacts(new AtomicInteger());
  }

  private List<Warning> swapFacts(AtomicInteger calls) {
    return swap.swap(
        new Cancellation(),
        Exchange.of(List.of(new Replacement("facts_temp", "facts")), List.of()),
        ctx -> calls.incrementAndGet());
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        result.add(String.join("|", values));
      }
      return result;
    }
  }
}
