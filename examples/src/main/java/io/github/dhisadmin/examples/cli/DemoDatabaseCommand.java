package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.testkit.demo.Scale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a PostgreSQL with a generated DHIS2 database and keeps it up until the process ends. */
@Command(
    name = "demo-database",
    description =
        "Starts a PostgreSQL with a generated DHIS2 database, and keeps it up until Ctrl-C.")
final class DemoDatabaseCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  private final CommandContext context;

  @Option(
      names = "--scale",
      paramLabel = "small|medium|large",
      description = "How much data to generate (default: small).")
  private Scale scale = Scale.SMALL;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Where the server listens on localhost (default: any free port).")
  private int port;

  DemoDatabaseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new UsageException("--port must be between 0 and " + MAX_PORT + ", not " + port + ".");
    }
    try (DemoServer server = context.starter().start(port)) {
      context.terminal().err().println("Generating data...");
      context.terminal().err().println(server.fill(scale));
      context.output().write(new DemoDatabaseReport(server.jdbcUrl(), server.user()));
      context.termination().await();
    }
    return ExitStatus.DONE;
  }
}
