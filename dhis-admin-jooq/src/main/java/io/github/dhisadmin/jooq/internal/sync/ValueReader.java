package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Categoryoptioncombo;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Datavalue;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit;
import io.github.dhisadmin.jooq.internal.period.StoredPeriods;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.OutgoingValue.Entry;
import io.github.dhisadmin.sync.spi.OutgoingValue.Origin;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import io.github.dhisadmin.sync.spi.ValueScope;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Row5;
import org.jooq.Table;

/** Reads data values, deleted ones among them, in an order that no two of them share. */
final class ValueReader implements RowReader {
  /** Types of values that are uids of files (2.42, ValueType). */
  private static final Set<String> FILES = Set.of("FILE_RESOURCE", "IMAGE");

  private static final Datavalue PAGE = DATAVALUE.as("page");
  private static final Categoryoptioncombo OPTION_COMBO = CATEGORYOPTIONCOMBO.as("optioncombo");
  private static final Categoryoptioncombo ATTRIBUTE_OPTION_COMBO =
      CATEGORYOPTIONCOMBO.as("attributeoptioncombo");

  @Override
  public long count(DSLContext ctx, String partition, SyncWindow window) {
    return ctx.selectCount()
        .from(DATAVALUE)
        .where(RowReader.within(DATAVALUE.LASTUPDATED, window))
        .and(after(window))
        .fetchSingle()
        .value1()
        .longValue();
  }

  @Override
  public List<OutgoingRow> page(DSLContext ctx, String partition, SyncWindow window, int limit) {
    // The limit comes before the joins, so that a page costs no more than its rows.
    return read(
        ctx,
        select(DATAVALUE.fields())
            .from(DATAVALUE)
            .where(RowReader.within(DATAVALUE.LASTUPDATED, window))
            .and(after(window))
            .orderBy(
                DATAVALUE.LASTUPDATED,
                DATAVALUE.DATAELEMENTID,
                DATAVALUE.PERIODID,
                DATAVALUE.SOURCEID,
                DATAVALUE.CATEGORYOPTIONCOMBOID,
                DATAVALUE.ATTRIBUTEOPTIONCOMBOID)
            .limit(limit)
            .asTable(PAGE.getName()));
  }

