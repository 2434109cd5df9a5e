package io.github.dhisadmin.testkit.demo;

import static io.github.dhisadmin.testkit.demo.AggregateMetadata.ELEMENT;
import static io.github.dhisadmin.testkit.demo.AggregateMetadata.ELEMENT_GROUP;
import static io.github.dhisadmin.testkit.demo.AggregateMetadata.INDICATOR_GROUP;
import static io.github.dhisadmin.testkit.demo.AggregateMetadata.UNIT;
import static io.github.dhisadmin.testkit.demo.AggregateMetadata.UNIT_GROUP;
import static io.github.dhisadmin.testkit.demo.MetadataWriter.uid;
import static io.github.dhisadmin.testkit.demo.MetadataWriter.uids;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plants violations among organisation units, data elements, data sets, indicators and periods.
 * Families bear the code of the check they violate, if it has one.
 */
final class AggregateViolations {
  private static final String MULTIPLE_GROUPS = "data_elements_in_multiple_groups";
  private static final String COMPULSORY_SETS = "org_units_not_in_compulsory_group_sets";
  private static final String MULTIPLE_ROOTS = "orgunits_multiple_roots";

  /** A group of the first set of groups, and one of the second. */
  private static final String FIRST = "1";

  private static final String SECOND = String.valueOf(AggregateMetadata.GROUPS);

  private final MetadataWriter writer;
  private final int planted;
  private final PlantedIssues.Collector issues;

  AggregateViolations(MetadataWriter writer, int planted, PlantedIssues.Collector issues) {
    this.writer = writer;
    this.planted = planted;
    this.issues = issues;
  }

  void plant() {
    hierarchy();
    unitGroups();
    dataElementGroups();
    dataSetsOfElements();
    forms();
    sections();
    indicators();
    periods();
  }

  private void hierarchy() {
    // each odd unit and the even one after it are each other's parents
    writer.reserve("OUWCR", planted);
    String partner = "n + case when n % 2 = 1 then 1 else -1 end";
    units(
        "OUWCR",
        writer.id("OUWCR", partner),
        "'/' || " + uid("OUWCR", partner) + " || '/' || " + uid("OUWCR", "n"),
        "1");
    inGroups("OUWCR", FIRST);
    issues.expect(uids("OUWCR", planted), "org_units_with_cyclic_references");

    units("OO", "null", "'/' || " + uid("OO", "n"), "1");
    inGroups("OO", FIRST);
    issues.expect(uids("OO", planted), "orgunits_orphaned", MULTIPLE_ROOTS);
    issues.expect(uids(UNIT, 1), MULTIPLE_ROOTS);

    belowRoot("OPI", "case when n % 2 = 0 then '/lost/' || " + uid("OPI", "n") + " end");
    inGroups("OPI", FIRST);
    issues.expect(uids("OPI", planted), "orgunits_path_inconsistent");
  }

  private void unitGroups() {
    belowRoot("OUWG", pathBelowRoot("OUWG"));
    issues.expect(uids("OUWG", planted), "organisation_units_without_groups", COMPULSORY_SETS);

    belowRoot("OUNICGS", pathBelowRoot("OUNICGS"));
    inGroups("OUNICGS", SECOND);
    issues.expect(uids("OUNICGS", planted), COMPULSORY_SETS);

    belowRoot("OUVEGS", pathBelowRoot("OUVEGS"));
    inGroups("OUVEGS", FIRST, "2", SECOND);
    issues.expect(uids("OUVEGS", planted), "organisation_units_violating_exclusive_group_sets");

    writer.objects("OUGWGS", "orgunitgroup", planted, Map.of());
    issues.expect(uids("OUGWGS", planted), "org_unit_groups_without_group_sets");
  }

  private static String pathBelowRoot(String family) {
    return "'/' || " + uid(UNIT, "1") + " || '/' || " + uid(family, "n");
  }

  private void belowRoot(String family, String path) {
    units(family, writer.id(UNIT, "1"), path, "2");
  }

  private void units(String family, String parent, String path, String level) {
    writer.objects(
        family,
        "organisationunit",
        planted,
        Map.of(
            "parentid", parent,
            "path", path,
            "hierarchylevel", level,
            "openingdate", "date '2000-01-01'"));
  }

  private void inGroups(String family, String... groups) {
    for (String group : groups) {
      writer.links(
          "orgunitgroupmembers",
          planted,
          Map.of(
              "orgunitgroupid", writer.id(UNIT_GROUP, group),
              "organisationunitid", writer.id(family, "n")));
    }
  }

