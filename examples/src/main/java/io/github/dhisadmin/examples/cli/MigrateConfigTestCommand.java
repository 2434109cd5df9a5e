package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.RouteCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks whether the source can be asked through a route of the destination. */
@Command(
    name = "test",
    description = "Looks whether the source can be asked through a route of the destination.",
    footer = {"", "'sync target test' looks whether the servers themselves answer."})
final class MigrateConfigTestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "N", description = "What the configuration is called.")
  private String name = "";

  MigrateConfigTestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      RouteCheck check = session.sync().migration().testRoute(name);
      context.output().write(new MigrateRouteReport(name, check.usable(), check.message()));
      return check.usable() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }
}