  @Override
  public List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids) {
    List<Row5<Long, Long, Long, Long, Long>> keys =
        ids.stream().map(id -> row(id.get(0), id.get(1), id.get(2), id.get(3), id.get(4))).toList();
    return read(
        ctx,
        select(DATAVALUE.fields())
            .from(DATAVALUE)
            .where(
                row(
                        DATAVALUE.DATAELEMENTID,
                        DATAVALUE.PERIODID,
                        DATAVALUE.SOURCEID,
                        DATAVALUE.CATEGORYOPTIONCOMBOID,
                        DATAVALUE.ATTRIBUTEOPTIONCOMBOID)
                    .in(keys))
            .asTable(PAGE.getName()));
  }

  /** Data values of a data set, as DHIS2 exports them (2.42, DataExportParams). */
  static List<OutgoingValue> of(DSLContext ctx, ValueScope scope) {
    Organisationunit top = ORGANISATIONUNIT.as("top");
    return read(
            ctx,
            select(DATAVALUE.fields())
                .from(DATAVALUE)
                .where(DATAVALUE.DELETED.isFalse())
                .and(
                    DATAVALUE.DATAELEMENTID.in(
                        select(DATASETELEMENT.DATAELEMENTID)
                            .from(DATASETELEMENT)
                            .join(DATASET)
                            .on(DATASET.DATASETID.eq(DATASETELEMENT.DATASETID))
                            .where(DATASET.UID.eq(scope.dataSet()))))
                .and(
                    DATAVALUE.PERIODID.in(
                        select(PERIOD.PERIODID)
                            .from(PERIOD)
                            .where(PERIOD.STARTDATE.ge(scope.from()))
                            .and(PERIOD.ENDDATE.le(scope.to()))))
                .and(
                    DATAVALUE.SOURCEID.in(
                        select(ORGANISATIONUNIT.ORGANISATIONUNITID)
                            .from(top)
                            .join(ORGANISATIONUNIT)
                            .on(ORGANISATIONUNIT.PATH.startsWith(top.PATH))
                            .where(top.UID.eq(scope.organisationUnit()))))
                .asTable(PAGE.getName()))
        .stream()
        .map(OutgoingValue.class::cast)
        .toList();
  }

  private static Condition after(SyncWindow window) {
    return window.position().map(ValueReader::after).orElse(noCondition());
  }

  private static Condition after(Position position) {
    List<Long> ids = position.ids();
    return row(
            DATAVALUE.LASTUPDATED,
            DATAVALUE.DATAELEMENTID,
            DATAVALUE.PERIODID,
            DATAVALUE.SOURCEID,
            DATAVALUE.CATEGORYOPTIONCOMBOID,
            DATAVALUE.ATTRIBUTEOPTIONCOMBOID)
        .gt(position.changedAt(), ids.get(0), ids.get(1), ids.get(2), ids.get(3), ids.get(4));
  }

  private static List<OutgoingRow> read(DSLContext ctx, Table<?> page) {
    return ctx.select(PAGE.fields())
        .select(
            DATAELEMENT.UID,
            DATAELEMENT.VALUETYPE,
            PERIODTYPE.NAME,
            PERIOD.STARTDATE,
            PERIOD.ENDDATE,
            ORGANISATIONUNIT.UID,
            OPTION_COMBO.UID,
            ATTRIBUTE_OPTION_COMBO.UID)
        .from(page)
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(PAGE.DATAELEMENTID))
        .join(PERIOD)
        .on(PERIOD.PERIODID.eq(PAGE.PERIODID))
        .leftJoin(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
        .join(ORGANISATIONUNIT)
        .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(PAGE.SOURCEID))
        .join(OPTION_COMBO)
        .on(OPTION_COMBO.CATEGORYOPTIONCOMBOID.eq(PAGE.CATEGORYOPTIONCOMBOID))
        .join(ATTRIBUTE_OPTION_COMBO)
        .on(ATTRIBUTE_OPTION_COMBO.CATEGORYOPTIONCOMBOID.eq(PAGE.ATTRIBUTEOPTIONCOMBOID))
        .orderBy(
            PAGE.LASTUPDATED,
            PAGE.DATAELEMENTID,
            PAGE.PERIODID,
            PAGE.SOURCEID,
            PAGE.CATEGORYOPTIONCOMBOID,
            PAGE.ATTRIBUTEOPTIONCOMBOID)
        .fetch(ValueReader::value);
  }

  private static OutgoingRow value(Record row) {
    LocalDateTime changedAt = row.get(PAGE.LASTUPDATED);
    return new OutgoingValue(
        new Position(
            changedAt,
            List.of(
                row.get(PAGE.DATAELEMENTID),
                row.get(PAGE.PERIODID),
                row.get(PAGE.SOURCEID),
                row.get(PAGE.CATEGORYOPTIONCOMBOID),
                row.get(PAGE.ATTRIBUTEOPTIONCOMBOID))),
        new Point(
            row.get(DATAELEMENT.UID),
            StoredPeriods.isoId(
                row.get(PERIODTYPE.NAME), row.get(PERIOD.STARTDATE), row.get(PERIOD.ENDDATE)),
            row.get(ORGANISATIONUNIT.UID),
            row.get(OPTION_COMBO.UID),
            row.get(ATTRIBUTE_OPTION_COMBO.UID)),
        new Entry(
            row.get(PAGE.VALUE),
            row.get(PAGE.COMMENT),
            Boolean.TRUE.equals(row.get(PAGE.FOLLOWUP)),
            FILES.contains(row.get(DATAELEMENT.VALUETYPE))),
        row.get(PAGE.DELETED),
        new Origin(row.get(PAGE.STOREDBY), row.get(PAGE.CREATED)));
  }
}
