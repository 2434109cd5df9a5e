package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.analytics.TableOutcome;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.jooq.internal.analytics.Verdict.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One table, with its partitions, on its way from source rows to serving; part of one run. */
final class TableBuild {
  private final AnalyticsTableDefinition definition;
  private final List<StagedTable> tables;
  private final Scope scope;
  private final @Nullable String whyAll;
  private final AtomicReference<DhisAdminException> failure = new AtomicReference<>();
  private List<String> dropped = List.of();
  private @Nullable PartitionOutcome merged;
  private final Set<StagedTable> serving = ConcurrentHashMap.newKeySet();

  /** Which partitions a build replaces, and why. */
  enum Scope {
    /** All of them; those without source rows end. */
    ALL("FULL"),
    /** All of them, each beside others that have not been replaced yet or end afterwards. */
    ALL_IN_TURN("FULL"),
    /** Those of the last years; the others stay. */
    LAST_YEARS("LAST_YEARS"),
    /** Those that changed; the others stay. */
    CHANGED("CHANGED"),
    /** All of them, though fewer were asked for, as the others would no longer fit beside. */
    ALL_AS_LAYOUT_CHANGED("LAYOUT_CHANGED");

    private final String reason;

    Scope(String reason) {
      this.reason = reason;
    }
  }

  /**
   * A table as it is before anything was built.
   *
   * @param whyAll why partitions are built even if they would be what they are; null if they are
   *     not
   */
  TableBuild(
      AnalyticsTableDefinition definition,
      List<StagedTable> tables,
      Scope scope,
      @Nullable String whyAll) {
    this.definition = definition;
    this.tables = List.copyOf(tables);
    this.scope = scope;
    this.whyAll = whyAll;
  }

  AnalyticsTableDefinition definition() {
    return definition;
  }

  List<StagedTable> tables() {
    return tables;
  }

  /** Those that replace what serves. */
  List<StagedTable> built() {
    return tables.stream().filter(table -> !table.verdict().stays()).toList();
  }

  /** The rows to exchange in partitions that serve on. */
  List<PartitionMerge> merges() {
    return tables.stream().flatMap(table -> table.verdict().merge().stream()).toList();
  }

  /** The latest years first: what counts in one of them may still serve in an earlier one. */
  List<StagedTable> newestFirst() {
    return tables.stream()
        .sorted(
            Comparator.comparingInt((StagedTable table) -> table.partition().year().orElse(0))
                .reversed())
        .toList();
  }

  /** Why all of it is built in any case, if it is. */
  Optional<String> reasonForAll() {
    return Optional.ofNullable(scope == Scope.ALL_AS_LAYOUT_CHANGED ? scope.reason : whyAll);
  }

  /** Whether partitions that serve stay beside the new ones; a table without years has none. */
  boolean keepsOtherYears() {
    return partitioned()
        && (scope == Scope.LAST_YEARS || scope == Scope.CHANGED || scope == Scope.ALL_IN_TURN);
  }

  boolean partitioned() {
    return tables.stream().anyMatch(table -> table.partition().year().isPresent());
  }

  /** Does a part of the work, unless there was trouble; trouble with one table ends it alone. */
  void step(Runnable work) {
    if (failed()) {
      return;
    }
    try {
      work.run();
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      fail(e);
    }
  }

  /** The first trouble decides; the rest of the table's work is pointless after it. */
  void fail(DhisAdminException trouble) {
    failure.compareAndSet(null, trouble);
  }

  boolean failed() {
    return failure.get() != null;
  }

  /** Whether nothing was written to what any of its partitions is built from. */
  boolean untouched() {
    return !tables.isEmpty()
        && tables.stream().allMatch(table -> table.verdict().fate() == Fate.UNTOUCHED);
  }

  /** Takes note that a partition serves, whatever becomes of the others. */
  void serves(StagedTable table) {
    serving.add(table);
  }

  /** Takes note of the partitions that ended with the swap. */
  void dropped(List<String> names) {
    this.dropped = List.copyOf(names);
    if (merged != null && names.contains(merged.name())) {
      merged = null;
    }
  }

  /** Takes note of the partition of latest values, of which the swap has left these rows. */
  void merged(String name, long rows) {
    this.merged =
        new PartitionOutcome(
            name, rows, PartitionAction.MERGED, "REBUILT_IN_OTHERS", Duration.ZERO);
  }

  Optional<DhisAdminException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** What became of it; empty if there was nothing to build from. */
  Optional<TableOutcome> outcome() {
    if (tables.isEmpty()) {
      return Optional.empty();
    }
    List<PartitionOutcome> partitions = new ArrayList<>();
    for (StagedTable table : tables) {
      Verdict verdict = table.verdict();
      String reason = verdict.reasonOrNull();
      boolean lost = failed() && !serving.contains(table);
      partitions.add(
          new PartitionOutcome(
              table.target(),
              table.rows(),
              lost ? PartitionAction.FAILED : action(verdict),
              lost ? "FAILED" : reason == null ? scope.reason : reason,
              table.worked(),
              lost ? null : verdict.merge().map(PartitionMerge::changes).orElse(null)));
    }
    for (String name : dropped) {
      partitions.add(
          new PartitionOutcome(name, 0, PartitionAction.DROPPED, "NO_SOURCE_ROWS", Duration.ZERO));
    }
    if (merged != null) {
      partitions.add(merged);
    }
    partitions.sort(Comparator.comparing(PartitionOutcome::name));
    Duration worked =
        tables.stream().map(StagedTable::worked).reduce(Duration.ZERO, Duration::plus);
    return Optional.of(new TableOutcome(definition.tableName(), worked, partitions));
  }

  private static PartitionAction action(Verdict verdict) {
    return switch (verdict.fate()) {
      case UNTOUCHED, SAME -> PartitionAction.UNCHANGED;
      case MERGED -> PartitionAction.MERGED;
      case REPLACED -> PartitionAction.BUILT;
    };
  }
}
