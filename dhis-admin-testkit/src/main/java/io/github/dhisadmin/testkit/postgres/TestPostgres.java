package io.github.dhisadmin.testkit.postgres;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The one PostgreSQL server of this JVM's tests. It is started at the first use and stopped when
 * the JVM ends. With {@code -Ddhisadmin.test.jdbcUrl=jdbc:postgresql://host:port/postgres} (and
 * {@code dhisadmin.test.user}, {@code dhisadmin.test.password}) the tests create and drop their
 * databases on that server instead. Safe for several threads.
 */
public final class TestPostgres {
  private static final String NAME_PREFIX = "dhisadmin_test_";
  // A session in which local time is never UTC and never a whole number of hours from it
  private static final String HOSTILE_TIME_ZONE = "Asia/Kathmandu";

  private final ServerAddress address;
  private final DatabaseCatalog catalog;
  private final RecycledDatabases recycled;
  private final String runId;
  private final AtomicInteger databases = new AtomicInteger();
  private final Map<Shape, String> templates = new ConcurrentHashMap<>();
  private final Optional<RunLock> lock;

  private TestPostgres(ServerAddress address, String runId, Optional<RunLock> lock) {
    this.address = address;
    this.catalog = new DatabaseCatalog(address);
    this.recycled = new RecycledDatabases(address);
    this.runId = runId;
    this.lock = lock;
  }

  /**
   * A database with the empty tables of this shape that nobody else uses. Once it is closed a later
   * call may give it again, emptied, unless more than the rows of its tables has changed.
   */
  public static Dhis2Database create(Shape shape) {
    return Holder.SERVER.copy(shape);
  }

  /**
   * A new database of this shape with content, dropped when it is closed. The content is written to
   * tables of the 2.42 shape, whichever shape is wanted; the filled tables are then reshaped.
   */
  public static Dhis2Database create(Shape shape, Consumer<DataSource> content) {
    return Holder.SERVER.filledCopy(shape, content);
  }

  private static TestPostgres start() {
    String runId = UUID.randomUUID().toString().substring(0, 8);
    return ExternalServer.fromSystemProperties()
        .map(address -> onExternalServer(address, runId))
        .orElseGet(
            () ->
                new TestPostgres(
                    EmbeddedServer.start(PostgresOptions.defaults()).address(),
                    runId,
                    Optional.empty()));
  }

  private static TestPostgres onExternalServer(ServerAddress address, String runId) {
    RunLock lock = RunLock.hold(new DatabaseCatalog(address), runId);
    TestPostgres server = new TestPostgres(address, runId, Optional.of(lock));
    server.dropDatabasesOfEndedRuns();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(server::dropOwnDatabases, "dhisadmin-test-cleanup"));
    return server;
  }

  private Dhis2Database copy(Shape shape) {
    String template = templates.computeIfAbsent(shape, this::createTemplate);
    String name = recycled.take(shape).orElseGet(() -> createCopy(template));
    return open(name, shape, () -> recycle(name, shape));
  }

  private String createCopy(String template) {
    String name = NAME_PREFIX + runId + "_" + databases.incrementAndGet();
    catalog.create(name, template);
    return name;
  }

  private void recycle(String name, Shape shape) {
    if (!recycled.giveBack(shape, name)) {
      catalog.drop(name);
    }
  }

  private Dhis2Database filledCopy(Shape shape, Consumer<DataSource> content) {
    Dhis2Database written = copy(Shape.V2_42);
    boolean filled = false;
    try {
      content.accept(written.dataSource());
      SchemaScripts.of(shape).reshapeTables(address, written.name());
      filled = true;
    } finally {
      written.dataSource().close();
      if (!filled) {
        catalog.drop(written.name());
      }
    }
    return open(written.name(), shape, () -> catalog.drop(written.name()));
  }

  private Dhis2Database open(String name, Shape shape, Runnable afterClose) {
    TrackedDataSource dataSource =
        new TrackedDataSource(() -> address.connect(name), HOSTILE_TIME_ZONE);
    return new Dhis2Database(name, shape, address, dataSource, afterClose);
  }

  private String createTemplate(Shape shape) {
    String name = NAME_PREFIX + runId + "_template_" + shape.templateSuffix();
    catalog.create(name, null);
    try {
      SchemaScripts.of(shape).createTables(address, name);
      recycled.learn(shape, name);
    } catch (TestDatabaseException e) {
      // a half-made template would hide the reason from the next test
      catalog.drop(name);
      throw e;
    }
    return name;
  }

  private void dropOwnDatabases() {
    catalog.names(NAME_PREFIX + runId + "%").forEach(catalog::drop);
    lock.ifPresent(RunLock::close);
  }

  private void dropDatabasesOfEndedRuns() {
    TreeSet<String> runs = new TreeSet<>();
    catalog.names(NAME_PREFIX + "%").stream()
        .map(name -> name.substring(NAME_PREFIX.length()))
        .filter(rest -> rest.matches("[0-9a-f]{8}_.*"))
        .forEach(rest -> runs.add(rest.substring(0, 8)));
    for (String run : runs) {
      if (RunLock.isFree(catalog, run)) {
        catalog.names(NAME_PREFIX + run + "%").forEach(catalog::drop);
      }
    }
  }

  /** Initialised by the class loader once, at the first use. */
  private static final class Holder {
    static final TestPostgres SERVER = start();
  }
}
