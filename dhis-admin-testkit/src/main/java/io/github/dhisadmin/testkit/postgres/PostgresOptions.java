package io.github.dhisadmin.testkit.postgres;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded PostgreSQL is started; immutable.
 *
 * @param port the TCP port on localhost, 0 for a free one
 * @param directory where the data lives and stays, or null for a temporary directory that is
 *     removed at close
 * @param settings server settings, by their names in {@code postgresql.conf}
 */
public record PostgresOptions(int port, @Nullable Path directory, Map<String, String> settings) {
  // Nothing in these databases has to survive a crash of the machine, hence no fsync. Short-lived
  // statements dominate,
  // hence no JIT. A rebuild of all analytics tables locks well over a thousand relations in one
  // transaction.
  private static final Map<String, String> DEFAULT_SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "off"),
          Map.entry("synchronous_commit", "off"),
          Map.entry("full_page_writes", "off"),
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          Map.entry("max_wal_size", "8GB"),
          Map.entry("checkpoint_timeout", "30min"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("maintenance_work_mem", "128MB"),
          Map.entry("work_mem", "16MB"),
          Map.entry("max_connections", "200"),
          Map.entry("max_locks_per_transaction", "512"),
          Map.entry("jit", "off"),
          Map.entry("timezone", "UTC"));

  /** Checks the port and copies the settings. */
  public PostgresOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be between 0 and 65535, not " + port);
    }
    settings = Map.copyOf(settings);
  }

  /** A free port, a temporary directory, and settings that favour speed over durability. */
  public static PostgresOptions defaults() {
    return new PostgresOptions(0, null, DEFAULT_SETTINGS);
  }

  /** The same with memory for millions of rows, for demonstrations and benchmarks. */
  public static PostgresOptions large() {
    return defaults()
        .withSetting("shared_buffers", "1GB")
        .withSetting("maintenance_work_mem", "512MB")
        .withSetting("work_mem", "64MB");
  }

  /** The same on this port, 0 for a free one. */
  public PostgresOptions withPort(int newPort) {
    return new PostgresOptions(newPort, directory, settings);
  }

  /** The same with its data in this directory, which is created when missing and kept at close. */
  public PostgresOptions withDirectory(Path newDirectory) {
    return new PostgresOptions(port, newDirectory, settings);
  }

  /** The same with one server setting added or replaced. */
  public PostgresOptions withSetting(String name, String value) {
    Map<String, String> changed = new TreeMap<>(settings);
    changed.put(name, value);
    return new PostgresOptions(port, directory, changed);
  }

  /** Where the data stays after close, empty when it is temporary. */
  public Optional<Path> keptDirectory() {
    return Optional.ofNullable(directory);
  }
}
