package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.schema.SchemaFamily;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which tables there are of each type in a run; the one place that knows all types. */
final class TableCatalogue {
  private final BuildInput input;
  private final Set<String> skippedPrograms;
  private @Nullable TrackerSources tracker;

  TableCatalogue(BuildInput input, Set<String> skippedPrograms) {
    this.input = input;
    this.skippedPrograms = Set.copyOf(skippedPrograms);
  }

  BuildSettings settings() {
    return input.settings();
  }

  String adminSchema() {
    return input.adminSchema();
  }

  /** The tables of a type; none if there is nothing to build from. */
  List<AnalyticsTableDefinition> definitions(DSLContext ctx, AnalyticsTableType type) {
    return switch (type) {
      case DATA_VALUE -> List.of(new DataValueTable(input));
      case COMPLETENESS -> List.of(new CompletenessTable(input));
      case COMPLETENESS_TARGET ->
          List.of(new CompletenessTargetTable(input.resources(), input.dimensions()));
      case ORG_UNIT_TARGET ->
          List.of(new OrgUnitTargetTable(input.resources(), input.dimensions()));
      case VALIDATION_RESULT -> List.of(new ValidationResultTable(input));
      case EVENT ->
          perProgram(
              ctx,
              program -> !skippedPrograms.contains(program.uid()),
              program -> new ProgramEventTable(input, tracker(ctx), program));
      case ENROLLMENT ->
          perProgram(
              ctx,
              program -> true,
              program -> new ProgramEnrollmentTable(input, tracker(ctx), program));
      case OWNERSHIP ->
          perProgram(
              ctx,
              program -> true,
              program -> new ProgramOwnershipTable(input, tracker(ctx), program));
      case TRACKED_ENTITY_INSTANCE ->
          perEntityType(ctx, entityType -> new EntityTable(input, tracker(ctx), entityType));
      case TRACKED_ENTITY_INSTANCE_EVENTS ->
          perEntityType(ctx, entityType -> new EntityEventTable(input, tracker(ctx), entityType));
      case TRACKED_ENTITY_INSTANCE_ENROLLMENTS ->
          perEntityType(
              ctx, entityType -> new EntityEnrollmentTable(input, tracker(ctx), entityType));
    };
  }

  /** A table per program, if there is any event at all, as in DHIS2. */
  private List<AnalyticsTableDefinition> perProgram(
      DSLContext ctx,
      Predicate<TrackerProgram> wanted,
      Function<TrackerProgram, AnalyticsTableDefinition> table) {
    TrackerSources sources = tracker(ctx);
    return sources.anyEvent()
        ? sources.programs().stream().filter(wanted).map(table).toList()
        : List.of();
  }

  /** A table per type of tracked entities; versions before 2.42 have others, or none. */
  private List<AnalyticsTableDefinition> perEntityType(
      DSLContext ctx, Function<TrackedEntityType, AnalyticsTableDefinition> table) {
    TrackerSources sources = tracker(ctx);
    return sources.anyEvent() && input.schema().family().isAtLeast(SchemaFamily.V2_42)
        ? sources.entityTypes().stream().map(table).toList()
        : List.of();
  }

  private TrackerSources tracker(DSLContext ctx) {
    TrackerSources known = tracker;
    if (known == null) {
      known = TrackerSources.read(ctx, input);
      tracker = known;
    }
    return known;
  }
}
