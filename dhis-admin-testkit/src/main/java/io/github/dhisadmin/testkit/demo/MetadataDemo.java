package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Generated metadata without data: everything that integrity checks read, sound but for a known
 * number of violations of each check that was planted. The same sizes give the same rows in an
 * empty database of the 2.42 shape. Immutable.
 */
public final class MetadataDemo {
  private static final int MOST_PLANTED = 50;

  private final MetadataSize size;
  private final int planted;

  private MetadataDemo(MetadataSize size, int planted) {
    this.size = size;
    this.planted = planted;
  }

  /** Sound metadata of this size. */
  public static MetadataDemo of(MetadataSize size) {
    return new MetadataDemo(size, 0);
  }

  /**
   * The same with violations of each check of metadata.
   *
   * @param number how many for each check; even, as some come in pairs, and 50 at most
   */
  public MetadataDemo planting(int number) {
    if (number < 2 || number > MOST_PLANTED || number % 2 != 0) {
      throw new IllegalArgumentException(
          "an even number of violations up to " + MOST_PLANTED + " is needed, not " + number);
    }
    return new MetadataDemo(size, number);
  }

  /** Generates everything in one transaction, then gathers the statistics of the query planner. */
  public PlantedIssues loadInto(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      DemoSql sql = new DemoSql(connection);
      if (sql.number("select count(*) from organisationunit") > 0) {
        throw new IllegalStateException("metadata is generated into an empty database");
      }
      Dhis2Fixture.on(connection);
      PlantedIssues issues = generate(new MetadataWriter(sql));
      connection.commit();
      connection.setAutoCommit(true);
      sql.execute("analyze");
      return issues;
    } catch (SQLException e) {
      throw new TestDatabaseException("cannot generate metadata", e);
    }
  }

  private PlantedIssues generate(MetadataWriter writer) {
    new AggregateMetadata(writer, size).generate();
    new ProgramMetadata(writer, size).generate();
    PlantedIssues.Collector issues = new PlantedIssues.Collector();
    if (planted > 0) {
      new AggregateViolations(writer, planted, issues).plant();
      new CategoryViolations(writer, planted, issues).plant();
      new ExpressionViolations(writer, planted, issues).plant();
      new ProgramViolations(writer, planted, issues).plant();
    }
    return issues.issues();
  }
}
