package io.github.dhisadmin.jooq.internal.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.jooq.internal.dhis2.DefaultSchema;
import io.github.dhisadmin.jooq.internal.schema.EventTable.Programs;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.schema.SchemaReport;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Named;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;

/**
 * What the DHIS2 database at hand can do and how it spells its names. Everything is told by what
 * the catalogue holds, never by a version number: patches of one DHIS2 line differ from each other.
 * Immutable and safe for use by several threads.
 */
public final class Dhis2Schema {
  private static final String EVENT = "event";
  private static final String TRACKER_EVENT = "trackerevent";
  private static final String SINGLE_EVENT = "singleevent";
  private static final List<String> ONLY_IN_OTHER_VERSIONS =
      List.of(
          TRACKER_EVENT,
          SINGLE_EVENT,
          "trackerevent_notes",
          "singleevent_notes",
          "trackereventchangelog",
          "singleeventchangelog",
          "configuration_dataoutputperiodtype",
          "analytics_rs_periodstructure");
  private static final Set<String> PERIOD_TYPES_OF_2_43 =
      Set.of("WeeklyFriday", "FinancialFeb", "FinancialAug");
  private static final List<String> PERIOD_TYPES =
      List.of(
          "Daily",
          "Weekly",
          "WeeklyWednesday",
          "WeeklyThursday",
          "WeeklyFriday",
          "WeeklySaturday",
          "WeeklySunday",
          "BiWeekly",
          "Monthly",
          "BiMonthly",
          "Quarterly",
          "QuarterlyNov",
          "SixMonthly",
          "SixMonthlyApril",
          "SixMonthlyNov",
          "Yearly",
          "FinancialFeb",
          "FinancialApril",
          "FinancialJuly",
          "FinancialAug",
          "FinancialSep",
          "FinancialOct",
          "FinancialNov");

  private final Catalogue catalogue;
  private final SchemaFamily family;

  Dhis2Schema(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.family = familyOf(catalogue);
  }

  /**
   * Reads the catalogue of the connected database.
   *
   * @param ctx where to read; the statements name pg_catalog and need no search path
   * @param schemaName the PostgreSQL schema that holds DHIS2's tables
   * @throws UnsupportedSchemaException if there is no DHIS2 database of a supported version
   */
  public static Dhis2Schema probe(DSLContext ctx, String schemaName) {
    return new Dhis2Schema(new CatalogueReader(ctx, schemaName).read(candidates()));
  }

  /** The version line, told by features. */
  public SchemaFamily family() {
    return family;
  }

  /** The PostgreSQL schema that holds DHIS2's tables. */
  public String schemaName() {
    return catalogue.schemaName();
  }

  /** PostgreSQL's version number, such as 150019 for 15.19. */
  public int serverVersion() {
    return catalogue.serverVersion();
  }

  /** What a host may know about the database. */
  public SchemaReport report() {
    return new SchemaReport(family, schemaName(), hasPostgis(), serverVersion());
  }

  /** What the names of resource tables begin with; 2.41 made them part of {@code analytics*}. */
  public String resourceTablePrefix() {
    return family.isAtLeast(SchemaFamily.V2_41) ? "analytics_rs_" : "_";
  }

  /** The name of a resource table. */
  public String nameOf(ResourceTable table) {
    return resourceTablePrefix() + table.baseName();
  }

  /** Whether a period's row holds its ISO identifier; before 2.43 it must be computed. */
  public boolean hasPeriodIso() {
    return catalogue.hasColumn("period", "iso");
  }

  /** Whether events live in two tables. */
  public boolean eventSplit() {
    return catalogue.hasTable(TRACKER_EVENT);
  }

  /** The tables that together hold all events. */
  public List<EventTable> eventTables() {
    if (eventSplit()) {
      return List.of(
          eventTable(TRACKER_EVENT, "trackerevent_notes", Programs.WITH_REGISTRATION),
          eventTable(SINGLE_EVENT, "singleevent_notes", Programs.WITHOUT_REGISTRATION));
    }
    return List.of(eventTable(tableName(EVENT), tableName("event_notes"), Programs.ALL));
  }

  /** Whether texts in {@code systemsetting.value} are JSON, in quotes; 2.42 made them plain. */
  public boolean quotesSettings() {
    return !family.isAtLeast(SchemaFamily.V2_42);
  }

  /** Whether the PostGIS extension is installed. */
  public boolean hasPostgis() {
    return catalogue.postgis();
  }

