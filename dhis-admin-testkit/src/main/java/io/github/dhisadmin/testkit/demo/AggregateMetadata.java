package io.github.dhisadmin.testkit.demo;

import static io.github.dhisadmin.testkit.demo.MetadataWriter.uid;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes sound metadata of aggregate data: organisation units, categories, data elements, data sets
 * with forms and sections, indicators, validation rules, periods.
 */
final class AggregateMetadata {
  static final String UNIT = "OrgU";
  static final String UNIT_GROUP = "OuGr";
  static final String UNIT_GROUP_SET = "OuGs";
  static final String CATEGORY = "CatY";
  static final String OPTION = "CatO";
  static final String COMBO = "CatM";
  static final String OPTION_COMBO = "CatC";
  static final String ELEMENT = "DatE";
  static final String ELEMENT_GROUP = "DeGr";
  static final String DATA_SET = "DatS";
  static final String INDICATOR_TYPE = "InTy";
  static final String INDICATOR_GROUP = "InGr";
  static final String RULE_GROUP = "VrGr";
  static final String DEFAULT_OPTION_COMBO = "HllvX50cXC0";

  /** Groups of every kind; the first half is in one group set and the second half in another. */
  static final int GROUPS = 10;

  static final String MONTHLY = "Monthly";

  private static final String DEFAULT_COMBO = "bjDvmb4bfuf";
  private static final int OPTIONS = 10;
  private static final int OPTION_COMBOS = OPTIONS * OPTIONS;
  private static final int SECTION = 10;
  private static final int SECTIONS_OF_SET = 5;

  private final MetadataWriter writer;
  private final MetadataSize size;

  AggregateMetadata(MetadataWriter writer, MetadataSize size) {
    this.writer = writer;
    this.size = size;
  }

  /** The combination that everything has which is not disaggregated. */
  static long defaultCombo(MetadataWriter writer) {
    return writer.idOf("categorycombo", DEFAULT_COMBO);
  }

  void generate() {
    organisationUnits();
    categories();
    dataElements();
    dataSets();
    indicators();
    validationRules();
    periods();
  }

  private void organisationUnits() {
    writer.reserve(UNIT, size.organisationUnits());
    units(1, 1, 1, "null", "''", "");
    int from = 2;
    for (int level = 2; from <= size.organisationUnits(); level++) {
      // number n hangs below (n + 8) / 10, so that every unit has ten children
      int to = Math.min(size.organisationUnits(), (from - 1) * 10 + 1);
      units(
          level,
          from,
          to,
          "p.organisationunitid",
          "p.path",
          " join organisationunit p on p.organisationunitid = " + writer.id(UNIT, "(n + 8) / 10"));
      from = to + 1;
    }
    writer.objects(UNIT_GROUP, "orgunitgroup", GROUPS, Map.of());
    writer.objects(
        UNIT_GROUP_SET,
        "orgunitgroupset",
        2,
        Map.of("compulsory", "n = 1", "datadimension", "true"));
    writer.links(
        "orgunitgroupsetmembers",
        GROUPS,
        Map.of(
            "orgunitgroupsetid", writer.id(UNIT_GROUP_SET, "1 + (n - 1) / " + GROUPS / 2),
            "orgunitgroupid", writer.id(UNIT_GROUP, "n")));
    member("orgunitgroupmembers", "1 + n % " + GROUPS / 2, size.organisationUnits());
    member(
        "orgunitgroupmembers",
        "1 + " + GROUPS / 2 + " + n % " + GROUPS / 2,
        size.organisationUnits() / 2);
  }

  private void units(int level, int from, int to, String parent, String path, String join) {
    writer.objects(
        UNIT,
        "organisationunit",
        "generate_series(" + from + ", " + to + ") n" + join,
        Map.of(
            "parentid",
            parent,
            "path",
            path + " || '/' || " + uid(UNIT, "n"),
            "hierarchylevel",
            String.valueOf(level),
            "openingdate",
            "date '2000-01-01'"));
  }

