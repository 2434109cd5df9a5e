package io.github.dhisadmin.testkit.datalock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.datalock.LockException;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.spi.DataLockStore;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.sql.TestSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lock exceptions are listed, added and removed. */
class LockExceptionsIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private Dhis2Fixture dhis2;
  private DataLockStore store;
  private TestSql sql;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void exception_is_added_for_each_unit_data_set_and_period(Shape shape) {
    open(shape);

    LockExceptionGrantResult planned = store.previewAdd(grant());
    LockExceptionGrantResult added = store.add(grant());

    // Two units, two monthly data sets and one of quarters, two months and a quarter. "Malaria" is
    // not assigned to Kenema.
    assertThat(added).isEqualTo(new LockExceptionGrantResult(8, 0, 2, 8));
    assertThat(planned).isEqualTo(added);
    assertThat(lines())
        .containsExactly(
            "Cholera 202601 Bo",
            "Cholera 202601 Kenema",
            "Cholera 202602 Bo",
            "Cholera 202602 Kenema",
            "Malaria 202601 Bo",
            "Malaria 202602 Bo",
            "Stock 2026Q1 Bo",
            "Stock 2026Q1 Kenema");
  }

  @Test
  void adding_again_changes_nothing() {
    open(Shape.V2_42);
    store.add(grant());
    List<String> before = sql.rows("select * from lockexception order by lockexceptionid");
    List<String> periods = sql.rows("select * from period order by periodid");

    assertThat(store.previewAdd(grant())).isEqualTo(new LockExceptionGrantResult(0, 8, 2, 8));
    assertThat(store.add(grant())).isEqualTo(new LockExceptionGrantResult(0, 8, 2, 8));

    assertThat(sql.rows("select * from lockexception order by lockexceptionid")).isEqualTo(before);
    assertThat(sql.rows("select * from period order by periodid")).isEqualTo(periods);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void period_that_is_not_stored_is_added_and_preview_adds_none(Shape shape) {
    open(shape);
    store.previewAdd(grant());
    assertThat(sql.rows("select count(*) from period")).containsExactly("0");

    store.add(grant());

    String iso = shape == Shape.V2_43 ? "iso" : "''";
    assertThat(
            sql.rows(
                "select t.name, startdate, enddate, "
                    + iso
                    + " from period join periodtype t using (periodtypeid) order by 2, 3"))
        .containsExactly(
            "Monthly|2026-01-01|2026-01-31|" + (shape == Shape.V2_43 ? "202601" : ""),
            "Quarterly|2026-01-01|2026-03-31|" + (shape == Shape.V2_43 ? "2026Q1" : ""),
            "Monthly|2026-02-01|2026-02-28|" + (shape == Shape.V2_43 ? "202602" : ""));
  }

  @Test
  void period_of_a_type_that_no_data_set_has_is_not_stored() {
    open(Shape.V2_42);
    LockExceptionGrant yearly =
        LockExceptionGrant.of(
            List.of(uid("Malaria"), uid("Stock")),
            List.of("2026", "202601"),
            List.of(dhis2.organisationUnit("Bo").uid()));

    assertThat(store.add(yearly)).isEqualTo(new LockExceptionGrantResult(1, 0, 0, 3));

    assertThat(sql.rows("select startdate, enddate from period"))
        .containsExactly("2026-01-01|2026-01-31");
  }

  @Test
  void everything_unknown_is_named_and_nothing_is_added() {
    open(Shape.V2_42);
    LockExceptionGrant grant =
        LockExceptionGrant.of(
            List.of(uid("Malaria"), "noDataSet01"),
            List.of("202601"),
            List.of(dhis2.organisationUnit("Bo").uid(), "noUnit00001", "noUnit00002"));

    assertThatThrownBy(() -> store.add(grant))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "There is no data set noDataSet01; no organisation unit noUnit00001, noUnit00002.");
    assertThat(lines()).isEmpty();
    assertThat(sql.rows("select count(*) from period")).containsExactly("0");
  }

  @Test
  void two_nodes_that_add_at_once_add_each_exception_once()
      throws InterruptedException, ExecutionException, SQLException {
    open(Shape.V2_42);
    sql.execute(
        "create function hold() returns trigger language plpgsql as"
            + " 'begin perform pg_advisory_xact_lock_shared(77); return new; end'");
    sql.execute(
        "create trigger hold before insert on lockexception for each row execute function hold()");
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try (Connection gate = POSTGRES.dataSource().getConnection();
        Statement statement = gate.createStatement()) {
      gate.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(77)");
      Future<LockExceptionGrantResult> first = nodes.submit(() -> store.add(grant()));
      awaitWaiting(1);
      Future<LockExceptionGrantResult> second = nodes.submit(() -> store.add(grant()));
      awaitWaiting(2);
      gate.commit();
      gate.setAutoCommit(true);

      assertThat(first.get().added()).isEqualTo(8);
      assertThat(second.get().added()).isZero();
      assertThat(second.get().alreadyPresent()).isEqualTo(8);
    } finally {
      nodes.shutdownNow();
    }
    assertThat(lines()).hasSize(8);
  }

  private void awaitWaiting(int sessions) {
    while (sql.rows("select 1 from pg_locks where locktype = 'advisory' and not granted").size()
        < sessions) {
      sql.rows("select 1 from pg_sleep(0.01)");
    }
  }

  @Test
  void rows_that_say_the_same_are_listed_once_and_removed_together() {
    open(Shape.V2_42);
    store.add(grant());
    sql.execute(
        "insert into lockexception (lockexceptionid, organisationunitid, periodid, datasetid,"
            + " created) select lockexceptionid + 100000, organisationunitid, periodid, datasetid,"
            + " '2036-01-01' from lockexception");

    List<LockException> exceptions = store.list(LockExceptionFilter.all(), 100);

    assertThat(exceptions).hasSize(8).allMatch(exception -> exception.rows() == 2);
    assertThat(exceptions.get(0).created()).contains(LocalDateTime.parse("2036-01-01T00:00"));
    LockExceptionFilter cholera = LockExceptionFilter.all().dataSets(List.of(uid("Cholera")));
    assertThat(store.count(cholera)).isEqualTo(8);
    assertThat(store.remove(cholera)).isEqualTo(8);
    assertThat(store.remove(cholera)).isZero();
  }

  @Test
  void filters_narrow_each_other() {
    open(Shape.V2_42);
    store.add(grant());
    String bo = dhis2.organisationUnit("Bo").uid();
    LockExceptionFilter filter =
        LockExceptionFilter.all()
            .organisationUnits(List.of(bo))
            .periods(List.of("202601", "2026Q1"));

    assertThat(lines(filter))
        .containsExactly("Cholera 202601 Bo", "Malaria 202601 Bo", "Stock 2026Q1 Bo");
    assertThat(lines(filter.dataSets(List.of(uid("Stock"))))).containsExactly("Stock 2026Q1 Bo");
    assertThat(lines(LockExceptionFilter.all().periods(List.of("2026")))).isEmpty();
    assertThat(store.list(filter, 2)).hasSize(2);

    assertThat(store.count(filter)).isEqualTo(3);
    assertThat(store.remove(filter)).isEqualTo(3);
    assertThat(lines()).hasSize(5).noneMatch(line -> line.equals("Stock 2026Q1 Bo"));
  }

  @Test
  void exceptions_from_before_a_moment_are_removed() {
    open(Shape.V2_42);
    store.add(grant());
    LocalDateTime moment = LocalDateTime.parse("2026-03-02T00:00");
    String age = "update lockexception set created = ?::timestamp where datasetid = ?";
    sql.execute(age, moment.minusNanos(1_000), dhis2.dataSet("Malaria").id());
    sql.execute(age, moment, dhis2.dataSet("Cholera").id());

    assertThat(store.countCreatedBefore(moment)).isEqualTo(2);
    assertThat(store.removeCreatedBefore(moment)).isEqualTo(2);
    assertThat(store.removeCreatedBefore(moment)).isZero();
    assertThat(lines()).hasSize(6).noneMatch(line -> line.startsWith("Malaria"));
  }

  @Test
  void exceptions_have_no_age_before_2_41() {
    open(Shape.V2_40);
    store.add(grant());

    assertThatThrownBy(() -> store.removeCreatedBefore(LocalDateTime.parse("2036-03-02T00:00")))
        .isInstanceOf(UnsupportedSchemaException.class)
        .hasMessageContaining("lockexception.created");
    assertThat(store.list(LockExceptionFilter.all(), 100))
        .hasSize(8)
        .allMatch(exception -> exception.created().isEmpty());
  }

  private void open(Shape shape) {
    dhis2 = Dhis2Fixture.on(POSTGRES.database(shape).dataSource());
    store = JooqPersistence.of(POSTGRES.database(shape).dataSource()).dataLocks();
    sql = new TestSql(POSTGRES.database(shape).dataSource());
    dhis2.dataSet("Malaria").organisationUnits("Bo");
    dhis2.dataSet("Cholera").organisationUnits("Bo", "Kenema");
    dhis2.dataSet("Stock").periodType("Quarterly").organisationUnits("Bo", "Kenema");
  }

  private LockExceptionGrant grant() {
    return LockExceptionGrant.of(
        List.of(uid("Malaria"), uid("Cholera"), uid("Stock")),
        List.of("202601", "202602", "2026Q1"),
        List.of(dhis2.organisationUnit("Bo").uid(), dhis2.organisationUnit("Kenema").uid()));
  }

  private String uid(String dataSet) {
    return dhis2.dataSet(dataSet).uid();
  }

  private List<String> lines() {
    return lines(LockExceptionFilter.all());
  }

  private List<String> lines(LockExceptionFilter filter) {
    return store.list(filter, 100).stream()
        .map(
            exception ->
                exception.dataSetName()
                    + " "
                    + exception.period()
                    + " "
                    + exception.organisationUnitName())
        .toList();
  }
}
