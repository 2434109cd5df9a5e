package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.DemoSummary;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.EmbeddedDhis2Postgres;
import io.github.dhisadmin.testkit.postgres.PostgresOptions;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The test kit's embedded PostgreSQL with a generated database of DHIS2 2.42. */
final class EmbeddedDemoServer implements DemoServer {
  private static final String DATABASE = "dhis2";
  private static final String VALUES_PER_DISTRICT =
      """
      select s.namelevel2, count(*)
      from analytics a
      join analytics_rs_orgunitstructure s on s.organisationunituid = a.ou
      where s.namelevel2 is not null
      group by s.namelevel2
      order by count(*) desc, s.namelevel2
      limit 3
      """;

  private final EmbeddedDhis2Postgres server;
  private final Dhis2Database database;

  private EmbeddedDemoServer(EmbeddedDhis2Postgres server, Dhis2Database database) {
    this.server = server;
    this.database = database;
  }

  static DemoServer start(int port) {
    EmbeddedDhis2Postgres server =
        EmbeddedDhis2Postgres.start(PostgresOptions.large().withPort(port));
    return new EmbeddedDemoServer(server, server.database(DATABASE, Shape.V2_42));
  }

  @Override
  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  @Override
  public String user() {
    return database.user();
  }

  @Override
  public String fill(Scale scale) {
    DemoSummary filled = DemoData.scale(scale).loadInto(database.dataSource());
    return filled.organisationUnits()
        + " organisation units, "
        + filled.dataElements()
        + " data elements, "
        + filled.dataValues()
        + " data values, "
        + filled.events()
        + " events";
  }

  @Override
  public String sampleAnalytics() {
    List<String> districts = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(VALUES_PER_DISTRICT);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        districts.add(rows.getString(1) + ": " + rows.getLong(2));
      }
    } catch (SQLException e) {
      throw new CommandFailedException("The analytics tables did not answer: " + e.getMessage(), e);
    }
    if (districts.isEmpty()) {
      throw new CommandFailedException("The analytics tables are empty.", null);
    }
    return "values by organisation unit, most first: " + String.join(", ", districts);
  }

  @Override
  public void close() {
    database.close();
    server.close();
  }
}
