package io.github.dhisadmin.examples.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.fake.MutableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process of its own that updates all analytics tables, printing the stage of every progress it
 * makes. Told to, it goes on from a stage only after it has been answered, which stops it at a
 * known point.
 */
final class UpdateProcess implements AutoCloseable {
  private static final String DONE = "DONE";
  private static final String PASSWORD_VARIABLE = "DHIS_ADMIN_PASSWORD";
  private static final String STEP_BY_STEP = "step-by-step";

  private final Process process;
  private final BufferedReader output;

  private UpdateProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Runs freely. */
  static UpdateProcess running(String jdbcUrl, String user) throws IOException {
    return start(jdbcUrl, user, "freely");
  }

  /** Waits at every progress. */
  static UpdateProcess stepping(String jdbcUrl, String user) throws IOException {
    return start(jdbcUrl, user, STEP_BY_STEP);
  }

  private static UpdateProcess start(String jdbcUrl, String user, String pace) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    UpdateProcess.class.getName(),
                    jdbcUrl,
                    user,
                    pace))
            .redirectError(Redirect.DISCARD);
    String password = System.getProperty("dhisadmin.test.password");
    if (password != null) {
      builder.environment().put(PASSWORD_VARIABLE, password);
    }
    return new UpdateProcess(builder.start());
  }

  /** Reads until a line is as wanted, answering all others; empty if the process ended before. */
  Optional<String> readUntil(Predicate<String> wanted) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (wanted.test(line)) {
        return Optional.of(line);
      }
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
    return Optional.empty();
  }

  /** Ends it as the operating system ends a process that has no say in it. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the process does not die");
    }
  }

  static boolean isDone(String line) {
    return line.startsWith(DONE);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process: JDBC URL, user, pace. */
  public static void main(String[] arguments) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(arguments[0]);
    dataSource.setUser(arguments[1]);
    dataSource.setPassword(System.getenv(PASSWORD_VARIABLE));
    boolean stepping = STEP_BY_STEP.equals(arguments[2]);
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(dataSource))
            .clock(MutableClock.at(AnalyticsDatabase.MID_2024))
            .build()) {
      var result =
          admin
              .analytics()
              .update(
                  AnalyticsDatabase.full(),
                  RunControl.listening(
                      progress -> {
                        System.out.println(progress.stage());
                        if (stepping) {
                          awaitAnswer();
                        }
                      }));
      System.out.println(DONE + " " + result.state());
    }
  }

  private static void awaitAnswer() {
    try {
      if (System.in.read() < 0) {
        throw new IllegalStateException("nobody answers any more");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
