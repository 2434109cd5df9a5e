package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.bench.sql.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where it was measured.
 *
 * @param cpu the processor's name
 * @param cores the processors the JVM sees
 * @param memory the memory of the machine
 * @param kernel the operating system and its version
 * @param java the version of Java
 * @param postgresql the version of the database server
 * @param serverSettings settings of the server that differ from PostgreSQL's defaults
 */
public record Environment(
    String cpu,
    int cores,
    String memory,
    String kernel,
    String java,
    String postgresql,
    Map<String, String> serverSettings) {

  /** The machine this runs on, and the server of these sessions. */
  public static Environment of(Sessions sessions) {
    Map<String, String> settings = new TreeMap<>();
    // What concerns speed: not where files are, how messages look, or what the driver sets.
    sessions
        .query(
            """
            select name, current_setting(name) from pg_settings
            where source in ('configuration file', 'command line', 'override')
              and context <> 'internal' and category not like 'Client Connection Defaults%'
              and category not like 'File Locations%' and category not like 'Reporting%'
              and name <> 'port'
            """,
            row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(each -> settings.put(each.getKey(), each.getValue()));
    return new Environment(
        value(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        value(Path.of("/proc/meminfo"), "MemTotal"),
        System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + ' ' + System.getProperty("java.version"),
        sessions.texts("select version()").get(0),
        settings);
  }

  /** The machine and the servers in a sentence. */
  public String sentence() {
    return String.join(", ", cpu, cores + " cores", memory, java, postgresql) + '.';
  }

  private static String value(Path file, String key) {
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
