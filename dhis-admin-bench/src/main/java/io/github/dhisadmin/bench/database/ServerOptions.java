package io.github.dhisadmin.bench.database;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command runs its embedded server. */
public final class ServerOptions {
  @Option(
      names = "--data-directory",
      description =
          "Keeps the embedded server's data here, so that the next run need not generate it.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--server-setting",
      description = "A setting of the embedded server, as NAME=VALUE.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Where the server keeps its data; null to forget it. */
  public @Nullable Path dataDirectory() {
    return dataDirectory;
  }

  /** Settings of the server. */
  public Map<String, String> settings() {
    return settings;
  }

  /**
   * The same for what changes its rows all the time and has to survive a crash: nobody would run it
   * without autovacuum, or on commits that can be lost.
   */
  public Map<String, String> durableSettings() {
    Map<String, String> durable = new LinkedHashMap<>();
    durable.put("autovacuum", "on");
    durable.put("fsync", "on");
    durable.put("synchronous_commit", "on");
    durable.putAll(settings);
    return durable;
  }
}
