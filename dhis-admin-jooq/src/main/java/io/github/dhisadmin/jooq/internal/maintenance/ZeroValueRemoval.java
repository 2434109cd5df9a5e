package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.RowBlocks.Assignment;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.RemoveZeroDataValues;
import io.github.dhisadmin.maintenance.ValueRemoval;
import io.github.dhisadmin.maintenance.ZeroMatch;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.impl.DSL;

/**
 * Removes zeros of data elements that are summed and for which zero is not significant, deleted
 * ones as well (2.42, JdbcMaintenanceStore#deleteZeroDataValues). Zeros that count, as in averages,
 * stay.
 */
final class ZeroValueRemoval implements DatabaseOperation<RemoveZeroDataValues> {
  private static final String STEP = "dataValues";
  private static final List<String> NUMERIC_TYPES =
      List.of(
          "INTEGER",
          "INTEGER_NEGATIVE",
          "INTEGER_POSITIVE",
          "INTEGER_ZERO_OR_POSITIVE",
          "NUMBER",
          "PERCENTAGE",
          "UNIT_INTERVAL");
  private static final String ZERO = "^\\s*[-+]?(0+(\\.0*)?|\\.0+)([eE][-+]?[0-9]+)?\\s*$";

  @Override
  public MaintenanceOperation<RemoveZeroDataValues> definition() {
    return MaintenanceOperations.REMOVE_ZERO_DATA_VALUES;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(DATAVALUE, DATAELEMENT.ZEROISSIGNIFICANT);
  }

  @Override
  public Plan plan(DSLContext ctx, RemoveZeroDataValues parameters) {
    RowRemoval removal = removal(parameters);
    long count = removal.count(ctx);
    return new Plan()
        .step(STEP, count, RowRemoval.perRow())
        .by(chunks -> removal.execute(STEP, count, chunks));
  }

  private static RowRemoval removal(RemoveZeroDataValues parameters) {
    Condition zeros = zero(parameters.match());
    return parameters.removal() == ValueRemoval.DELETE
        ? new RowRemoval(DATAVALUE, zeros, List.of())
        : new RowRemoval(
            DATAVALUE,
            zeros.and(DATAVALUE.DELETED.isFalse()),
            List.of(
                new Assignment(DATAVALUE.DELETED, DSL.inline(true)),
                new Assignment(DATAVALUE.LASTUPDATED, SystemSettings.NOW)));
  }

  private static Condition zero(ZeroMatch match) {
    Condition summed =
        DATAELEMENT.AGGREGATIONTYPE.eq("SUM").and(DATAELEMENT.ZEROISSIGNIFICANT.isFalse());
    Condition elements = match == ZeroMatch.EXACT ? summed : summed.and(numeric());
    Condition text =
        match == ZeroMatch.EXACT ? DATAVALUE.VALUE.eq("0") : DATAVALUE.VALUE.likeRegex(ZERO);
    return text.and(
        DATAVALUE.DATAELEMENTID.in(
            DSL.select(DATAELEMENT.DATAELEMENTID).from(DATAELEMENT).where(elements)));
  }

  private static Condition numeric() {
    return DATAELEMENT.VALUETYPE.in(NUMERIC_TYPES);
  }
}
