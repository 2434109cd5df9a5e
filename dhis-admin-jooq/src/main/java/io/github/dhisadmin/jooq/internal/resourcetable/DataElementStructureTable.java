package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.CHAR_11;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_255;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_50;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.choose;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Data elements with the data set that decides on approval and the most frequent period type. The
 * two choices are made apart: a data set with a workflow goes first in the one and not in the other
 * (2.42, DataElement.getApprovalDataSet and getPeriodType). Where even names are equal the lowest
 * key counts.
 */
final class DataElementStructureTable implements ResourceTableDefinition {
  private static final String APPROVAL = "approval";
  private static final String FREQUENCY = "frequency";

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_ELEMENT_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    Field<Long> workflow = column(APPROVAL, "workflowid", SQLDataType.BIGINT);
    List<Column> columns = new ArrayList<>();
    columns.add(required("dataelementid", SQLDataType.BIGINT, DATAELEMENT.DATAELEMENTID));
    columns.add(required("dataelementuid", CHAR_11, DATAELEMENT.UID));
    columns.add(required("dataelementname", VARCHAR_255, DATAELEMENT.NAME));
    if (!input.legacy()) {
      columns.add(required("aggregationtype", VARCHAR_50, DATAELEMENT.AGGREGATIONTYPE));
      columns.add(required("valuetype", VARCHAR_50, DATAELEMENT.VALUETYPE));
      columns.add(required("domaintype", VARCHAR_50, DATAELEMENT.DOMAINTYPE));
      columns.add(
          required("zeroissignificant", SQLDataType.BOOLEAN, DATAELEMENT.ZEROISSIGNIFICANT));
    }
    columns.add(
        optional(
            "datasetid", SQLDataType.BIGINT, column(APPROVAL, "datasetid", SQLDataType.BIGINT)));
    columns.add(optional("datasetuid", CHAR_11, column(APPROVAL, "uid", SQLDataType.VARCHAR)));
    columns.add(
        optional("datasetname", VARCHAR_255, column(APPROVAL, "name", SQLDataType.VARCHAR)));
    columns.add(
        optional("datasetapprovallevel", SQLDataType.INTEGER, when(workflow.isNull(), inline(0))));
    columns.add(optional("workflowid", SQLDataType.BIGINT, workflow));
    columns.add(
        optional(
            "periodtypeid",
            SQLDataType.BIGINT,
            column(FREQUENCY, "periodtypeid", SQLDataType.INTEGER)));
    columns.add(
        optional(
            "periodtypename",
            VARCHAR_255,
            column(FREQUENCY, "periodtypename", SQLDataType.VARCHAR)));
    List<OrderField<?>> byFrequency =
        List.of(
            frequencyOrder().asc(),
            lower(DATASET.NAME).collate("C").asc(),
            DATASET.DATASETID.asc());
    List<OrderField<?>> byWorkflow = new ArrayList<>(byFrequency);
    byWorkflow.add(0, DATASET.WORKFLOWID.isNull().asc());
    Select<?> rows =
        select(Column.fields(columns))
            .from(DATAELEMENT)
            .leftJoin(firstDataSets(byWorkflow).asTable(APPROVAL))
            .on(column(APPROVAL, "element", SQLDataType.BIGINT).eq(DATAELEMENT.DATAELEMENTID))
            .leftJoin(firstDataSets(byFrequency).asTable(FREQUENCY))
            .on(column(FREQUENCY, "element", SQLDataType.BIGINT).eq(DATAELEMENT.DATAELEMENTID));
    return TableContent.of(columns, rows)
        .keyedBy("dataelementid")
        .uniqueIndex("dataelementuid")
        .index("datasetid")
        .index("datasetuid")
        .index("periodtypeid")
        .index("workflowid");
  }

  private static Select<Record> firstDataSets(List<OrderField<?>> order) {
    List<OrderField<?>> perElement = new ArrayList<>(order);
    perElement.add(0, DATASETELEMENT.DATAELEMENTID.asc());
    List<Field<?>> values =
        List.of(
            DATASETELEMENT.DATAELEMENTID.as("element"),
            DATASET.DATASETID,
            DATASET.UID,
            DATASET.NAME,
            DATASET.WORKFLOWID,
            DATASET.PERIODTYPEID,
            PERIODTYPE.NAME.as("periodtypename"));
    return selectDistinct(values)
        .on(DATASETELEMENT.DATAELEMENTID)
        .from(DATASETELEMENT)
        .join(DATASET)
        .on(DATASET.DATASETID.eq(DATASETELEMENT.DATASETID))
        .leftJoin(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(DATASET.PERIODTYPEID))
        .orderBy(perElement);
  }

  private static Field<Integer> frequencyOrder() {
    Map<Field<String>, Field<Integer>> orders = new LinkedHashMap<>();
    Arrays.stream(PeriodType.values())
        .forEach(type -> orders.put(inline(type.dhis2Name()), inline(type.frequencyOrder())));
    return choose(PERIODTYPE.NAME).mapFields(orders).otherwise(inline(Integer.MAX_VALUE));
  }

  private static <T> Field<T> column(String alias, String column, DataType<T> type) {
    return field(name(alias, column), type);
  }
}
