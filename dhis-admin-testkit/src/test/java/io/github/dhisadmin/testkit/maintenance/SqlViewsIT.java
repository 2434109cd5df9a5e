package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.maintenance.CreateSqlViews;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.UnknownViews;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.SqlViewType;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views of SQL views: their order, broken ones, and those of others. */
class SqlViewsIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MaintenanceRequest<?> CREATE =
      MaintenanceOperations.CREATE_SQL_VIEWS.request();
  private static final MaintenanceRequest<?> DROP = MaintenanceOperations.DROP_SQL_VIEWS.request();

  private MaintenanceBed maintenance;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    maintenance = new MaintenanceBed(database);
    dhis2 = Dhis2Fixture.on(database.dataSource());
    dhis2.organisationUnit("Bo");
  }

  /** Made as DHIS2 makes them: the one that is read first. */
  private void chain() {
    dhis2.sqlView("Z base", SqlViewType.VIEW, "select name, uid from organisationunit");
    dhis2.sqlView("M middle", SqlViewType.VIEW, "select * from _view_z_base");
    dhis2.sqlView("A top", SqlViewType.MATERIALIZED_VIEW, "select name from _view_m_middle;");
    dhis2.sqlView("Question", SqlViewType.QUERY, "select 1 as one");
  }

  private List<String> views() {
    return maintenance.values(
        "select relname from pg_class where relname like '\\_view\\_%' and relkind in ('v', 'm')"
            + " order by 1");
  }

  @ParameterizedTest
  @EnumSource
  void views_are_dropped_from_the_top_and_created_from_the_base(Shape shape) {
    open(shape);
    chain();

    assertThat(maintenance.carryOut(CREATE).values()).allMatch(count -> count == 0);
    assertThat(maintenance.carryOut(DROP)).containsExactly(Map.entry("dropped", 3L));
    assertThat(views()).isEmpty();
    assertThat(maintenance.carryOut(CREATE))
        .containsExactly(
            Map.entry("created", 3L), Map.entry("replaced", 0L), Map.entry("refreshed", 0L));
    assertThat(views()).containsExactly("_view_a_top", "_view_m_middle", "_view_z_base");
    assertThat(maintenance.values("select name from _view_a_top")).containsExactly("Bo");
  }

  @Test
  void stale_materialised_view_is_refreshed() {
    open(Shape.V2_42);
    chain();
    dhis2.organisationUnit("Kenema");

    assertThat(maintenance.carryOut(CREATE)).containsEntry("refreshed", 1L);

    assertThat(maintenance.values("select name from _view_a_top order by 1"))
        .containsExactly("Bo", "Kenema");
  }

  @ParameterizedTest
  @ValueSource(strings = {"index", "unique index"})
  void readers_of_a_materialised_view_do_not_wait_for_its_query(String index) throws Exception {
    open(Shape.V2_42);
    maintenance.run(
        "create function slow() returns int language plpgsql as"
            + " 'begin perform pg_advisory_xact_lock_shared(77); return 1; end'");
    dhis2.sqlView(
        "Slow", SqlViewType.MATERIALIZED_VIEW, "select name, slow() as one from organisationunit");
    maintenance.run(
        "create " + index + " named on _view_slow (name)",
        "comment on column _view_slow.one is 'always'",
        "create view host_view as select name from _view_slow");
    dhis2.organisationUnit("Kenema");
    Prepared prepared = maintenance.prepared(CREATE);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection other = maintenance.connection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(77)");
      Future<Done> refresh =
          pool.submit(() -> maintenance.execute(CREATE, prepared, RunControl.none()));
      while (maintenance.count("pg_locks where locktype = 'advisory' and not granted") == 0) {
        maintenance.run("select pg_sleep(0.01)");
      }

      maintenance.run("set lock_timeout = '500ms'", "select count(*) from _view_slow");

      other.commit();
      other.setAutoCommit(true);
      assertThat(refresh.get().counts()).containsEntry("refreshed", 1L);
    } finally {
      pool.shutdownNow();
    }
    assertThat(maintenance.count("host_view")).isEqualTo(2);
    assertThat(maintenance.count("pg_indexes where indexname = 'named'")).isEqualTo(1);
    assertThat(maintenance.values("select col_description('_view_slow'::regclass, 2)"))
        .containsExactly("always");
  }

  @Test
  void materialised_view_below_another_one_is_refreshed_where_it_is() {
    open(Shape.V2_42);
    dhis2.sqlView("Base", SqlViewType.MATERIALIZED_VIEW, "select name from organisationunit");
    dhis2.sqlView("Upper", SqlViewType.MATERIALIZED_VIEW, "select upper(name) from _view_base");
    String before = maintenance.values("select '_view_base'::regclass::oid").get(0);
    dhis2.organisationUnit("Kenema");

    maintenance.execute(CREATE);

    assertThat(maintenance.count("_view_base")).isEqualTo(2);
    assertThat(maintenance.values("select '_view_base'::regclass::oid")).containsExactly(before);
  }

  @Test
  void index_that_does_not_fit_the_changed_view_is_reported_and_the_others_are_kept() {
    open(Shape.V2_42);
    maintenance.run(
        "insert into sqlview (sqlviewid, uid, created, lastupdated, name, sqlquery, type,"
            + " cachestrategy) values (1, 'sqlViewU001', now(), now(), 'Units',"
            + " 'select name, uid from organisationunit', 'MATERIALIZED_VIEW', 'NO_CACHE')");
    maintenance.carryOut(CREATE);
    maintenance.run(
        "create index by_uid on _view_units (uid)",
        "create index by_name on _view_units (name)",
        "update sqlview set sqlquery = 'select name from organisationunit'");

    Done done = maintenance.execute(CREATE);

    assertThat(done.counts()).containsEntry("replaced", 1L);
    assertThat(done.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.detail()).contains("by_uid"));
    assertThat(
            maintenance.values("select indexname from pg_indexes where tablename = '_view_units'"))
        .containsExactly("by_name");
  }

  @Test
  void changed_view_takes_the_place_of_the_old_one_below_others() {
    open(Shape.V2_42);
    chain();
    maintenance.carryOut(DROP);
    maintenance.carryOut(CREATE);
    maintenance.run(
        "create role reader_of_views nologin",
        "grant select on _view_z_base to reader_of_views",
        "create view host_view as select uid from _view_z_base",
        "update sqlview set sqlquery = 'select uid, upper(name) as name from organisationunit'"
            + " where name = 'Z base'");

    assertThat(maintenance.carryOut(CREATE))
        .containsEntry("created", 0L)
        .containsEntry("replaced", 2L);

    assertThat(maintenance.values("select name from _view_m_middle")).containsExactly("BO");
    assertThat(maintenance.count("host_view")).isEqualTo(1);
    assertThat(
            maintenance.values(
                "select has_table_privilege('reader_of_views', '_view_z_base', 'select')::text"))
        .containsExactly("true");
    maintenance.run(
        "revoke select on _view_z_base from reader_of_views", "drop role reader_of_views");
  }

  @ParameterizedTest
  @EnumSource
  void broken_view_is_reported_and_the_old_one_kept(Shape shape) {
    open(shape);
    chain();
    maintenance.carryOut(DROP);
    maintenance.carryOut(CREATE);
    maintenance.run(
        "update sqlview set sqlquery = 'select nothing from _view_z_base' where name = 'M middle'");

    assertThat(MaintenanceBed.lines(maintenance.plan(CREATE).blockers()))
        .singleElement()
        .asString()
        .startsWith("BROKEN M middle:")
        .contains("nothing");
    maintenance.carryOut(CREATE);
    assertThat(maintenance.count("_view_m_middle")).isEqualTo(1);
    maintenance.carryOut(DROP);
    assertThat(views()).isEmpty();
    assertThat(maintenance.carryOut(CREATE)).containsEntry("created", 1L);
    assertThat(views()).containsExactly("_view_z_base");
  }

  @ParameterizedTest
  @EnumSource
  void what_dhis2_refuses_is_refused(Shape shape) {
    open(shape);
    maintenance.run(
        "insert into sqlview (sqlviewid, uid, created, lastupdated, name, sqlquery, type,"
            + " cachestrategy) select n, 'sqlViewU00' || n, now(), now(), 'View ' || n, q, 'VIEW',"
            + " 'NO_CACHE' from (values (1, 'select * from userinfo'), (2, 'select 1; select 2'),"
            + " (3, 'values (1)'), (4, 'select ${name}'), (5, 'with x as (delete from period"
            + " returning *) select * from x'), (6, 'select 1 as one;')) v (n, q)");

    assertThat(maintenance.carryOut(CREATE)).containsEntry("created", 1L);

    assertThat(maintenance.plan(CREATE).blockers())
        .extracting("name")
        .containsExactly("View 1", "View 2", "View 3", "View 4", "View 5");
    assertThat(views()).containsExactly("_view_view_6");
  }

  @ParameterizedTest
  @EnumSource
  void views_of_others_are_neither_dropped_nor_replaced(Shape shape) {
    open(shape);
    chain();
    maintenance.carryOut(DROP);
    maintenance.run(
        "create view _view_z_base as select 'mine' as name, 'x' as uid",
        "create table _view_m_middle (name text)");

    assertThat(maintenance.plan(CREATE).blockers())
        .extracting("name", "reason")
        .containsExactlyInAnyOrder(
            tuple("M middle", "NAME_TAKEN"), tuple("Z base", "UNKNOWN_VIEW"));
    maintenance.carryOut(CREATE);
    maintenance.carryOut(DROP);
    assertThat(maintenance.values("select name from _view_z_base")).containsExactly("mine");
    assertThat(maintenance.count("pg_tables where tablename = '_view_m_middle'")).isEqualTo(1);
    assertThat(
            maintenance.carryOut(
                MaintenanceOperations.CREATE_SQL_VIEWS.with(
                    new CreateSqlViews(UnknownViews.REPLACE))))
        .containsEntry("replaced", 1L);
    assertThat(maintenance.values("select name from _view_z_base")).containsExactly("Bo");
  }

  @ParameterizedTest
  @EnumSource
  void views_of_one_name_or_in_a_circle_are_reported(Shape shape) {
    open(shape);
    dhis2.sqlView("Two words", SqlViewType.VIEW, "select 1 as one");
    maintenance.run(
        "insert into sqlview (sqlviewid, uid, created, lastupdated, name, sqlquery, type,"
            + " cachestrategy) select n, 'sqlViewU00' || n, now(), now(), v, q, 'VIEW', 'NO_CACHE'"
            + " from (values (1, 'two-words', 'select 1 as one'), (2, 'hen',"
            + " 'select * from _view_egg'), (3, 'egg', 'select * from _view_hen')) v (n, v, q)");

    assertThat(maintenance.plan(CREATE).blockers())
        .extracting("name", "reason")
        .containsExactlyInAnyOrder(
            tuple("Two words", "NAME_COLLISION"),
            tuple("two-words", "NAME_COLLISION"),
            tuple("egg", "CYCLE"),
            tuple("hen", "CYCLE"));
    assertThat(maintenance.carryOut(CREATE)).containsEntry("created", 0L);
  }

  @Test
  void view_that_a_transaction_is_reading_is_left_to_the_next_time() throws SQLException {
    open(Shape.V2_42);
    chain();
    dhis2.sqlView("Lone", SqlViewType.VIEW, "select 1 as one");
    try (Connection reader = maintenance.connection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select * from _view_lone");

      Done done = maintenance.execute(DROP);

      assertThat(done.failureOrNull()).isNull();
      assertThat(done.counts()).containsEntry("dropped", 3L);
      assertThat(done.blockers())
          .extracting("name", "reason")
          .containsExactly(tuple("Lone", "LOCKED"));
      reader.commit();
      reader.setAutoCommit(true);
    }
    assertThat(maintenance.carryOut(DROP)).containsEntry("dropped", 1L);
  }

  @ParameterizedTest
  @EnumSource
  void view_that_somebody_else_reads_is_not_dropped(Shape shape) {
    open(shape);
    chain();
    maintenance.run("create view host_view as select name from _view_z_base");

    assertThat(MaintenanceBed.lines(maintenance.plan(DROP).blockers()))
        .containsExactly("DEPENDENT_OBJECTS Z base: read by view public.host_view");
    assertThat(maintenance.carryOut(DROP)).containsEntry("dropped", 2L);
    assertThat(views()).containsExactly("_view_z_base");
  }
}
