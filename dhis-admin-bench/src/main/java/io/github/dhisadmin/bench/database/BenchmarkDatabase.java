package io.github.dhisadmin.bench.database;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.sql.PooledConnections;
import io.github.dhisadmin.bench.sql.Sessions;
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
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A DHIS2 database with data, and the library's services on it. */
public final class BenchmarkDatabase implements AutoCloseable {
  /** What the library does unless told otherwise. */
  private static final int PARALLELISM = 2;

  /** Besides the sessions that work: those that hold a lock, a snapshot or a lease. */
  private static final int OTHER_CONNECTIONS = 8;

  private final DataSource dataSource;
  private final PooledConnections pool;
  private final DhisAdmin admin;
  private final @Nullable EmbeddedDhis2Postgres server;
  private final Runnable afterClose;

  private BenchmarkDatabase(
      DataSource dataSource,
      int parallelism,
      @Nullable EmbeddedDhis2Postgres server,
      Runnable afterClose) {
    this.dataSource = dataSource;
    this.server = server;
    this.pool = new PooledConnections(dataSource, parallelism + OTHER_CONNECTIONS);
    this.admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(pool)).parallelism(parallelism).build();
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
    return embedded(
        "bench_" + scale.name().toLowerCase(Locale.ROOT),
        DemoData.scale(scale)::loadInto,
        directory,
        settings,
        PARALLELISM);
  }

  /**
   * An embedded server with generated content.
   *
   * @param name the name of the database
   * @param content fills an empty database, unless it was kept from a former run
   * @param directory where the server keeps its data, or null to forget it
   * @param settings settings of the server, besides a large cache and no autovacuum
   * @param parallelism how many sessions the library works with
   */
  public static BenchmarkDatabase embedded(
      String name,
      Consumer<DataSource> content,
      @Nullable Path directory,
      Map<String, String> settings,
      int parallelism) {
    EmbeddedDhis2Postgres server = EmbeddedDhis2Postgres.start(options(directory, settings));
    Dhis2Database database = filled(server, name, content);
    return new BenchmarkDatabase(
        database.dataSource(),
        parallelism,
        server,
        () -> {
          database.close();
          server.close();
        });
  }

  /**
   * Another database on the same embedded server.
   *
   * @param name the name of the database
   * @param content fills an empty database, unless it was kept from a former run
   * @return empty if the server is somebody else's
   */
  public Optional<BenchmarkDatabase> neighbour(String name, Consumer<DataSource> content) {
    if (server == null) {
      return Optional.empty();
    }
    Dhis2Database database = filled(server, name, content);
    return Optional.of(
        new BenchmarkDatabase(database.dataSource(), PARALLELISM, null, database::close));
  }

  private static Dhis2Database filled(
      EmbeddedDhis2Postgres server, String name, Consumer<DataSource> content) {
    Dhis2Database database = server.database(name, Shape.V2_42);
    if (isEmpty(database.dataSource())) {
      content.accept(database.dataSource());
    }
    return database;
  }

  /** A database that somebody else made; its resource and analytics tables are overwritten. */
  public static BenchmarkDatabase external(String jdbcUrl, String user, @Nullable String password) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    dataSource.setUser(user);
    if (password != null) {
      dataSource.setPassword(password);
    }
    return new BenchmarkDatabase(dataSource, PARALLELISM, null, () -> {});
  }

  /** Connections to the database. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** The services on it, whose connections are pooled, as a host's are and those of the peers. */
  public DhisAdmin admin() {
    return admin;
  }

  @Override
  public void close() {
    admin.close();
    pool.close();
    afterClose.run();
  }

  // Data is generated in one transaction: what an interrupted run left is an empty database.
  private static boolean isEmpty(DataSource dataSource) {
    try (Sessions sessions = Sessions.of(dataSource)) {
      return sessions.number("select count(*) from organisationunit") == 0;
    }
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
