package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.COMPLETEDATASETREGISTRATION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Completedatasetregistration;
import io.github.dhisadmin.jooq.internal.period.StoredPeriods;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.OutgoingRegistration.Point;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.SyncWindow;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/** Reads complete data set registrations, those that were taken back among them. */
final class RegistrationReader implements RowReader {
  private static final Completedatasetregistration PAGE = COMPLETEDATASETREGISTRATION.as("page");
  private static final ChangeOrder STORED = order(COMPLETEDATASETREGISTRATION);
  private static final ChangeOrder READ = order(PAGE);

  private static ChangeOrder order(Completedatasetregistration table) {
    return new ChangeOrder(
        table.LASTUPDATED,
        List.of(table.DATASETID, table.PERIODID, table.SOURCEID, table.ATTRIBUTEOPTIONCOMBOID));
  }

  @Override
  public long count(DSLContext ctx, String partition, SyncWindow window) {
    return ctx.selectCount()
        .from(COMPLETEDATASETREGISTRATION)
        .where(STORED.next(window))
        .fetchSingle()
        .value1()
        .longValue();
  }

  @Override
  public List<OutgoingRow> page(DSLContext ctx, String partition, SyncWindow window, int limit) {
    return read(
        ctx,
        select(COMPLETEDATASETREGISTRATION.fields())
            .from(COMPLETEDATASETREGISTRATION)
            .where(STORED.next(window))
            .orderBy(STORED.fields())
            .limit(limit)
            .asTable(PAGE.getName()));
  }

  @Override
  public List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids) {
    return read(
        ctx,
        select(COMPLETEDATASETREGISTRATION.fields())
            .from(COMPLETEDATASETREGISTRATION)
            .where(STORED.isOneOf(ids))
            .asTable(PAGE.getName()));
  }

  private static List<OutgoingRow> read(DSLContext ctx, Table<?> page) {
    return ctx.select(PAGE.fields())
        .select(
            DATASET.UID,
            PERIODTYPE.NAME,
            PERIOD.STARTDATE,
            PERIOD.ENDDATE,
            ORGANISATIONUNIT.UID,
            CATEGORYOPTIONCOMBO.UID)
        .from(page)
        .join(DATASET)
        .on(DATASET.DATASETID.eq(PAGE.DATASETID))
        .join(PERIOD)
        .on(PERIOD.PERIODID.eq(PAGE.PERIODID))
        .leftJoin(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
        .join(ORGANISATIONUNIT)
        .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(PAGE.SOURCEID))
        .join(CATEGORYOPTIONCOMBO)
        .on(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(PAGE.ATTRIBUTEOPTIONCOMBOID))
        .orderBy(READ.fields())
        .fetch(RegistrationReader::registration);
  }

  private static OutgoingRow registration(Record row) {
    LocalDateTime date = row.get(PAGE.DATE);
    return new OutgoingRegistration(
        READ.position(row),
        new Point(
            row.get(DATASET.UID),
            StoredPeriods.isoId(
                row.get(PERIODTYPE.NAME), row.get(PERIOD.STARTDATE), row.get(PERIOD.ENDDATE)),
            row.get(ORGANISATIONUNIT.UID),
            row.get(CATEGORYOPTIONCOMBO.UID)),
        date == null ? null : date.toLocalDate(),
        row.get(PAGE.COMPLETED),
        row.get(PAGE.STOREDBY),
        row.get(PAGE.LASTUPDATEDBY));
  }
}
