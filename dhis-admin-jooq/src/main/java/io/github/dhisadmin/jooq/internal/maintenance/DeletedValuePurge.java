package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.RowBlocks.Range;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.PurgeDeletedDataValues;
import io.github.dhisadmin.maintenance.UnseenDeletions;
import io.github.dhisadmin.run.Warning;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Named;

/**
 * Deletes data values that are marked as deleted (2.42,
 * JdbcMaintenanceStore#deleteSoftDeletedDataValues). Unlike DHIS2 it knows who has not seen the
 * mark yet: data synchronisation and the newest values' own analytics partition, each of which
 * looks for what was changed since it last ran.
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
    Optional<LocalDateTime> seen = seenUntil(ctx);
    if (seen.isPresent()) {
      Condition unseen = DATAVALUE.LASTUPDATED.gt(seen.get());
      int count = ctx.fetchCount(DATAVALUE, wanted.and(unseen));
      if (count > 0) {
        plan.warn(warning(parameters.unseen(), count));
      }
      if (parameters.unseen() == UnseenDeletions.KEEP) {
        wanted = wanted.andNot(unseen);
      }
    }
    RowRemoval removal = new RowRemoval(DATAVALUE, wanted, List.of());
    List<Range> found = removal.find(ctx);
    return plan.step(STEP, RowRemoval.rows(found), RowRemoval.perRow())
        .by(chunks -> removal.execute(STEP, found, chunks));
  }

  /** The moment up to which everybody has seen what was deleted; empty if nobody looks. */
  private Optional<LocalDateTime> seenUntil(DSLContext ctx) {
    return Stream.of(
            SystemSettings.LAST_DATA_SYNCHRONISATION, SystemSettings.LAST_LATEST_PARTITION_UPDATE)
        .flatMap(setting -> settings.timestamp(ctx, setting).stream())
        .min(LocalDateTime::compareTo);
  }

  private static Warning warning(UnseenDeletions unseen, int count) {
    return new Warning(
        "UNSEEN_DELETIONS",
        "datavalue",
        unseen == UnseenDeletions.KEEP
            ? "deleted values are kept until synchronisation and analytics have seen them"
            : "deleted values that synchronisation or analytics have not seen yet go as well",
        count);
  }
}
