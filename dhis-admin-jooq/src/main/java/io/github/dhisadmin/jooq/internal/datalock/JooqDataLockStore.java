package io.github.dhisadmin.jooq.internal.datalock;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.LOCKEXCEPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.datalock.LockException;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.jooq.internal.period.StoredPeriods;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.DataLockStore;
import io.github.dhisadmin.spi.LockFacts;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Lock exceptions as rows of {@code lockexception}. */
public final class JooqDataLockStore implements DataLockStore {
  private static final String OPERATION = "lock exceptions";
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final Database database;
  private final Dhis2Schema schema;

  /** Works on a database. */
  public JooqDataLockStore(Database database, Dhis2Schema schema) {
    this.database = database;
    this.schema = schema;
  }

  @Override
  public List<LockException> list(LockExceptionFilter filter, int limit) {
    Field<LocalDateTime> created =
        schema.hasColumn(LOCKEXCEPTION.CREATED)
            ? max(LOCKEXCEPTION.CREATED)
            : DSL.castNull(SQLDataType.LOCALDATETIME);
    Field<Integer> rows = DSL.count();
    return database.read(
        new Cancellation(),
        TIMEOUT,
        ctx ->
            ctx.select(
                    DATASET.UID,
                    DATASET.NAME,
                    PERIODTYPE.NAME,
                    PERIOD.STARTDATE,
                    PERIOD.ENDDATE,
                    ORGANISATIONUNIT.UID,
                    ORGANISATIONUNIT.NAME,
                    created,
                    rows)
                .from(LOCKEXCEPTION)
                .join(DATASET)
                .on(DATASET.DATASETID.eq(LOCKEXCEPTION.DATASETID))
                .join(PERIOD)
                .on(PERIOD.PERIODID.eq(LOCKEXCEPTION.PERIODID))
                .leftJoin(PERIODTYPE)
                .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
                .join(ORGANISATIONUNIT)
                .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(LOCKEXCEPTION.ORGANISATIONUNITID))
                .where(meant(filter))
                .groupBy(
                    DATASET.DATASETID,
                    PERIOD.PERIODID,
                    PERIODTYPE.PERIODTYPEID,
                    ORGANISATIONUNIT.ORGANISATIONUNITID)
                .orderBy(
                    DATASET.NAME,
                    DATASET.UID,
                    PERIOD.STARTDATE,
                    PERIOD.ENDDATE,
                    ORGANISATIONUNIT.NAME,
                    ORGANISATIONUNIT.UID)
                .limit(limit)
                .fetch(
                    found ->
                        new LockException(
                            found.get(DATASET.UID),
                            found.get(DATASET.NAME),
                            StoredPeriods.isoId(
                                found.get(PERIODTYPE.NAME),
                                found.get(PERIOD.STARTDATE),
                                found.get(PERIOD.ENDDATE)),
                            found.get(ORGANISATIONUNIT.UID),
                            found.get(ORGANISATIONUNIT.NAME),
                            found.get(created),
                            found.get(rows))));
  }

  @Override
  public LockExceptionGrantResult previewAdd(LockExceptionGrant grant) {
    return database.read(
        new Cancellation(), TIMEOUT, ctx -> new ExceptionGrant(ctx, schema, grant).preview());
  }

  @Override
  public LockExceptionGrantResult add(LockExceptionGrant grant) {
    return database.transaction(ctx -> new ExceptionGrant(ctx, schema, grant).add());
  }

  @Override
  public long count(LockExceptionFilter filter) {
    return count(meant(filter));
  }

  @Override
  public long remove(LockExceptionFilter filter) {
    return remove(meant(filter));
  }

  @Override
  public long countCreatedBefore(LocalDateTime moment) {
    return count(createdBefore(moment));
  }

  @Override
  public long removeCreatedBefore(LocalDateTime moment) {
    return remove(createdBefore(moment));
  }

  @Override
  public LockFacts facts(
      String dataSet,
      Period period,
      String organisationUnit,
      Optional<String> attributeOptionCombo) {
    return database.read(
        new Cancellation(),
        TIMEOUT,
        ctx ->
            new LockFactsQuery(ctx)
                .read(dataSet, period, organisationUnit, attributeOptionCombo.orElse(null)));
  }

  private long count(Condition condition) {
    return database.read(
        new Cancellation(), TIMEOUT, ctx -> (long) ctx.fetchCount(LOCKEXCEPTION, condition));
  }

  private long remove(Condition condition) {
    return database.transaction(
        ctx -> (long) ctx.deleteFrom(LOCKEXCEPTION).where(condition).execute());
  }

  private Condition createdBefore(LocalDateTime moment) {
    schema.require(OPERATION + " by age", List.of(LOCKEXCEPTION.CREATED));
    return LOCKEXCEPTION.CREATED.lt(moment);
  }

  /** A uid or period that there is not is met by no row. */
  private static Condition meant(LockExceptionFilter filter) {
    Condition condition = noCondition();
    if (!filter.dataSets().isEmpty()) {
      condition =
          condition.and(
              LOCKEXCEPTION.DATASETID.in(
                  select(DATASET.DATASETID)
                      .from(DATASET)
                      .where(
                          DATASET.UID.eq(
                              any(BoundArray.of(filter.dataSets().toArray(String[]::new)))))));
    }
    if (!filter.organisationUnits().isEmpty()) {
      String[] units = filter.organisationUnits().toArray(String[]::new);
      condition =
          condition.and(
              LOCKEXCEPTION.ORGANISATIONUNITID.in(
                  select(ORGANISATIONUNIT.ORGANISATIONUNITID)
                      .from(ORGANISATIONUNIT)
                      .where(ORGANISATIONUNIT.UID.eq(any(BoundArray.of(units))))));
    }
    if (!filter.periods().isEmpty()) {
      var periods =
          filter.periods().stream()
              .map(Period::of)
              .map(each -> row(each.type().dhis2Name(), each.startDate(), each.endDate()))
              .toList();
      condition =
          condition.and(
              LOCKEXCEPTION.PERIODID.in(
                  select(PERIOD.PERIODID)
                      .from(PERIOD)
                      .join(PERIODTYPE)
                      .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
                      .where(row(PERIODTYPE.NAME, PERIOD.STARTDATE, PERIOD.ENDDATE).in(periods))));
    }
    return condition;
  }
}
