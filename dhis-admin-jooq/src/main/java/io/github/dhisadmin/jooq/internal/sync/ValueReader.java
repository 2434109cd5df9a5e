package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
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
import io.github.dhisadmin.sync.spi.ValueScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/** Reads data values, deleted ones among them, in an order that no two of them share. */
final class ValueReader implements RowReader {
  /** Types of values that are uids of files (2.42, ValueType). */
  private static final Set<String> FILES = Set.of("FILE_RESOURCE", "IMAGE");

  private static final Datavalue PAGE = DATAVALUE.as("page");
  private static final Categoryoptioncombo OPTION_COMBO = CATEGORYOPTIONCOMBO.as("optioncombo");
  private static final Categoryoptioncombo ATTRIBUTE_OPTION_COMBO =
      CATEGORYOPTIONCOMBO.as("attributeoptioncombo");
  private static final ChangeOrder STORED = order(DATAVALUE);
  private static final ChangeOrder READ = order(PAGE);

  private static ChangeOrder order(Datavalue table) {
    return new ChangeOrder(
        table.LASTUPDATED,
        List.of(
            table.DATAELEMENTID,
            table.PERIODID,
            table.SOURCEID,
            table.CATEGORYOPTIONCOMBOID,
            table.ATTRIBUTEOPTIONCOMBOID));
  }

  @Override
  public long count(DSLContext ctx, String partition, SyncWindow window) {
    return ctx.selectCount()
        .from(DATAVALUE)
        .where(STORED.next(window))
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
            .where(STORED.next(window))
            .orderBy(STORED.fields())
            .limit(limit)
            .asTable(PAGE.getName()));
  }

  @Override
  public List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids) {
    return read(
        ctx,
        select(DATAVALUE.fields())
            .from(DATAVALUE)
            .where(STORED.isOneOf(ids))
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

  private static List<OutgoingRow> read(DSLContext ctx, Table<?> page) {
    // Thousands of values share a few periods.
    Map<Long, String> periods = new HashMap<>();
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
        .orderBy(READ.fields())
        .fetch(row -> value(row, periods));
  }

  private static OutgoingRow value(Record row, Map<Long, String> periods) {
    return new OutgoingValue(
        READ.position(row),
        new Point(
            row.get(DATAELEMENT.UID),
            periods.computeIfAbsent(row.get(PAGE.PERIODID), id -> isoId(row)),
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

  private static String isoId(Record row) {
    return StoredPeriods.isoId(
        row.get(PERIODTYPE.NAME), row.get(PERIOD.STARTDATE), row.get(PERIOD.ENDDATE));
  }
}
