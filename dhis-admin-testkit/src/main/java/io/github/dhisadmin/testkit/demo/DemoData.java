package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A generated country: hierarchy, metadata, aggregate data of several years, approvals,
 * completions, programs with tracked entities and events. The same scale, year and seed give the
 * same rows in an empty database of the 2.42 shape. Immutable.
 */
public final class DemoData {
  private static final int DEFAULT_LAST_YEAR = 2025;
  private static final long DEFAULT_SEED = 20_25;

  private final DemoPlan plan;

  private DemoData(DemoPlan plan) {
    this.plan = plan;
  }

  /** Data of this size whose last year is 2025. */
  public static DemoData scale(Scale scale) {
    return new DemoData(new DemoPlan(scale, DEFAULT_LAST_YEAR, DEFAULT_SEED, false));
  }

  /** The same with its last data in December of this year. */
  public DemoData lastYear(int year) {
    return new DemoData(new DemoPlan(plan.scale(), year, plan.seed(), plan.wideEvents()));
  }

  /** The same with other values for the same metadata. */
  public DemoData seed(long seed) {
    return new DemoData(new DemoPlan(plan.scale(), plan.lastYear(), seed, plan.wideEvents()));
  }

  /**
   * The same with 30 data elements in each program stage instead of 8, and 10 attributes per person
   * instead of 5: as many columns as the programs of a large country have. Takes several times as
   * long to load.
   */
  public DemoData wideEvents() {
    return new DemoData(new DemoPlan(plan.scale(), plan.lastYear(), plan.seed(), true));
  }

  /** Generates everything in one transaction, then gathers the statistics of the query planner. */
  public DemoSummary loadInto(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      DemoSql sql = new DemoSql(connection);
      requireEmpty(sql);
      generate(Dhis2Fixture.on(connection), sql);
      connection.commit();
      connection.setAutoCommit(true);
      sql.execute("analyze");
      return summary(sql);
    } catch (SQLException e) {
      throw new TestDatabaseException("cannot generate demo data", e);
    }
  }

  private void generate(Dhis2Fixture fixture, DemoSql sql) {
    sql.installHash(plan.seed());
    // the keys that are put back after filling are sorted in memory
    sql.execute("set local maintenance_work_mem = '512MB'");
    new HierarchyDemo(fixture, sql, plan).generate();
    new CategoryDemo(fixture).generate();
    new DataElementDemo(fixture, plan).generate();
    new DataSetDemo(fixture, sql, plan).generate();
    new DataValueDemo(fixture, sql, plan).generate();
    new CompletenessDemo(sql, plan).generate();
    new AnalysisDemo(fixture, sql).generate();
    new TrackerDemo(fixture, sql, plan).generate();
  }

  private static void requireEmpty(DemoSql sql) {
    if (sql.number("select count(*) from organisationunit") > 0) {
      throw new IllegalStateException("demo data needs a database without organisation units");
    }
    if (sql.number("select count(*) from pg_class where relname = 'event' and relkind = 'r'")
        == 0) {
      throw new IllegalStateException("demo data needs a database of the 2.42 shape");
    }
  }

  private static DemoSummary summary(DemoSql sql) {
    return new DemoSummary(
        count(sql, "organisationunit"),
        count(sql, "dataelement"),
        count(sql, "categoryoptioncombo"),
        count(sql, "period"),
        count(sql, "datavalue"),
        count(sql, "completedatasetregistration"),
        count(sql, "trackedentity"),
        count(sql, "enrollment"),
        count(sql, "event"));
  }

  private static long count(DemoSql sql, String table) {
    return sql.number("select count(*) from " + table);
  }
}
