package io.github.dhisadmin.examples.process;

import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process of its own that runs a main class on a test database and prints a line wherever it can
 * be stopped. If that class waits for an answer after each line, it is stopped at a known point.
 */
public final class ForkedProcess implements AutoCloseable {
  private static final String PASSWORD_VARIABLE = "DHIS_ADMIN_PASSWORD";

  private final Process process;
  private final BufferedReader output;

  private ForkedProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a main class with the database's URL, its user and more arguments. */
  public static ForkedProcess start(Class<?> main, Dhis2Database database, String... more)
      throws IOException {
    return start("-XX:TieredStopAtLevel=1", main, database, more);
  }

  /** The same with 128 MB of memory for objects. */
  public static ForkedProcess startSmall(Class<?> main, Dhis2Database database, String... more)
      throws IOException {
    return start("-Xmx128m", main, database, more);
  }

  private static ForkedProcess start(
      String option, Class<?> main, Dhis2Database database, String... more) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                database.jdbcUrl(),
                database.user()));
    line.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(Redirect.DISCARD);
    String password = System.getProperty("dhisadmin.test.password");
    if (password != null) {
      builder.environment().put(PASSWORD_VARIABLE, password);
    }
    return new ForkedProcess(builder.start());
  }

  /** Reads until a line is as wanted, answering all others; empty if the process ended before. */
  public Optional<String> readUntil(Predicate<String> wanted) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (wanted.test(line)) {
        return Optional.of(line);
      }
      answer();
    }
    return Optional.empty();
  }

  /** Lets it go on after the line that was read last. */
  public void answer() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Ends it as the operating system ends a process that has no say in it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the process does not die");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** In the process: the database, from its arguments. */
  public static DataSource database(String[] arguments) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(arguments[0]);
    dataSource.setUser(arguments[1]);
    dataSource.setPassword(System.getenv(PASSWORD_VARIABLE));
    return dataSource;
  }

  /** In the process: waits until the line that was printed last is answered. */
  public static void awaitAnswer() {
    try {
      if (System.in.read() < 0) {
        throw new IllegalStateException("nobody answers any more");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
