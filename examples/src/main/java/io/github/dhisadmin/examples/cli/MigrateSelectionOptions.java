package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskSelection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which tasks are meant. */
final class MigrateSelectionOptions {
  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(
      names = "--process",
      paramLabel = "TYPE",
      description = "As in DATA_UPLOAD; may be given several times (default: all).")
  private List<ProcessType> processes = new ArrayList<>();

  /** Tasks of these processes, of which only some may be meant. */
  TaskSelection selection(MigrationService migration, List<Long> ids) {
    Set<ProcessType> wanted =
        processes.isEmpty() ? EnumSet.allOf(ProcessType.class) : EnumSet.copyOf(processes);
    return new TaskSelection(options.configuration(migration), wanted, ids);
  }
}