  private void member(String table, String group, long count) {
    writer.links(
        table,
        count,
        Map.of(
            "orgunitgroupid", writer.id(UNIT_GROUP, group),
            "organisationunitid", writer.id(UNIT, "n")));
  }

  private void categories() {
    int categories = 2;
    while (categories * (categories - 1) / 2 < size.categoryCombos()) {
      categories++;
    }
    Map<String, String> dimension =
        Map.of("datadimension", "true", "datadimensiontype", "'DISAGGREGATION'");
    writer.objects(CATEGORY, "category", categories, dimension);
    writer.objects(OPTION, "categoryoption", (long) categories * OPTIONS, Map.of());
    writer.links(
        "categories_categoryoptions",
        (long) categories * OPTIONS,
        Map.of(
            "categoryid", writer.id(CATEGORY, "1 + (n - 1) / " + OPTIONS),
            "categoryoptionid", writer.id(OPTION, "n"),
            "sort_order", "1 + (n - 1) % " + OPTIONS));
    writer.objects(
        COMBO,
        "categorycombo",
        size.categoryCombos(),
        Map.of("datadimensiontype", "'DISAGGREGATION'", "skiptotal", "false"));
    // no two combinations are of the same two categories
    writer.execute(
        """
        create temporary table pair on commit drop as
        select row_number() over (order by b.n, a.n) as combo, a.n as one, b.n as other
        from generate_series(1, %1$d) a(n) join generate_series(1, %1$d) b(n) on a.n < b.n
        order by b.n, a.n limit %2$d
        """
            .formatted(categories, size.categoryCombos()));
    for (String place : new String[] {"one", "other"}) {
      writer.insert(
          "categorycombos_categories",
          Map.of(
              "categorycomboid", writer.id(COMBO, "combo"),
              "categoryid", writer.id(CATEGORY, place),
              "sort_order", place.equals("one") ? "1" : "2"),
          "pair");
    }
    long optionCombos = (long) size.categoryCombos() * OPTION_COMBOS;
    writer.objects(OPTION_COMBO, "categoryoptioncombo", optionCombos, Map.of());
    writer.links(
        "categorycombos_optioncombos",
        optionCombos,
        Map.of(
            "categorycomboid", writer.id(COMBO, "1 + (n - 1) / " + OPTION_COMBOS),
            "categoryoptioncomboid", writer.id(OPTION_COMBO, "n")));
    String rows =
        "generate_series(1, "
            + optionCombos
            + ") n join pair on combo = 1 + (n - 1) / "
            + OPTION_COMBOS;
    optionsOfCombos("(one - 1) * 10 + 1 + (n - 1) % 100 / 10", rows);
    optionsOfCombos("(other - 1) * 10 + 1 + (n - 1) % 10", rows);
  }

  private void optionsOfCombos(String option, String rows) {
    writer.insert(
        "categoryoptioncombos_categoryoptions",
        Map.of(
            "categoryoptioncomboid", writer.id(OPTION_COMBO, "n"),
            "categoryoptionid", writer.id(OPTION, option)),
        rows);
  }

  // every other ten of them, which is every other section, share a combination
  private void dataElements() {
    writer.objects(
        ELEMENT,
        "dataelement",
        size.dataElements(),
        Map.of(
            "valuetype", "'NUMBER'",
            "domaintype", "'AGGREGATE'",
            "aggregationtype", "'SUM'",
            "zeroissignificant", "false",
            "categorycomboid",
                "case when (n - 1) / 10 % 2 = 0 then "
                    + writer.id(COMBO, "1 + (n - 1) / 20 % " + size.categoryCombos())
                    + " else "
                    + defaultCombo(writer)
                    + " end"));
    groups("dataelementgroup", ELEMENT_GROUP, "DeGs", Map.of("datadimension", "true"));
    writer.links(
        "dataelementgroupmembers",
        size.dataElements(),
        Map.of(
            "dataelementgroupid", writer.id(ELEMENT_GROUP, "1 + n % " + GROUPS),
            "dataelementid", writer.id(ELEMENT, "n")));
  }

