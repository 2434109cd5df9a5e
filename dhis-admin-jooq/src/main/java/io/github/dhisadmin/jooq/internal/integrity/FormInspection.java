package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAENTRYFORM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SECTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SECTIONDATAELEMENTS;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.integrity.ObjectReference;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Looks for data elements of a data set that its form has no field for. The form is the custom one
 * if it has any content, otherwise the sections; a data set with neither shows all its data
 * elements by itself. Sections are compared by PostgreSQL; only the content of custom forms is
 * loaded, a few at a time.
 */
final class FormInspection implements Inspection {
  private static final int FETCH_SIZE = 10;
  private static final Condition CUSTOM = DATAENTRYFORM.HTMLCODE.likeRegex("\\S");

  @Override
  public long inspect(DSLContext ctx, IssueSink sink) {
    try (Cursor<Record5<String, String, String, Integer, String[]>> rows =
        forms(ctx).fetchSize(FETCH_SIZE).fetchLazy()) {
      for (var row : rows) {
        sink.checkCancelled();
        inspect(row, sink);
      }
    }
    return sink.count();
  }

  private static void inspect(
      Record5<String, String, String, Integer, String[]> row, IssueSink sink) {
    String html = row.value3();
    List<ObjectReference> missing = missing(html, IssueColumns.references(row.value5()));
    if (!missing.isEmpty()) {
      String form = html == null ? "in no section" : "not in the custom form";
      String comment = missing.size() + " of " + row.value4() + " data elements " + form;
      sink.add(row.value1(), row.value2(), comment, missing);
    }
  }

  private static List<ObjectReference> missing(
      @Nullable String html, List<ObjectReference> candidates) {
    if (html == null) {
      return candidates;
    }
    Set<String> shown = FormFields.dataElements(html);
    return candidates.stream()
        .filter(element -> element.uid().filter(shown::contains).isEmpty())
        .toList();
  }

  /**
   * Data sets with a form: the custom one or null, the number of their data elements, and those of
   * them that are in no section, or all of them if the form is a custom one.
   */
  private static ResultQuery<Record5<String, String, String, Integer, String[]>> forms(
      DSLContext ctx) {
    Table<?> inSection =
        selectDistinct(SECTION.DATASETID, SECTIONDATAELEMENTS.DATAELEMENTID)
            .from(SECTION)
            .join(SECTIONDATAELEMENTS)
            .on(SECTIONDATAELEMENTS.SECTIONID.eq(SECTION.SECTIONID))
            .asTable("insection");
    Field<Long> sectioned = inSection.field(SECTIONDATAELEMENTS.DATAELEMENTID);
    Field<String> element = IssueColumns.text("dataElements", DATAELEMENT.UID, DATAELEMENT.NAME);
    return ctx.select(
            DATASET.UID,
            DATASET.NAME,
            when(CUSTOM, DATAENTRYFORM.HTMLCODE),
            count(),
            arrayAgg(element)
                .orderBy(DATAELEMENT.NAME, DATAELEMENT.UID)
                .filterWhere(CUSTOM.or(sectioned.isNull())))
        .from(DATASET)
        .join(DATASETELEMENT)
        .on(DATASETELEMENT.DATASETID.eq(DATASET.DATASETID))
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(DATASETELEMENT.DATAELEMENTID))
        .leftJoin(DATAENTRYFORM)
        .on(DATAENTRYFORM.DATAENTRYFORMID.eq(DATASET.DATAENTRYFORM))
        .leftJoin(inSection)
        .on(inSection.field(SECTION.DATASETID).eq(DATASET.DATASETID))
        .and(sectioned.eq(DATAELEMENT.DATAELEMENTID))
        .where(
            CUSTOM.or(
                exists(selectOne().from(SECTION).where(SECTION.DATASETID.eq(DATASET.DATASETID)))))
        .groupBy(DATASET.DATASETID, DATAENTRYFORM.DATAENTRYFORMID)
        .orderBy(DATASET.NAME, DATASET.UID);
  }
}
