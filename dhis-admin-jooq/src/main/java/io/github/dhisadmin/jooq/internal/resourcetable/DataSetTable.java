package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.CHAR_11;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.schema.SchemaFamily;
import java.util.List;
import org.jooq.impl.SQLDataType;

/** Data sets. */
final class DataSetTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_SET;
  }

  @Override
  public boolean existsIn(SchemaFamily family) {
    return family.isAtLeast(SchemaFamily.V2_41);
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns =
        List.of(
            required("datasetid", SQLDataType.BIGINT, DATASET.DATASETID),
            required("uid", CHAR_11, DATASET.UID),
            required("categorycomboid", SQLDataType.BIGINT, DATASET.CATEGORYCOMBOID));
    return TableContent.of(columns, select(Column.fields(columns)).from(DATASET))
        .keyedBy("datasetid")
        .uniqueIndex("uid");
  }
}
