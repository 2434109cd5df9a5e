package io.github.dhisadmin.jooq.internal.job.host;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.JOBCONFIGURATION;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.HostJobStore;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Reads {@code jobconfiguration}, and changes in it what a server of 2.41 or newer reads anew with
 * each pass. Parameters are handed on as text: they name Java classes, which nothing here has to
 * load.
 */
public final class JooqHostJobStore implements HostJobStore {
  private static final Field<OffsetDateTime> NOW = DSL.currentOffsetDateTime();

  private static final String RUNNING = "RUNNING";
  private static final String SCHEDULED = "SCHEDULED";
  private static final String DISABLED = "DISABLED";
  private static final String CRON = "CRON";
  private static final String FIXED_DELAY = "FIXED_DELAY";
  private static final String AT_ONCE = "ONCE_ASAP";

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Database database;
  private final Dhis2Schema schema;

  /**
   * Reads a database.
   *
   * @param schema what it holds
   */
  public JooqHostJobStore(Database database, Dhis2Schema schema) {
    this.database = database;
    this.schema = schema;
  }

  @Override
  public Snapshot read() {
    schema.require("explaining the server's jobs", List.of(JOBCONFIGURATION));
    return database.read(
        new Cancellation(),
        TIMEOUT,
        ctx ->
            new Snapshot(
                Objects.requireNonNull(ctx.select(NOW).fetchSingle(NOW)).toInstant(),
                schema.hasColumn(JOBCONFIGURATION.SCHEDULINGTYPE),
                rows(ctx)));
  }

  @Override
  public boolean enable(String uid) {
    return switched(uid, true, SCHEDULED);
  }

  @Override
  public boolean disable(String uid) {
    return switched(uid, false, DISABLED);
  }

  private boolean switched(String uid, boolean enabled, String status) {
    return changes(
        ctx ->
            ctx.update(JOBCONFIGURATION)
                .set(JOBCONFIGURATION.ENABLED, enabled)
                .set(JOBCONFIGURATION.JOBSTATUS, unlessRunning(status))
                .where(JOBCONFIGURATION.UID.eq(uid))
                .and(JOBCONFIGURATION.ENABLED.eq(DSL.inline(!enabled)))
                .execute());
  }

  @Override
  public boolean changeCron(String uid, String cron) {
    return changes(
        ctx ->
            ctx.update(JOBCONFIGURATION)
                .set(JOBCONFIGURATION.CRONEXPRESSION, cron)
                .setNull(JOBCONFIGURATION.DELAY)
                .set(JOBCONFIGURATION.SCHEDULINGTYPE, CRON)
                .where(JOBCONFIGURATION.UID.eq(uid))
                .and(JOBCONFIGURATION.JOBSTATUS.ne(DSL.inline(RUNNING)))
                .execute());
  }

  @Override
  public boolean runNow(String uid) {
    return changes(
        ctx ->
            ctx.update(JOBCONFIGURATION)
                .set(JOBCONFIGURATION.SCHEDULINGTYPE, AT_ONCE)
                .set(JOBCONFIGURATION.CANCEL, false)
                .set(JOBCONFIGURATION.JOBSTATUS, SCHEDULED)
                .where(JOBCONFIGURATION.UID.eq(uid))
                .and(JOBCONFIGURATION.ENABLED.eq(DSL.inline(true)))
                .and(JOBCONFIGURATION.JOBSTATUS.ne(DSL.inline(RUNNING)))
                .and(
                    JOBCONFIGURATION
                        .SCHEDULINGTYPE
                        .ne(DSL.inline(AT_ONCE))
                        .or(JOBCONFIGURATION.LASTFINISHED.isNull()))
                .execute());
  }

  @Override
  public boolean cancel(String uid) {
    return changes(
        ctx -> {
          int asked =
              ctx.update(JOBCONFIGURATION)
                  .set(JOBCONFIGURATION.CANCEL, true)
                  .where(JOBCONFIGURATION.UID.eq(uid))
                  .and(JOBCONFIGURATION.JOBSTATUS.eq(DSL.inline(RUNNING)))
                  .and(JOBCONFIGURATION.CANCEL.eq(DSL.inline(false)))
                  .execute();
          return asked == 1 ? asked : withdrawn(ctx, uid);
        });
  }

  private static int withdrawn(DSLContext ctx, String uid) {
    return ctx.update(JOBCONFIGURATION)
        .set(JOBCONFIGURATION.SCHEDULINGTYPE, backToSchedule())
        .set(JOBCONFIGURATION.LASTEXECUTEDSTATUS, "STOPPED")
        .set(JOBCONFIGURATION.ENABLED, DSL.field(runsOnce().not()))
        .set(JOBCONFIGURATION.JOBSTATUS, DSL.when(runsOnce(), DISABLED).otherwise(SCHEDULED))
        .where(JOBCONFIGURATION.UID.eq(uid))
        .and(JOBCONFIGURATION.JOBSTATUS.eq(DSL.inline(SCHEDULED)))
        .and(JOBCONFIGURATION.SCHEDULINGTYPE.eq(DSL.inline(AT_ONCE)))
        .and(JOBCONFIGURATION.ENABLED.eq(DSL.inline(true)))
        .execute();
  }

