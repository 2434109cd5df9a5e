package io.github.dhisadmin.bench.database;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.EmbeddedDhis2Postgres;
import io.github.dhisadmin.testkit.postgres.PostgresOptions;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A DHIS2 database with data, and the library's services on it. */
public final class BenchmarkDatabase implements AutoCloseable {
  private final DataSource dataSource;
  private final DhisAdmin admin;
  private final Runnable afterClose;

  private BenchmarkDatabase(DataSource dataSource, Runnable afterClose) {
    this.dataSource = dataSource;
    this.admin = DhisAdmin.builder().persistence(JooqPersistence.of(dataSource)).build();
    this.afterClose = afterClose;
  }

  /**
   * An embedded server with generated data of this scale.
   *
   * @param directory where the server keeps its data, or null to forget it; data that is there is
   *     not generated again
   * @param settings settings of the server, besides a large cache and no autovacuum
   */
  public static BenchmarkDatabase embedded(
      Scale scale, @Nullable Path directory, Map<String, String> settings) {
    EmbeddedDhis2Postgres server = EmbeddedDhis2Postgres.start(options(directory, settings));
    String name = "bench_" + scale.name().toLowerCase(Locale.ROOT);
    boolean generated = server.exists(name);
    Dhis2Database database = server.database(name, Shape.V2_42);
    if (!generated) {
      DemoData.scale(scale).loadInto(database.dataSource());
    }
    return new BenchmarkDatabase(
        database.dataSource(),
        () -> {
          database.close();
          server.close();
        });
  }

  /** A database that somebody else made; its resource and analytics tables are overwritten. */
  public static BenchmarkDatabase external(String jdbcUrl, String user, @Nullable String password) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    dataSource.setUser(user);
    if (password != null) {
      dataSource.setPassword(password);
    }
    return new BenchmarkDatabase(dataSource, () -> {});
  }

  /** A database that is open and has data; it stays open at close. */
  public static BenchmarkDatabase of(DataSource dataSource) {
    return new BenchmarkDatabase(dataSource, () -> {});
  }

  /** Connections to the database. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** The services on it. */
  public DhisAdmin admin() {
    return admin;
  }

  @Override
  public void close() {
    admin.close();
    afterClose.run();
  }

  // Memory for sorting is PostgreSQL's default, which is what DHIS2's procedure gets when nobody
  // tunes the server. Autovacuum would work on the tables of one side while the other is measured.
  private static PostgresOptions options(@Nullable Path directory, Map<String, String> settings) {
    PostgresOptions options =
        PostgresOptions.defaults()
            .withSetting("shared_buffers", "2GB")
            .withSetting("maintenance_work_mem", "64MB")
            .withSetting("work_mem", "4MB")
            .withSetting("autovacuum", "off");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      options = options.withSetting(setting.getKey(), setting.getValue());
    }
    return directory == null ? options : options.withDirectory(directory);
  }
}
