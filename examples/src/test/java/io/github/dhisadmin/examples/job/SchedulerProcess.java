package io.github.dhisadmin.examples.job;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.DhisAdminBuilder;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.NoParameters;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Nodes in a process of their own, which can be killed or stopped by the operating system. Their
 * jobs write one row for each run that they begin.
 */
final class SchedulerProcess implements AutoCloseable {
  /** Notes that it ran. */
  static final JobType<NoParameters> NOTE =
      JobType.of("NOTE", NoParameters.class, "Notes that it ran.").parallel();

  /** Notes that it ran and then waits in one statement for a second. */
  static final JobType<NoParameters> SLOW_NOTE =
      JobType.of("SLOW_NOTE", NoParameters.class, "Notes that it ran, slowly.").parallel();

  /** By which the server knows the connections of such processes. */
  static final String APPLICATION = "scheduler-process";

  private static final String STARTED = "STARTED";
  private static final String PASSWORD_VARIABLE = "DHIS_ADMIN_PASSWORD";

  private final Process process;

  private SchedulerProcess(Process process) {
    this.process = process;
  }

  /** Starts nodes and waits until they run. */
  static SchedulerProcess start(Dhis2Database database, String... nodes) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SchedulerProcess.class.getName(),
                    database.jdbcUrl(),
                    database.user(),
                    String.join(",", nodes)))
            .redirectError(Redirect.DISCARD);
    String password = System.getProperty("dhisadmin.test.password");
    if (password != null) {
      builder.environment().put(PASSWORD_VARIABLE, password);
    }
    SchedulerProcess started = new SchedulerProcess(builder.start());
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(started.process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); !STARTED.equals(line); line = output.readLine()) {
      if (line == null) {
        throw new AssertionError("the process ended before it was started");
      }
    }
    return started;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as the operating system ends a process that has no say in it. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the process does not die");
    }
  }

  /** Takes the processor away from it. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Gives the processor back. */
  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", name, String.valueOf(process.pid())).start().waitFor();
    if (status != 0) {
      throw new AssertionError("kill " + name + " ended with " + status);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The types that such a node knows. */
  static DhisAdminBuilder types(DhisAdminBuilder builder, DataSource dataSource) {
    return builder
        .job(NOTE, (context, none) -> note(dataSource, context, 0))
        .job(SLOW_NOTE, (context, none) -> note(dataSource, context, 1));
  }

  private static void note(DataSource dataSource, JobContext context, int seconds) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement note = connection.prepareStatement("insert into run_note values (?)");
        PreparedStatement sleep = connection.prepareStatement("select pg_sleep(?)")) {
      note.setString(1, context.job().name());
      note.execute();
      sleep.setInt(1, seconds);
      sleep.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The process: JDBC URL, user, names of the nodes. */
  public static void main(String[] arguments) throws IOException {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(arguments[0]);
    dataSource.setUser(arguments[1]);
    dataSource.setPassword(System.getenv(PASSWORD_VARIABLE));
    dataSource.setApplicationName(APPLICATION);
    List<DhisAdmin> nodes =
        Stream.of(arguments[2].split(",", -1))
            .map(
                name ->
                    types(
                            DhisAdmin.builder()
                                .persistence(JooqPersistence.of(dataSource))
                                .scheduler(JobBed.fragile(name)),
                            dataSource)
                        .build())
            .toList();
    nodes.forEach(DhisAdmin::start);
    System.out.println(STARTED);
    // Until its parent closes the pipe, or kills it.
    while (System.in.read() >= 0) {}
    nodes.forEach(DhisAdmin::close);
  }
}