  /** Whether the table of this 2.42 name has a geometry column that can be used. */
  public boolean hasGeometry(Table<?> table) {
    return hasPostgis() && hasColumn(table, "geometry");
  }

  /** Whether DHIS2 adds outlier statistics to the table of data values unless told otherwise. */
  public boolean outlierStatisticsByDefault() {
    return family.isAtLeast(SchemaFamily.V2_41);
  }

  /** Whether DHIS2 keeps the tables it builds out of the write-ahead log unless told otherwise. */
  public boolean unloggedByDefault() {
    return family.isAtLeast(SchemaFamily.V2_42);
  }

  /** Whether analytics tables keep the first and last day of a period as timestamps, not dates. */
  public boolean periodDatesAreTimestamps() {
    return !family.isAtLeast(SchemaFamily.V2_41);
  }

  /** Whether an administrator chooses which period types analytics tables have columns for. */
  public boolean hasOutputPeriodTypes() {
    return catalogue.hasTable("configuration_dataoutputperiodtype");
  }

  /**
   * The period types that have a column in period resource tables, in the order of the columns. The
   * column's name is that of the type in lower case.
   */
  public List<String> periodTypes() {
    return PERIOD_TYPES.stream().filter(this::knowsPeriodType).toList();
  }

  /** Whether {@code minmaxdataelement} is keyed by data element, unit and option combination. */
  public boolean minMaxKeyedByDimensions() {
    return catalogue.minMaxKeyColumns() == 3;
  }

  /** Whether a tracked entity attribute may be kept out of analytics by its own flag. */
  public boolean hasSkipAnalytics() {
    return catalogue.hasColumn("trackedentityattribute", "skipanalytics");
  }

  /** Whether a program may keep one of its attributes out of analytics; 2.42 only. */
  public boolean hasSkipIndividualAnalytics() {
    return catalogue.hasColumn("program_attributes", "skipindividualanalytics");
  }

  /** Whether the database itself audits data values by a trigger. */
  public boolean auditsDataValues() {
    return catalogue.auditTrigger();
  }

  /**
   * Whether a session must set {@code dhis2.user} before it writes data values. In 2.43 the default
   * of {@code storedby} raises without it.
   */
  public boolean needsDhis2User() {
    return catalogue
        .defaultOf("datavalue", "storedby")
        .filter(expression -> expression.contains("dhis2.user"))
        .isPresent();
  }

  /** Whether the table of this 2.42 name exists, under whatever name. */
  public boolean hasTable(Table<?> table) {
    return catalogue.hasTable(tableName(table.getName()));
  }

  /** Whether the table of this 2.42 name has the column of this 2.42 name. */
  public boolean hasColumn(Table<?> table, String column) {
    return catalogue.hasColumn(
        tableName(table.getName()), columnName(tableName(table.getName()), column));
  }

  /** Whether the column exists, under whatever name. */
  public boolean hasColumn(TableField<?, ?> column) {
    return hasColumn(tableOf(column), column.getName());
  }

  /** What the table is called here. */
  public String nameOf(Table<?> table) {
    return tableName(table.getName());
  }

  /** What the column is called here. */
  public String nameOf(TableField<?, ?> column) {
    return columnName(tableName(tableOf(column).getName()), column.getName());
  }

  /**
   * The column as it is called here, of a table or of an alias of it. Plain renames of tables need
   * no such call, {@link #renderSettings} sees to them; renames of columns do.
   */
  public <T> Field<T> column(Table<?> owner, TableField<?, T> column) {
    Name qualified = name(owner.getUnqualifiedName(), name(nameOf(column)));
    return field(qualified, column.getDataType());
  }

  /**
   * Settings that render generated tables under the names they have here. They stay unqualified:
   * the search path finds them, and a qualified name would hide temporary tables.
   */
  public Settings renderSettings(Settings base) {
    List<MappedTable> renamed =
        Spellings.renamedTables()
            .filter(table -> !tableName(table).equals(table))
            .map(table -> new MappedTable().withInput(table).withOutput(tableName(table)))
            .toList();
    MappedSchema schema =
        new MappedSchema()
            .withInput(DefaultSchema.DEFAULT_SCHEMA.getName())
            .withOutput(DefaultSchema.DEFAULT_SCHEMA.getName())
            .withTables(renamed);
    Settings settings = SettingsTools.clone(base);
    RenderMapping mapping = new RenderMapping();
    if (settings.getRenderMapping() != null) {
      mapping.withSchemata(settings.getRenderMapping().getSchemata());
    }
    return settings.withRenderMapping(mapping.withSchemata(schema));
  }

