package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.PurgeDeletedDataValues;
import io.github.dhisadmin.maintenance.UnseenDeletions;
import io.github.dhisadmin.run.Warning;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.impl.DSL;

/**
 * Deletes data values that are marked as deleted (2.42,
 * JdbcMaintenanceStore#deleteSoftDeletedDataValues). Unlike DHIS2 it knows who has not seen the
 * mark yet, and keeps those values unless it is told to purge them as well.
 */
final class DeletedValuePurge implements DatabaseOperation<PurgeDeletedDataValues> {
  private static final String STEP = "dataValues";

  private final SystemSettings settings;

  DeletedValuePurge(SystemSettings settings) {
    this.settings = settings;
  }

  @Override
  public MaintenanceOperation<PurgeDeletedDataValues> definition() {
    return MaintenanceOperations.PURGE_DELETED_DATA_VALUES;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(DATAVALUE.DELETED, DATAVALUE.LASTUPDATED);
  }

  @Override
  public Plan plan(DSLContext ctx, PurgeDeletedDataValues parameters) {
    Plan plan = new Plan();
    Condition wanted = DATAVALUE.DELETED.isTrue();
    if (!parameters.minimumAge().isZero()) {
      wanted =
          wanted.and(DATAVALUE.LASTUPDATED.le(settings.now(ctx).minus(parameters.minimumAge())));
    }
    List<DeletionReader> readers = DeletionReader.all(ctx, settings);
    Condition unseen = DSL.or(readers.stream().map(DeletionReader::unseen).toList());
    int count = readers.isEmpty() ? 0 : ctx.fetchCount(DATAVALUE, wanted.and(unseen));
    if (count > 0) {
      plan.warn(warning(parameters.unseen(), readers, count));
    }
    if (!readers.isEmpty() && parameters.unseen() == UnseenDeletions.KEEP) {
      wanted = wanted.andNot(unseen);
    }
    RowRemoval removal = new RowRemoval(DATAVALUE, wanted, List.of());
    long planned = removal.count(ctx);
    return plan.step(STEP, planned, RowRemoval.perRow())
        .by(chunks -> removal.execute(STEP, planned, chunks));
  }

  private static Warning warning(UnseenDeletions unseen, List<DeletionReader> readers, int count) {
    String who =
        readers.stream().map(DeletionReader::name).sorted().collect(Collectors.joining(", "));
    return new Warning(
        "UNSEEN_DELETIONS",
        "datavalue",
        unseen == UnseenDeletions.KEEP
            ? "deleted values are kept until they have been seen by all of: " + who
            : "deleted values go as well that have not been seen by all of: " + who,
        count);
  }
}