  private void groups(String table, String family, String setFamily, Map<String, String> ofSet) {
    writer.objects(family, table, GROUPS, Map.of());
    writer.objects(setFamily, table + "set", 2, ofSet);
    writer.links(
        table + "setmembers",
        GROUPS,
        Map.of(
            table + "setid",
            writer.id(setFamily, "1 + (n - 1) / " + GROUPS / 2),
            table + "id",
            writer.id(family, "n"),
            "sort_order",
            "1 + (n - 1) % " + GROUPS / 2));
  }

  // of four data sets one has a custom form, two have sections and one has neither
  private void dataSets() {
    int sets = size.dataElements() / (SECTION * SECTIONS_OF_SET);
    int ofSet = SECTION * SECTIONS_OF_SET;
    writer.objects(
        "Form",
        "dataentryform",
        sets,
        "n % 4 = 0",
        Map.of(
            "htmlcode",
            "(select string_agg('<input id=\"' || "
                + uid(ELEMENT, "e")
                + " || '-"
                + DEFAULT_OPTION_COMBO
                + "-val\" />', '') from generate_series((n - 1) * "
                + ofSet
                + " + 1, n * "
                + ofSet
                + ") e)"));
    Map<String, String> values = new LinkedHashMap<>(dataSet(writer));
    values.put("dataentryform", "case when n % 4 = 0 then " + writer.id("Form", "n") + " end");
    writer.objects(DATA_SET, "dataset", sets, values);
    writer.reserve("DsEl", size.dataElements());
    writer.links(
        "datasetelement",
        size.dataElements(),
        Map.of(
            "datasetelementid", writer.id("DsEl", "n"),
            "datasetid", writer.id(DATA_SET, "1 + (n - 1) / " + ofSet),
            "dataelementid", writer.id(ELEMENT, "n")));
    String sectioned = "(1 + (n - 1) / " + SECTIONS_OF_SET + ") % 4 <> 1";
    writer.objects(
        "Sect",
        "section",
        size.dataElements() / SECTION,
        sectioned,
        Map.of(
            "datasetid",
            writer.id(DATA_SET, "1 + (n - 1) / " + SECTIONS_OF_SET),
            "sortorder",
            "n % " + SECTIONS_OF_SET));
    writer.insert(
        "sectiondataelements",
        Map.of(
            "sectionid", writer.id("Sect", "1 + (n - 1) / " + SECTION),
            "dataelementid", writer.id(ELEMENT, "n"),
            "sort_order", "n % " + SECTION),
        "generate_series(1, "
            + size.dataElements()
            + ") n where (1 + (n - 1) / "
            + ofSet
            + ") % 4 <> 1");
    writer.insert(
        "datasetsource",
        Map.of("datasetid", writer.id(DATA_SET, "s"), "sourceid", writer.id(UNIT, "n")),
        "generate_series(1, "
            + sets
            + ") s cross join lateral generate_series(1 + s % 10, "
            + size.organisationUnits()
            + ", 100) n");
  }

  /** The columns of a monthly data set. */
  static Map<String, String> dataSet(MetadataWriter writer) {
    return Map.of(
        "periodtypeid", String.valueOf(writer.periodType(MONTHLY)),
        "categorycomboid", String.valueOf(defaultCombo(writer)),
        "mobile", "false");
  }