  /** As the server's housekeeping does (2.42), but that it would switch disabled jobs on. */
  @Override
  public boolean revert(String uid, LocalDateTime silentSince, LocalDateTime now) {
    Condition goesOn = runsOnce().not().and(JOBCONFIGURATION.ENABLED);
    return changes(
        ctx ->
            ctx.update(JOBCONFIGURATION)
                .set(JOBCONFIGURATION.LASTEXECUTEDSTATUS, "FAILED")
                .set(JOBCONFIGURATION.LASTFINISHED, now)
                .setNull(JOBCONFIGURATION.LASTALIVE)
                .set(JOBCONFIGURATION.CANCEL, false)
                .set(JOBCONFIGURATION.ENABLED, DSL.field(goesOn))
                .set(JOBCONFIGURATION.JOBSTATUS, DSL.when(goesOn, SCHEDULED).otherwise(DISABLED))
                .set(JOBCONFIGURATION.SCHEDULINGTYPE, backToSchedule())
                .where(JOBCONFIGURATION.UID.eq(uid))
                .and(JOBCONFIGURATION.JOBSTATUS.eq(DSL.inline(RUNNING)))
                .and(
                    DSL.coalesce(JOBCONFIGURATION.LASTALIVE, JOBCONFIGURATION.LASTEXECUTED)
                        .lt(silentSince))
                .execute());
  }

  private static Condition runsOnce() {
    return JOBCONFIGURATION
        .CRONEXPRESSION
        .isNull()
        .and(JOBCONFIGURATION.DELAY.isNull())
        .and(JOBCONFIGURATION.QUEUEPOSITION.isNull());
  }

  /**
   * What the type was before somebody wished for a run; jobs that are led by others have cron's.
   */
  private static Field<String> backToSchedule() {
    return DSL.when(runsOnce(), JOBCONFIGURATION.SCHEDULINGTYPE)
        .when(
            JOBCONFIGURATION.CRONEXPRESSION.isNull().and(JOBCONFIGURATION.DELAY.isNotNull()),
            FIXED_DELAY)
        .otherwise(CRON);
  }

  /** Of a job that runs, the server itself writes what it is when it has ended. */
  private static Field<String> unlessRunning(String status) {
    return DSL.when(JOBCONFIGURATION.JOBSTATUS.eq(DSL.inline(RUNNING)), JOBCONFIGURATION.JOBSTATUS)
        .otherwise(status);
  }

  private boolean changes(Function<DSLContext, Integer> update) {
    schema.require(
        "changing the server's jobs",
        List.of(JOBCONFIGURATION, JOBCONFIGURATION.SCHEDULINGTYPE, JOBCONFIGURATION.LASTALIVE));
    return database.transaction(update) == 1;
  }

  private List<Row> rows(DSLContext ctx) {
    return ctx.select(
            JOBCONFIGURATION.UID,
            JOBCONFIGURATION.NAME,
            DSL.coalesce(JOBCONFIGURATION.JOBTYPE, "").as(JOBCONFIGURATION.JOBTYPE),
            present(JOBCONFIGURATION.SCHEDULINGTYPE),
            JOBCONFIGURATION.CRONEXPRESSION,
            JOBCONFIGURATION.DELAY,
            JOBCONFIGURATION.QUEUENAME,
            JOBCONFIGURATION.QUEUEPOSITION,
            JOBCONFIGURATION.ENABLED,
            DSL.coalesce(JOBCONFIGURATION.JOBSTATUS, "").as(JOBCONFIGURATION.JOBSTATUS),
            DSL.coalesce(JOBCONFIGURATION.LASTEXECUTEDSTATUS, "")
                .as(JOBCONFIGURATION.LASTEXECUTEDSTATUS),
            present(JOBCONFIGURATION.CANCEL),
            JOBCONFIGURATION.LASTEXECUTED,
            JOBCONFIGURATION.JSONBJOBPARAMETERS,
            present(JOBCONFIGURATION.LASTALIVE))
        .from(JOBCONFIGURATION)
        .orderBy(JOBCONFIGURATION.NAME)
        .fetch(JooqHostJobStore::row);
  }

  private static Row row(Record job) {
    JSONB parameters = job.get(JOBCONFIGURATION.JSONBJOBPARAMETERS);
    return new Row(
        job.get(JOBCONFIGURATION.UID),
        job.get(JOBCONFIGURATION.NAME),
        job.get(JOBCONFIGURATION.JOBTYPE.getName(), String.class),
        new Trigger(
            job.get(JOBCONFIGURATION.SCHEDULINGTYPE.getName(), String.class),
            job.get(JOBCONFIGURATION.CRONEXPRESSION),
            job.get(JOBCONFIGURATION.DELAY),
            job.get(JOBCONFIGURATION.QUEUENAME),
            job.get(JOBCONFIGURATION.QUEUEPOSITION)),
        new State(
            job.get(JOBCONFIGURATION.ENABLED),
            job.get(JOBCONFIGURATION.JOBSTATUS.getName(), String.class),
            job.get(JOBCONFIGURATION.LASTEXECUTEDSTATUS.getName(), String.class),
            Boolean.TRUE.equals(job.get(JOBCONFIGURATION.CANCEL.getName(), Boolean.class)),
            job.get(JOBCONFIGURATION.LASTEXECUTED),
            job.get(JOBCONFIGURATION.LASTALIVE.getName(), JOBCONFIGURATION.LASTALIVE.getType())),
        parameters == null ? null : parameters.data());
  }

  /** A column that older versions lack, where it is null. */
  private <T> Field<T> present(TableField<?, T> column) {
    return schema.hasColumn(column)
        ? column
        : DSL.inline((T) null, column.getDataType()).as(column.getName());
  }
}
