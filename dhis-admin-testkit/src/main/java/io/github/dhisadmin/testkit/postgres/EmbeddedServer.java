package io.github.dhisadmin.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** One embedded PostgreSQL process. */
final class EmbeddedServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Duration START_WAIT = Duration.ofSeconds(90);

  private final EmbeddedPostgres postgres;
  private final ServerAddress address;

  private EmbeddedServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    this.address = new ServerAddress("localhost:" + postgres.getPort(), "", USER, null);
  }

  static EmbeddedServer start(PostgresOptions options) {
    refuseRootWithoutUserNamespaces();
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPort(options.port())
            .setOverrideWorkingDirectory(workingDirectory().toFile())
            .setPGStartupWait(START_WAIT)
            .setLocaleConfig("locale", isLinux() ? "C.UTF-8" : "C")
            .setCleanDataDirectory(options.keptDirectory().isEmpty())
            .setDataDirectory(
                options.keptDirectory().orElseGet(EmbeddedServer::temporaryDirectory));
    options.settings().forEach((name, value) -> builder.setServerConfig(name, shellQuoted(value)));
    try {
      return new EmbeddedServer(builder.start());
    } catch (IOException | IllegalStateException e) {
      throw new TestDatabaseException("embedded PostgreSQL did not start with " + options, e);
    }
  }

  ServerAddress address() {
    return address;
  }

  int port() {
    return postgres.getPort();
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new TestDatabaseException("embedded PostgreSQL on " + address + " did not stop", e);
    }
  }

  /**
   * A new directory beside the unpacked binaries: there the next start stops and removes the
   * servers of killed runs, which it does not do for directories elsewhere.
   */
  private static Path temporaryDirectory() {
    return workingDirectory().resolve("dhis-admin-" + UUID.randomUUID());
  }

  /**
   * Where the binaries are unpacked: in one place for all users of the machine, or in one of our
   * own when another user has made that place.
   */
  private static Path workingDirectory() {
    String shared =
        System.getProperty(
            "ot.epg.working-dir",
            Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg").toString());
    boolean usable = Files.notExists(Path.of(shared)) || Files.isWritable(Path.of(shared));
    return Path.of(usable ? shared : shared + "-" + System.getProperty("user.name"));
  }

  private static void refuseRootWithoutUserNamespaces() {
    if (isLinux() && isRoot() && !LinuxUtils.isUnshareAvailable()) {
      throw new TestDatabaseException(
          "PostgreSQL refuses to run as root and 'unshare -U' does not work here (user namespaces are switched off):"
              + " run as an ordinary user, or name a running server with -D"
              + ExternalServer.URL_PROPERTY
              + "=jdbc:postgresql://host:port/postgres");
    }
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
  }

  // pg_ctl hands the options to a shell
  private static String shellQuoted(String value) {
    return value.matches("[A-Za-z0-9_./:-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
