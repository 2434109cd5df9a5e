package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.analytics.PartitionSize;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.jooq.internal.sql.RelationSizes.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What became of the sizes that were expected. */
final class SizeReview {
  private SizeReview() {}

  /** The sizes of what a run has built. */
  static List<PartitionSize> of(
      DSLContext ctx, List<TypeOutcome> outcomes, AnalyticsEstimate estimate) {
    List<PartitionOutcome> built =
        outcomes.stream()
            .flatMap(type -> type.tables().stream())
            .flatMap(table -> table.partitions().stream())
            .filter(partition -> partition.action() == PartitionAction.BUILT)
            .sorted(Comparator.comparing(PartitionOutcome::name))
            .toList();
    if (built.isEmpty()) {
      return List.of();
    }
    Map<String, Size> sizes = ServingTables.sizes(ctx, List.of());
    Map<String, PartitionEstimate> expected =
        estimate
            .partitions()
            .collect(Collectors.toMap(PartitionEstimate::name, Function.identity()));
    return built.stream()
        .map(each -> review(each, expected.get(each.name()), sizes.get(each.name())))
        .toList();
  }

  private static PartitionSize review(
      PartitionOutcome built, @Nullable PartitionEstimate expected, @Nullable Size size) {
    return new PartitionSize(
        built.name(),
        expected == null ? 0 : expected.rows(),
        built.rows(),
        expected == null ? 0 : expected.bytes(),
        size == null ? 0 : size.bytes());
  }
}
