package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.COMPLETEDATASETREGISTRATION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Completedatasetregistration;
import io.github.dhisadmin.jooq.internal.period.StoredPeriods;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.OutgoingRegistration.Point;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Row4;
import org.jooq.Table;

/** Reads complete data set registrations, those that were taken back among them. */
final class RegistrationReader implements RowReader {
  private static final Completedatasetregistration PAGE = COMPLETEDATASETREGISTRATION.as("page");

  @Override
  public long count(DSLContext ctx, String partition, SyncWindow window) {
    return ctx.selectCount()
        .from(COMPLETEDATASETREGISTRATION)
        .where(RowReader.within(COMPLETEDATASETREGISTRATION.LASTUPDATED, window))
        .and(after(window))
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
            .where(RowReader.within(COMPLETEDATASETREGISTRATION.LASTUPDATED, window))
            .and(after(window))
            .orderBy(
                COMPLETEDATASETREGISTRATION.LASTUPDATED,
                COMPLETEDATASETREGISTRATION.DATASETID,
                COMPLETEDATASETREGISTRATION.PERIODID,
                COMPLETEDATASETREGISTRATION.SOURCEID,
                COMPLETEDATASETREGISTRATION.ATTRIBUTEOPTIONCOMBOID)
            .limit(limit)
            .asTable(PAGE.getName()));
  }

  @Override
  public List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids) {
    List<Row4<Long, Long, Long, Long>> keys =
        ids.stream().map(id -> row(id.get(0), id.get(1), id.get(2), id.get(3))).toList();
    return read(
        ctx,
        select(COMPLETEDATASETREGISTRATION.fields())
            .from(COMPLETEDATASETREGISTRATION)
            .where(
                row(
                        COMPLETEDATASETREGISTRATION.DATASETID,
                        COMPLETEDATASETREGISTRATION.PERIODID,
                        COMPLETEDATASETREGISTRATION.SOURCEID,
                        COMPLETEDATASETREGISTRATION.ATTRIBUTEOPTIONCOMBOID)
                    .in(keys))
            .asTable(PAGE.getName()));
  }

  private static Condition after(SyncWindow window) {
    return window.position().map(RegistrationReader::after).orElse(noCondition());
  }

  private static Condition after(Position position) {
    List<Long> ids = position.ids();
    return row(
            COMPLETEDATASETREGISTRATION.LASTUPDATED,
            COMPLETEDATASETREGISTRATION.DATASETID,
            COMPLETEDATASETREGISTRATION.PERIODID,
            COMPLETEDATASETREGISTRATION.SOURCEID,
            COMPLETEDATASETREGISTRATION.ATTRIBUTEOPTIONCOMBOID)
        .gt(position.changedAt(), ids.get(0), ids.get(1), ids.get(2), ids.get(3));
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
        .orderBy(
            PAGE.LASTUPDATED,
            PAGE.DATASETID,
            PAGE.PERIODID,
            PAGE.SOURCEID,
            PAGE.ATTRIBUTEOPTIONCOMBOID)
        .fetch(RegistrationReader::registration);
  }

  private static OutgoingRow registration(Record row) {
    LocalDateTime date = row.get(PAGE.DATE);
    return new OutgoingRegistration(
        new Position(
            row.get(PAGE.LASTUPDATED),
            List.of(
                row.get(PAGE.DATASETID),
                row.get(PAGE.PERIODID),
                row.get(PAGE.SOURCEID),
                row.get(PAGE.ATTRIBUTEOPTIONCOMBOID))),
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
