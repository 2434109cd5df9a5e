package io.github.dhisadmin.jooq.internal.job.host;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.JOBCONFIGURATION;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.HostJobStore;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
    return changes(
        ctx ->
            ctx.update(JOBCONFIGURATION)
                .set(JOBCONFIGURATION.ENABLED, true)
                .set(JOBCONFIGURATION.JOBSTATUS, unlessRunning(SCHEDULED))
                .where(JOBCONFIGURATION.UID.eq(uid))
                .and(JOBCONFIGURATION.ENABLED.eq(DSL.inline(false)))
                .execute());
  }

  @Override
  public boolean disable(String uid) {
    return changes(
        ctx ->
            ctx.update(JOBCONFIGURATION)
                .set(JOBCONFIGURATION.ENABLED, false)
                .set(JOBCONFIGURATION.JOBSTATUS, unlessRunning(DISABLED))
                .where(JOBCONFIGURATION.UID.eq(uid))
                .and(JOBCONFIGURATION.ENABLED.eq(DSL.inline(true)))
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
