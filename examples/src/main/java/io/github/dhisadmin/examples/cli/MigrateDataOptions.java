package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.period.Period;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which data are meant. */
final class MigrateDataOptions {
  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(
      names = "--item-set",
      paramLabel = "N",
      description = "Name of an item set; may be given several times (default: all).")
  private List<String> itemSets = new ArrayList<>();

  @Option(
      names = "--period",
      required = true,
      paramLabel = "ID",
      description = "ISO id of a period, as in 2026 or 2026Q1; may be given several times.")
  private List<String> periods = new ArrayList<>();

  @Mixin private MigrateRequesterOption requester = new MigrateRequesterOption();

  /** Who asks for it. */
  String requester() {
    return requester.name();
  }

  DataMigrationRequest request(MigrationService migration) {
    return new DataMigrationRequest(
        options.configuration(migration),
        itemSets,
        periods.stream().map(Period::of).toList(),
        requester.name());
  }
}