  private void indicators() {
    writer.objects(INDICATOR_TYPE, "indicatortype", 1, Map.of("indicatorfactor", "100"));
    groups("indicatorgroup", INDICATOR_GROUP, "InGs", Map.of());
    writer.objects("Cons", "constant", 1, Map.of("value", "3"));
    String constant = "C{' || " + uid("Cons", "1") + " || '}";
    String rate = "R{' || " + uid(DATA_SET, "1") + " || '.REPORTING_RATE}";
    String units = "OUG{' || " + uid(UNIT_GROUP, "1 + n % " + GROUPS) + " || '}";
    // the number itself keeps formulas apart
    String numerator =
        "case n % 4 when 0 then '"
            + element("n * 7")
            + " + "
            + element("n * 13 + 5")
            + " * ' || n when 1 then '"
            + operand()
            + " * ' || n when 2 then 'if("
            + element("n * 7")
            + " > 0, "
            + element("n * 3")
            + ", 0) + "
            + constant
            + " + ' || n else '("
            + element("n")
            + " + "
            + operand()
            + ") / "
            + units
            + " + "
            + rate
            + " * ' || n end";
    writer.objects(
        "Indi",
        "indicator",
        size.indicators(),
        Map.of(
            "numerator",
            numerator,
            "denominator",
            "case when n % 2 = 0 then '1' else '" + element("n * 11") + "' end",
            "annualized",
            "false",
            "indicatortypeid",
            writer.id(INDICATOR_TYPE, "1")));
    writer.links(
        "indicatorgroupmembers",
        size.indicators(),
        Map.of(
            "indicatorgroupid", writer.id(INDICATOR_GROUP, "1 + n % " + GROUPS),
            "indicatorid", writer.id("Indi", "n")));
  }

  /** A data element in an expression, inside a text of SQL. */
  private String element(String number) {
    return "#{' || " + uid(ELEMENT, "1 + (" + number + ") % " + size.dataElements()) + " || '}";
  }

  /** A data element with one of its option combinations in an expression. */
  private String operand() {
    String block = "n % " + size.dataElements() / 20;
    return "#{' || "
        + uid(ELEMENT, "(" + block + ") * 20 + 1 + n % 10")
        + " || '.' || "
        + uid(
            OPTION_COMBO,
            "(" + block + ") % " + size.categoryCombos() + " * " + OPTION_COMBOS + " + 1 + n % 100")
        + " || '}";
  }

  private void validationRules() {
    writer.objects(RULE_GROUP, "validationrulegroup", 1, Map.of());
    expressions(
        writer, "ValRL", size.validationRules(), "'" + element("n") + " + " + operand() + "'");
    expressions(
        writer,
        "ValRR",
        size.validationRules(),
        "'if(isNull(" + element("n * 3") + "), 0, " + element("n * 3") + ")'");
    rules(writer, "ValR", size.validationRules());
    writer.links(
        "validationrulegroupmembers",
        size.validationRules(),
        Map.of(
            "validationgroupid", writer.id(RULE_GROUP, "1"),
            "validationruleid", writer.id("ValR", "n")));
  }

  /** Writes expressions of one side. */
  static void expressions(MetadataWriter writer, String family, int count, String text) {
    writer.reserve(family, count);
    writer.links(
        "expression",
        count,
        Map.of(
            "expressionid",
            writer.id(family, "n"),
            "expression",
            text,
            "missingvaluestrategy",
            "'NEVER_SKIP'"));
  }

  /** Writes validation rules whose sides have been written as families L and R. */
  static void rules(MetadataWriter writer, String family, int count) {
    writer.objects(
        family,
        "validationrule",
        count,
        Map.of(
            "operator", "'equal_to'",
            "periodtypeid", String.valueOf(writer.periodType(MONTHLY)),
            "leftexpressionid", writer.id(family + "L", "n"),
            "rightexpressionid", writer.id(family + "R", "n")));
  }

  private void periods() {
    periods("PeMo", MONTHLY, 120, "date '2016-01-01' + (n - 1) * interval '1 month'", "1 month");
    periods("PeWe", "Weekly", 520, "date '2016-01-04' + (n - 1) * interval '1 week'", "1 week");
  }

  private void periods(String family, String type, int count, String start, String length) {
    writer.reserve(family, count);
    writer.links(
        "period",
        count,
        Map.of(
            "periodid",
            writer.id(family, "n"),
            "periodtypeid",
            String.valueOf(writer.periodType(type)),
            "startdate",
            start,
            "enddate",
            start + " + interval '" + length + "' - interval '1 day'"));
  }
}
