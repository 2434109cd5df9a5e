package io.github.dhisadmin.examples.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the checks that there are. */
@Command(name = "list", description = "Lists all checks.")
final class IntegrityListCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--custom-checks",
      paramLabel = "DIR",
      description = "Directory of YAML files with checks of your own.")
  private @Nullable Path customChecks;

  IntegrityListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession(customChecks)) {
      context.output().write(IntegrityListReport.of(session.integrity().checks()));
    }
    return ExitStatus.DONE;
  }
}
