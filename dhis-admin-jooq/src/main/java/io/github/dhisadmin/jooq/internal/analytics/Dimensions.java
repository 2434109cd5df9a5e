package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * The dimensions that become columns: those with {@code datadimension} set that the resource tables
 * know. One made since the resource tables were built waits for their next build, as in DHIS2. Uids
 * are in alphabetical order, so that two runs lay out the same table.
 *
 * @param elementGroupSets data element group sets
 * @param unitGroupSets organisation unit group sets
 * @param disaggregationGroupSets category option group sets of kind DISAGGREGATION
 * @param attributeGroupSets category option group sets of kind ATTRIBUTE
 * @param disaggregationCategories categories of kind DISAGGREGATION
 * @param attributeCategories categories of kind ATTRIBUTE
 * @param levels number of organisation unit levels
 * @param periodTypes names of the period type columns
 */
record Dimensions(
    List<String> elementGroupSets,
    List<String> unitGroupSets,
    List<String> disaggregationGroupSets,
    List<String> attributeGroupSets,
    List<String> disaggregationCategories,
    List<String> attributeCategories,
    int levels,
    List<String> periodTypes) {
  private static final Pattern LEVEL = Pattern.compile("uidlevel([0-9]+)");

  static Dimensions read(DSLContext ctx, Dhis2Schema schema, ResourceTables resources) {
    Set<String> categories = resources.columns(ctx, ResourceTable.CATEGORY_STRUCTURE);
    Set<String> units = resources.columns(ctx, ResourceTable.ORGANISATION_UNIT_STRUCTURE);
    Set<String> periods = resources.columns(ctx, ResourceTable.PERIOD_STRUCTURE);
    Set<String> output = outputPeriodTypes(ctx, schema);
    return new Dimensions(
        known(
            uids(
                ctx,
                DATAELEMENTGROUPSET,
                DATAELEMENTGROUPSET.UID,
                DATAELEMENTGROUPSET.DATADIMENSION),
            resources.columns(ctx, ResourceTable.DATA_ELEMENT_GROUP_SET_STRUCTURE)),
        known(
            uids(ctx, ORGUNITGROUPSET, ORGUNITGROUPSET.UID, ORGUNITGROUPSET.DATADIMENSION),
            resources.columns(ctx, ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE)),
        known(groupSetUids(ctx, "DISAGGREGATION"), categories),
        known(groupSetUids(ctx, "ATTRIBUTE"), categories),
        known(categoryUids(ctx, "DISAGGREGATION"), categories),
        known(categoryUids(ctx, "ATTRIBUTE"), categories),
        units.stream().mapToInt(Dimensions::level).max().orElse(0),
        schema.periodTypes().stream()
            .filter(type -> output.isEmpty() || output.contains(type))
            .map(type -> type.toLowerCase(Locale.ROOT))
            .filter(periods::contains)
            .toList());
  }

  /**
   * Names of the period types that an administrator has chosen for analytics tables, since 2.43;
   * empty if none were.
   */
  private static Set<String> outputPeriodTypes(DSLContext ctx, Dhis2Schema schema) {
    return schema.hasOutputPeriodTypes()
        ? ctx.select(PERIODTYPE.NAME)
            .from(PERIODTYPE)
            .join(DSL.table(DSL.name("configuration_dataoutputperiodtype")))
            .on(
                DSL.field(
                        DSL.name("configuration_dataoutputperiodtype", "periodtypeid"),
                        Integer.class)
                    .eq(PERIODTYPE.PERIODTYPEID))
            .fetchSet(PERIODTYPE.NAME)
        : Set.of();
  }

  /** What columns of disaggregations hold: group sets, then categories. */
  List<String> disaggregations() {
    return joined(disaggregationGroupSets, disaggregationCategories);
  }

  /** What columns of attributes hold: group sets, then categories. */
  List<String> attributes() {
    return joined(attributeGroupSets, attributeCategories);
  }

  /** Columns of a unit's ancestors, from the root down. */
  List<String> levelColumns() {
    return IntStream.rangeClosed(1, levels).mapToObj(level -> "uidlevel" + level).toList();
  }

  private static List<String> joined(List<String> groupSets, List<String> categories) {
    return Stream.concat(groupSets.stream(), categories.stream()).toList();
  }

  private static int level(String column) {
    Matcher level = LEVEL.matcher(column);
    return level.matches() ? Integer.parseInt(level.group(1)) : 0;
  }

  private static List<String> uids(
      DSLContext ctx,
      Table<?> sets,
      TableField<?, String> uid,
      TableField<?, Boolean> dataDimension) {
    return ctx.select(uid).from(sets).where(dataDimension.isTrue()).orderBy(uid).fetch(uid);
  }

  private static List<String> groupSetUids(DSLContext ctx, String kind) {
    return ctx.select(CATEGORYOPTIONGROUPSET.UID)
        .from(CATEGORYOPTIONGROUPSET)
        .where(CATEGORYOPTIONGROUPSET.DATADIMENSION.isTrue())
        .and(CATEGORYOPTIONGROUPSET.DATADIMENSIONTYPE.eq(kind))
        .orderBy(CATEGORYOPTIONGROUPSET.UID)
        .fetch(CATEGORYOPTIONGROUPSET.UID);
  }

  private static List<String> categoryUids(DSLContext ctx, String kind) {
    return ctx.select(CATEGORY.UID)
        .from(CATEGORY)
        .where(CATEGORY.DATADIMENSION.isTrue())
        .and(CATEGORY.DATADIMENSIONTYPE.eq(kind))
        .orderBy(CATEGORY.UID)
        .fetch(CATEGORY.UID);
  }

  private static List<String> known(Collection<String> uids, Set<String> columns) {
    return uids.stream().filter(columns::contains).toList();
  }
}
