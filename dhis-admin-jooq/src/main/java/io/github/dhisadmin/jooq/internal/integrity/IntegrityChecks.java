package io.github.dhisadmin.jooq.internal.integrity;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;

/** All checks that are queries, family by family. */
final class IntegrityChecks {
  private static final List<CheckFamily> FAMILIES =
      List.of(
          new CategoryChecks(),
          new DataElementChecks(),
          new DataSetChecks(),
          new IndicatorChecks(),
          new PeriodChecks());

  private IntegrityChecks() {}

  /** The checks, made for the database at hand. */
  static List<SqlCheck> of(Dhis2Schema schema) {
    return FAMILIES.stream().flatMap(family -> family.checks(schema).stream()).toList();
  }
}
