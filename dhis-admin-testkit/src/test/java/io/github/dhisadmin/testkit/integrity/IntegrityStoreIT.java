package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.spi.StoredCheck.Finding;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrityStoreIT {
  private static final IntegrityRequest ANY = IntegrityRequest.of(CheckSelection.all());

  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String LOOSE = "data_elements_without_datasets";

  private IntegrityBed checks;

  @BeforeEach
  void open() {
    checks = new IntegrityBed(POSTGRES.database());
  }

  @Test
  void limit_cuts_the_issues_and_not_the_count() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.dataElement("C");
    dhis2.dataElement("A");
    dhis2.dataElement("B");
    List<IntegrityIssue> issues = new ArrayList<>();

    Finding finding = IntegrityBed.run(checks.check(LOOSE), 2, issues);

    assertThat(finding).isEqualTo(new Finding(3, 3L));
    assertThat(issues).extracting(IntegrityIssue::name).containsExactly("A", "B");
    assertThat(issues).extracting(IntegrityIssue::severity).containsOnly(Severity.WARNING);
  }

  @Test
  void issues_of_one_name_are_ordered_by_id() {
    StoredCheck check =
        custom("select id, 'same' from (values ('b'), ('c'), (null), ('a')) as v(id)");

    assertThat(IntegrityBed.issues(check))
        .extracting(issue -> issue.id().orElse("none"))
        .containsExactly("a", "b", "c", "none");
  }

  @Test
  void columns_of_a_custom_check_count_by_position() {
    StoredCheck check =
        custom(
            "select 1 as name, date '2024-05-06' as name, null, array['a', E'b\\tc', null] as x, 9"
                + " as ignored");

    assertThat(IntegrityBed.issues(check))
        .containsExactly(
            new IntegrityIssue(
                Severity.SEVERE,
                "1",
                "2024-05-06",
                "",
                List.of(
                    new ObjectReference("", null, "a"), new ObjectReference("", null, "b\tc"))));
  }

  @Test
  void object_without_a_name_goes_by_its_id() {
    assertThat(IntegrityBed.issues(custom("select 'id1', null")))
        .extracting(IntegrityIssue::name)
        .containsExactly("id1");
    assertThat(IntegrityBed.issues(custom("select null, null")))
        .extracting(IntegrityIssue::name)
        .containsExactly("");
  }

  @Test
  void comment_ends_after_a_thousand_characters() {
    assertThat(IntegrityBed.issues(custom("select 'id1', 'n', repeat('x', 1001)")))
        .extracting(IntegrityIssue::comment)
        .containsExactly("x".repeat(1000));
  }

  @Test
  void text_of_a_custom_check_is_taken_as_it_is() {
    String sql =
        "select '?', ':p {0} {d ''2024-01-01''}', (jsonb '{\"a\": 1}' ? 'a')::text -- done; )\n;\n";

    assertThat(IntegrityBed.issues(custom(sql)).stream().map(IntegrityBed::line))
        .containsExactly(":p {0} {d '2024-01-01'} | true");
  }

  @Test
  void total_of_a_custom_check_is_a_number_or_unknown() {
    assertThat(total("select count(*), 'more' from generate_series(1, 7)")).isEqualTo(7);
    assertThat(total("select null::int")).isNull();
    assertThat(total("select 1 where false")).isNull();
    assertThat(total(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select a, b from nowhere",
        "selekt 1, 2",
        "",
        " -- nothing\n",
        "delete from dataelement returning uid, name",
        "select 'a', 'b'; select 'c', 'd'",
        "select 1, 2) q; commit; drop table dataelement; select * from (select 1, 2",
        "with gone as (delete from dataelement returning uid, name) select * from gone",
        "select 'a', 'b', 'c', 4"
      })
  void custom_check_that_is_no_query_for_issues_is_refused(String sql) {
    assertThatThrownBy(() -> custom(sql))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("my_own_check");
    assertThat(single("select count(*) from pg_class where relname = 'dataelement'"))
        .isEqualTo("1");
  }

  @Test
  void total_that_is_no_number_is_refused() {
    assertThatThrownBy(() -> custom("select 'a', 'b'", "select date '2024-01-01'"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("my_own_check");
  }

  @Test
  void custom_check_cannot_write() {
    checks.execute(
        "create table victim (x int)",
        "create function strike() returns text language sql volatile as"
            + " $$ insert into victim values (1) returning 'done' $$",
        "create function unlock() returns text language plpgsql volatile as"
            + " $$ begin set transaction read write; return strike(); end $$");

    assertThatThrownBy(() -> IntegrityBed.issues(custom("select 'id1', strike()")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> IntegrityBed.issues(custom("select 'id1', unlock()")))
        .isInstanceOf(StoreException.class);
    assertThat(single("select count(*) from victim")).isEqualTo("0");
  }

  @Test
  void nothing_that_a_check_sets_outlives_it() throws SQLException {
    try (Connection pooled = POSTGRES.dataSource().getConnection()) {
      StoredCheck check =
          JooqPersistence.of(alwaysGiving(pooled))
              .integrity()
              .custom(
                  IntegrityBed.own(
                      "select 'id1', set_config('application_name', 'left', false)", null));

      assertThat(IntegrityBed.issues(check)).hasSize(1);

      try (Statement statement = pooled.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select current_setting('application_name'),"
                      + " current_setting('transaction_read_only'),"
                      + " current_setting('transaction_isolation'),"
                      + " current_setting('statement_timeout')")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isNotEqualTo("left");
        assertThat(row.getString(2)).isEqualTo("off");
        assertThat(row.getString(3)).isEqualTo("read committed");
        assertThat(row.getString(4)).isEqualTo("0");
      }
      assertThat(pooled.getAutoCommit()).isTrue();
    }
  }

  @Test
  void check_that_takes_too_long_fails_with_the_state_of_a_timeout() {
    StoredCheck check = custom("select 'id1', pg_sleep(30)::text");

    assertThatThrownBy(
            () ->
                check.run(
                    new CheckRun(ANY.timeout(Duration.ofMillis(50)), new Cancellation()),
                    issue -> {}))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.sqlState()).contains("57014"));
  }

  @Test
  void cancelled_check_stops() {
    Cancellation cancellation = new Cancellation();
    StoredCheck check = custom("select n, n from generate_series(1, 5000) n");
    List<IntegrityIssue> issues = new ArrayList<>();

    assertThatThrownBy(
            () ->
                check.run(
                    new CheckRun(ANY, cancellation),
                    issue -> {
                      issues.add(issue);
                      cancellation.cancel();
                    }))
        .isInstanceOf(CancelledException.class);
    assertThat(issues).hasSize(1);
  }

  @Test
  void check_that_lacks_a_column_says_so_instead_of_running() {
    StoredCheck check = checks.check("periods_with_wrong_iso");

    assertThatThrownBy(() -> IntegrityBed.run(check, 1, new ArrayList<>()))
        .isInstanceOf(UnsupportedSchemaException.class)
        .hasMessageContaining("period.iso");
  }

  private @Nullable Long total(@Nullable String sql) {
    return IntegrityBed.run(custom("select 'a', 'b'", sql), 0, new ArrayList<>()).totalOrNull();
  }

  private StoredCheck custom(String sql) {
    return custom(sql, null);
  }

  private StoredCheck custom(String sql, @Nullable String totalSql) {
    return checks.store().custom(IntegrityBed.own(sql, totalSql));
  }

  /** A pool of one connection that does nothing to it when it comes back. */
  private static DataSource alwaysGiving(Connection connection) {
    Connection kept =
        proxy(
            Connection.class,
            (self, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return proxy(DataSource.class, (self, method, arguments) -> kept);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static String single(String sql) {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
