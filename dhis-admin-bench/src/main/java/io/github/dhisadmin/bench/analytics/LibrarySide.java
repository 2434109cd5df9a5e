package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunState;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the library is asked to do, and what became of each partition in the last run. */
final class LibrarySide {
  private final DhisAdmin admin;
  private final int parallelism;
  private List<PartitionOutcome> partitions = List.of();

  /** Builds with this many sessions at a time. */
  LibrarySide(DhisAdmin admin, int parallelism) {
    this.admin = admin;
    this.parallelism = parallelism;
  }

  void resourceTables() {
    ResourceTableResult result = admin.resourceTables().update(ResourceTableUpdate.all());
    if (result.state() != RunState.SUCCEEDED) {
      throw new BenchmarkException("the library did not build all tables: " + result, null);
    }
  }

  void dataValues() {
    update(full(AnalyticsTableType.DATA_VALUE).skipOutliers());
  }

  void dataValuesWithOutliers() {
    update(full(AnalyticsTableType.DATA_VALUE));
  }

  void events() {
    update(full(AnalyticsTableType.EVENT, AnalyticsTableType.ENROLLMENT));
  }

  void completeness() {
    update(
        full(
            AnalyticsTableType.COMPLETENESS,
            AnalyticsTableType.COMPLETENESS_TARGET,
            AnalyticsTableType.ORG_UNIT_TARGET));
  }

  /** Data values that changed since the run before. */
  void incremental() {
    update(full(AnalyticsTableType.DATA_VALUE).skipOutliers().incremental());
  }

  /** The latest of them. */
  void latest() {
    update(
        AnalyticsTableUpdate.latest()
            .skipResourceTables()
            .skipOutliers()
            .only(AnalyticsTableType.DATA_VALUE));
  }

  /** What the last run did with a partition. */
  Optional<PartitionOutcome> partition(String name) {
    return partitions.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Partitions of which the last run did something else. */
  List<String> others(Predicate<PartitionOutcome> expected) {
    if (partitions.isEmpty()) {
      return List.of("no partition at all");
    }
    return partitions.stream()
        .filter(expected.negate())
        .map(each -> each.name() + " is " + each.action() + " " + each.reason())
        .toList();
  }

  private AnalyticsTableUpdate full(AnalyticsTableType first, AnalyticsTableType... others) {
    return AnalyticsTableUpdate.full()
        .skipResourceTables()
        .only(first, others)
        .parallelism(parallelism);
  }

  private void update(AnalyticsTableUpdate update) {
    AnalyticsTableResult result = admin.analytics().update(update);
    if (result.state() != RunState.SUCCEEDED) {
      throw new BenchmarkException("the library did not build the tables: " + result, null);
    }
    partitions =
        result.types().stream()
            .flatMap(type -> type.tables().stream())
            .flatMap(table -> table.partitions().stream())
            .toList();
  }
}
