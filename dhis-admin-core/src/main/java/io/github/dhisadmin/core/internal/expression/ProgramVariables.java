package io.github.dhisadmin.core.internal.expression;

import java.util.Map;
import java.util.Optional;

/** The variables that a program indicator may use; the grammar knows more, for program rules. */
final class ProgramVariables {
  private static final Map<String, Type> TYPES =
      Map.ofEntries(
          Map.entry("analytics_period_end", Type.DATE),
          Map.entry("analytics_period_start", Type.DATE),
          Map.entry("completed_date", Type.DATE),
          Map.entry("creation_date", Type.DATE),
          Map.entry("current_date", Type.DATE),
          Map.entry("due_date", Type.DATE),
          Map.entry("enrollment_count", Type.NUMBER),
          Map.entry("enrollment_date", Type.DATE),
          Map.entry("enrollment_status", Type.TEXT),
          Map.entry("event_count", Type.NUMBER),
          Map.entry("event_date", Type.DATE),
          Map.entry("event_status", Type.TEXT),
          Map.entry("execution_date", Type.DATE),
          Map.entry("incident_date", Type.DATE),
          Map.entry("org_unit_count", Type.NUMBER),
          Map.entry("program_stage_id", Type.TEXT),
          Map.entry("program_stage_name", Type.TEXT),
          Map.entry("scheduled_date", Type.DATE),
          Map.entry("scheduled_event_count", Type.NUMBER),
          Map.entry("sync_date", Type.DATE),
          Map.entry("tei_count", Type.NUMBER),
          Map.entry("value_count", Type.NUMBER),
          Map.entry("zero_pos_value_count", Type.NUMBER));

  private ProgramVariables() {}

  /** The type of a variable's value; empty if no program indicator has it. */
  static Optional<Type> typeOf(String variable) {
    return Optional.ofNullable(TYPES.get(variable));
  }
}
