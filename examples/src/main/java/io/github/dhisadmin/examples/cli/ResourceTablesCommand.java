package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rebuilds resource tables. These are derived from other tables and replaced as a whole, so nothing
 * can be lost and nobody is asked for a confirmation.
 */
@Command(
    name = "resource-tables",
    description = "Rebuilds the resource tables, all of them or those named.")
final class ResourceTablesCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "A table to rebuild, such as analytics_rs_orgunitstructure or orgunitstructure; may be"
              + " given several times (default: all).")
  private List<String> tables = new ArrayList<>();

  ResourceTablesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ResourceTableUpdate update = new ResourceTableUpdate(wanted());
    ResourceTableResult result;
    try (AdminSession session = context.openSession();
        ProgressPrinter progress = context.progress()) {
      result =
          session.resourceTables().update(update, new RunControl(progress, context.cancellation()));
    }
    context.output().write(ResourceTablesReport.of(result));
    return result.state() == RunState.SUCCEEDED ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private Set<ResourceTable> wanted() {
    if (tables.isEmpty()) {
      return ResourceTable.all();
    }
    EnumSet<ResourceTable> wanted = EnumSet.noneOf(ResourceTable.class);
    tables.forEach(name -> wanted.add(ResourceTable.named(name).orElseThrow(() -> unknown(name))));
    return wanted;
  }

  private static UsageException unknown(String name) {
    List<String> known = ResourceTable.all().stream().map(ResourceTable::baseName).toList();
    return new UsageException(
        "There is no resource table '" + name + "'. " + new Suggestions(known).forName(name));
  }
}