  /**
   * Makes sure that an operation finds what it needs. Events count as present where they are split.
   *
   * @param operation what was asked for, as in "resource tables"
   * @param needed generated tables, and generated columns where a table alone is not enough
   * @throws UnsupportedSchemaException naming every missing table and column
   */
  public void require(String operation, Collection<? extends Named> needed) {
    List<String> missing = missing(needed);
    if (!missing.isEmpty()) {
      throw new UnsupportedSchemaException(operation, missing);
    }
  }

  /**
   * What an operation needs and this database lacks. Events count as present where they are split.
   *
   * @param needed generated tables, and generated columns where a table alone is not enough
   * @return missing tables ({@code table}) and columns ({@code table.column}) by the names they
   *     have here
   */
  public List<String> missing(Collection<? extends Named> needed) {
    Set<String> missing = new TreeSet<>();
    for (Named part : needed) {
      if (part instanceof TableField<?, ?> column) {
        missingColumn(column).ifPresent(missing::add);
      } else {
        missingTable(part.getName()).ifPresent(missing::add);
      }
    }
    return List.copyOf(missing);
  }

  private Optional<String> missingTable(String table) {
    String actual = holderOf(table);
    return catalogue.hasTable(actual) ? Optional.empty() : Optional.of(actual);
  }

  private Optional<String> missingColumn(TableField<?, ?> column) {
    String table = holderOf(tableOf(column).getName());
    String actual = columnName(table, column.getName());
    if (!catalogue.hasTable(table)) {
      return Optional.of(table);
    }
    return catalogue.hasColumn(table, actual)
        ? Optional.empty()
        : Optional.of(table + "." + actual);
  }

  private String holderOf(String table) {
    return eventSplit() && table.equals(EVENT) ? TRACKER_EVENT : tableName(table);
  }

  private boolean knowsPeriodType(String type) {
    if (PERIOD_TYPES_OF_2_43.contains(type)) {
      return family.isAtLeast(SchemaFamily.V2_43);
    }
    if (type.equals("FinancialSep")) {
      return family.isAtLeast(SchemaFamily.V2_42)
          || catalogue.hasColumn("analytics_rs_periodstructure", "financialsep");
    }
    return true;
  }

  private EventTable eventTable(String table, String notesTable, Programs programs) {
    return new EventTable(
        table,
        columnName(table, "eventid"),
        columnName(table, "occurreddate"),
        present(table, "enrollmentid"),
        present(table, "scheduleddate"),
        notesTable,
        programs);
  }

  private Optional<String> present(String table, String column) {
    return Optional.of(columnName(table, column))
        .filter(actual -> catalogue.hasColumn(table, actual));
  }

  private String tableName(String table) {
    return Spellings.ofTable(table).stream().filter(catalogue::hasTable).findFirst().orElse(table);
  }

  private String columnName(String actualTable, String column) {
    return Spellings.ofColumn(column).stream()
        .filter(spelling -> catalogue.hasColumn(actualTable, spelling))
        .findFirst()
        .orElse(column);
  }

  private static Table<?> tableOf(TableField<?, ?> column) {
    Table<?> table = column.getTable();
    if (table == null) {
      throw new IllegalArgumentException("Column without table: " + column.getName());
    }
    return table;
  }

  private static Set<String> candidates() {
    Set<String> names = new TreeSet<>(ONLY_IN_OTHER_VERSIONS);
    DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
        .map(Table::getName)
        .flatMap(table -> Spellings.ofTable(table).stream())
        .forEach(names::add);
    return names;
  }

  private static SchemaFamily familyOf(Catalogue catalogue) {
    if (catalogue.hasTable("programinstance") && catalogue.hasTable("dataelementcategory")) {
      return SchemaFamily.V2_40;
    }
    List<String> missing =
        Stream.of("category", "datavalue", "enrollment", "organisationunit", "period")
            .filter(table -> !catalogue.hasTable(table))
            .toList();
    if (!missing.isEmpty()) {
      throw new UnsupportedSchemaException(
          "any operation in schema " + catalogue.schemaName(), missing);
    }
    if (catalogue.hasTable(TRACKER_EVENT) && catalogue.hasColumn("period", "iso")) {
      return SchemaFamily.V2_43;
    }
    return catalogue.hasTable("trackedentitychangelog") ? SchemaFamily.V2_42 : SchemaFamily.V2_41;
  }
}
