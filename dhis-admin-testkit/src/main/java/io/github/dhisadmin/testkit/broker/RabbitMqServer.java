package io.github.dhisadmin.testkit.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The RabbitMQ of Debian's package {@code rabbitmq-server} as a child process: on a free port of
 * this machine, with a node name, a cookie, a database and logs of its own, and without the service
 * that the package starts. For one thread.
 */
public final class RabbitMqServer implements AutoCloseable {
  private static final Path SCRIPT = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final Path PORT_MAPPER = Path.of("/usr/bin/epmd");
  private static final String STARTED = "Starting broker... completed";
  private static final long SECONDS_TO_END = 20;

  private final Path directory;
  private final int port = freePort();
  private final int nodePort = freePort();
  private final int mapperPort = freePort();
  private final List<Process> processes = new ArrayList<>();
  private final List<CompletableFuture<Void>> readers = new ArrayList<>();

  private RabbitMqServer(Path directory) {
    this.directory = directory;
  }

  /** Whether the package is installed. */
  public static boolean isInstalled() {
    return Files.isExecutable(SCRIPT) && Files.isExecutable(PORT_MAPPER);
  }

  /**
   * Starts one.
   *
   * @param parent where its directory is made, which is removed with it
   */
  public static RabbitMqServer start(Path parent) throws IOException {
    Files.createDirectories(parent);
    RabbitMqServer server =
        new RabbitMqServer(Files.createTempDirectory(parent.toAbsolutePath(), "rabbitmq"));
    server.start();
    return server;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Who may do everything, from this machine. */
  public String user() {
    return "guest";
  }

  /** The password of that user. */
  public String password() {
    return "guest";
  }

  /** Kills it, so that it can write nothing more, and waits until it has ended. */
  public void kill() {
    for (Process process : processes) {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
    for (Process process : processes) {
      process.onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join();
    }
    processes.clear();
    readers.forEach(reader -> reader.orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join());
    readers.clear();
  }

  /** Starts it again, on the same port and with what it had stored. */
  public void start() throws IOException {
    processes.add(
        new ProcessBuilder(
                PORT_MAPPER.toString(),
                "-port",
                String.valueOf(mapperPort),
                "-address",
                "127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("epmd.log").toFile())
            .start());
    Files.writeString(directory.resolve("enabled_plugins"), "[].");
    ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString()).redirectErrorStream(true);
    builder.environment().putAll(environment());
    Process server = builder.start();
    processes.add(server);
    BufferedReader output = server.inputReader();
    awaitStart(output);
    // It would wait for a reader.
    readers.add(CompletableFuture.runAsync(() -> drain(output)));
  }

  /** All that would otherwise lie where the package's own service has it. */
  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("HOME", directory.toString()),
        Map.entry("RABBITMQ_NODENAME", "dhis-admin-" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(nodePort)),
        Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("mnesia").toString()),
        Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq").toString()),
        Map.entry("RABBITMQ_ADVANCED_CONFIG_FILE", directory.resolve("advanced").toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", directory.resolve("rabbitmq-env.conf").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", directory.resolve("enabled_plugins").toString()),
        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 2:2"),
        Map.entry("ERL_EPMD_PORT", String.valueOf(mapperPort)),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        // the script gives way to the server instead of watching it
        Map.entry("RUNNING_UNDER_SYSTEMD", "true"));
  }

  private void awaitStart(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.contains(STARTED)) {
        return;
      }
    }
    kill();
    throw new IOException("RabbitMQ did not start: " + said);
  }

  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // it was killed
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