  private void dataElementGroups() {
    dataSet("PlDS", 1, Map.of());

    elements("DEANG");
    inDataSet("DEANG", "PlDS", "1");
    issues.expect(uids("DEANG", planted), "data_elements_aggregate_no_groups");

    elements("DEVEGS", FIRST, "2");
    inDataSet("DEVEGS", "PlDS", "1");
    issues.expect(
        uids("DEVEGS", planted), "data_elements_violating_exclusive_group_sets", MULTIPLE_GROUPS);

    elements("DEIMG", FIRST, SECOND);
    inDataSet("DEIMG", "PlDS", "1");
    issues.expect(uids("DEIMG", planted), MULTIPLE_GROUPS);
  }

  private void dataSetsOfElements() {
    elements("DEWD", FIRST);
    issues.expect(uids("DEWD", planted), "data_elements_without_datasets");

    dataSet("PlDQ", 1, Map.of("periodtypeid", String.valueOf(writer.periodType("Quarterly"))));
    elements("DEAWDPT", FIRST);
    inDataSet("DEAWDPT", "PlDS", "1");
    inDataSet("DEAWDPT", "PlDQ", "1");
    issues.expect(uids("DEAWDPT", planted), "data_elements_aggregate_with_different_period_types");

    writer.objects("DNATOU", "dataset", planted, AggregateMetadata.dataSet(writer));
    issues.expect(uids("DNATOU", planted), "datasets_not_assigned_to_org_units");
  }

  // each data set shows one of its two elements, the odd ones in a section, the even ones in HTML
  private void forms() {
    elements("FormA", FIRST);
    elements("FormB", FIRST);
    writer.objects(
        "PlFo",
        "dataentryform",
        planted,
        "n % 2 = 0",
        Map.of("htmlcode", "'<input id=\"' || " + uid("FormA", "n") + " || '-HllvX50cXC0-val\">'"));
    dataSet(
        "DEIDSNIF",
        planted,
        Map.of("dataentryform", "case when n % 2 = 0 then " + writer.id("PlFo", "n") + " end"));
    inDataSet("FormA", "DEIDSNIF", "n");
    inDataSet("FormB", "DEIDSNIF", "n");
    sections("FormS", "DEIDSNIF", "n");
    inSections("FormA", "FormS", "n", 1);
    issues.expect(uids("DEIDSNIF", planted), "data_elements_in_data_set_not_in_form");
  }

  private void sections() {
    dataSet("PlSe", 1, Map.of());

    elements("SwicA", FIRST);
    elements("SwicB", writer.id(AggregateMetadata.COMBO, "1"), List.of(FIRST));
    inDataSet("SwicA", "PlSe", "1");
    inDataSet("SwicB", "PlSe", "1");
    sections("SWICC", "PlSe", "1");
    inSections("SwicA", "SWICC", "n", 1);
    inSections("SwicB", "SWICC", "n", 2);
    issues.expect(uids("SWICC", planted), "sections_with_invalid_category_combinations");

    // element 11 has no disaggregation and belongs to another data set
    elements("SeidA", FIRST);
    inDataSet("SeidA", "PlSe", "1");
    sections("SENIDS", "PlSe", "1");
    inSections("SeidA", "SENIDS", "n", 1);
    writer.links(
        "sectiondataelements",
        planted,
        Map.of(
            "sectionid", writer.id("SENIDS", "n"),
            "dataelementid", writer.id(ELEMENT, "11"),
            "sort_order", "2"));
    issues.expect(uids("SENIDS", planted), "section_elements_not_in_data_set");
    issues.expect(uids(ELEMENT, 11).subList(10, 11), "data_elements_in_multiple_sections");

    elements("DEIMS", FIRST);
    inDataSet("DEIMS", "PlSe", "1");
    sections("DeimA", "PlSe", "1");
    sections("DeimB", "PlSe", "1");
    inSections("DEIMS", "DeimA", "n", 1);
    inSections("DEIMS", "DeimB", "1 + n % " + planted, 1);
    issues.expect(uids("DEIMS", planted), "data_elements_in_multiple_sections");
  }

  private void elements(String family, String... groups) {
    elements(family, String.valueOf(AggregateMetadata.defaultCombo(writer)), List.of(groups));
  }

  private void elements(String family, String combo, List<String> groups) {
    writer.objects(
        family,
        "dataelement",
        planted,
        Map.of(
            "valuetype", "'NUMBER'",
            "domaintype", "'AGGREGATE'",
            "aggregationtype", "'SUM'",
            "zeroissignificant", "false",
            "categorycomboid", combo));
    for (String group : groups) {
      writer.links(
          "dataelementgroupmembers",
          planted,
          Map.of(
              "dataelementgroupid", writer.id(ELEMENT_GROUP, group),
              "dataelementid", writer.id(family, "n")));
    }
  }

  private void dataSet(String family, int count, Map<String, String> special) {
    Map<String, String> values = new HashMap<>(AggregateMetadata.dataSet(writer));
    values.putAll(special);
    writer.objects(family, "dataset", count, values);
    writer.links(
        "datasetsource",
        count,
        Map.of("datasetid", writer.id(family, "n"), "sourceid", writer.id(UNIT, "1")));
  }

  private void inDataSet(String elements, String dataSets, String number) {
    String link = elements + "/" + dataSets;
    writer.reserve(link, planted);
    writer.links(
        "datasetelement",
        planted,
        Map.of(
            "datasetelementid", writer.id(link, "n"),
            "datasetid", writer.id(dataSets, number),
            "dataelementid", writer.id(elements, "n")));
  }

  private void sections(String family, String dataSets, String number) {
    writer.objects(
        family,
        "section",
        planted,
        Map.of("datasetid", writer.id(dataSets, number), "sortorder", "n"));
  }

  private void inSections(String elements, String sections, String number, int place) {
    writer.links(
        "sectiondataelements",
        planted,
        Map.of(
            "sectionid", writer.id(sections, number),
            "dataelementid", writer.id(elements, "n"),
            "sort_order", String.valueOf(place)));
  }

  private void indicators() {
    // each even indicator has the formula of the odd one before it, written differently
    indicators("IED", "'1000' || case n % 2 when 0 then ' + ' else '+' end || (n + 1) / 2", FIRST);
    issues.expect(uids("IED", planted), "indicators_exact_duplicates");

    indicators("ING", "'2000 + ' || n");
    issues.expect(uids("ING", planted), "indicators_not_grouped");

    indicators("IVEGS", "'3000 + ' || n", FIRST, "2");
    issues.expect(uids("IVEGS", planted), "indicators_violating_exclusive_group_sets");
  }

  private void indicators(String family, String numerator, String... groups) {
    writer.objects(
        family,
        "indicator",
        planted,
        Map.of(
            "numerator",
            numerator,
            "denominator",
            "'1'",
            "annualized",
            "false",
            "indicatortypeid",
            writer.id(AggregateMetadata.INDICATOR_TYPE, "1")));
    for (String group : groups) {
      writer.links(
          "indicatorgroupmembers",
          planted,
          Map.of(
              "indicatorgroupid", writer.id(INDICATOR_GROUP, group),
              "indicatorid", writer.id(family, "n")));
    }
  }

  // of a type that 2.43 makes no identifiers for, as it could not hold duplicates of the others
  private void periods() {
    writer.execute(
        "insert into periodtype (periodtypeid, name)"
            + " select max(periodtypeid) + 1, 'TwoYearly' from periodtype");
    for (int length = 1; length <= 2; length++) {
      String family = "Dup" + length;
      writer.reserve(family, planted);
      writer.links(
          "period",
          planted,
          Map.of(
              "periodid",
              writer.id(family, "n"),
              "periodtypeid",
              String.valueOf(writer.periodType("TwoYearly")),
              "startdate",
              "make_date(1900 + n, 1, 1)",
              "enddate",
              "make_date(1900 + n + " + length + ", 12, 31)"));
    }
    issues.expect(
        IntStream.rangeClosed(1901, 1900 + planted)
            .mapToObj(year -> "TwoYearly:" + year + "-01-01")
            .toList(),
        "periods_same_start_date_period_type");
    // two years and more from each first of January: all but the first two begin inside others
    issues.expect(
        IntStream.rangeClosed(2, planted)
            .boxed()
            .flatMap(number -> Stream.of(writer.id("Dup1", number), writer.id("Dup2", number)))
            .map(String::valueOf)
            .toList(),
        "periods_starting_inside_another");

    writer.reserve("PWE", planted);
    writer.links(
        "period",
        planted,
        Map.of(
            "periodid",
            writer.id("PWE", "n"),
            "periodtypeid",
            String.valueOf(writer.periodType(AggregateMetadata.MONTHLY)),
            "startdate",
            "make_date(1900 + n, 1, 1)",
            "enddate",
            "make_date(1900 + n, 1, 15)"));
    List<String> keys =
        IntStream.rangeClosed(1, planted)
            .mapToObj(number -> String.valueOf(writer.id("PWE", number)))
            .toList();
    issues.expect(keys, "periods_with_wrong_end_date");
  }
}
