package io.github.dhisadmin.testkit.demo;

import static io.github.dhisadmin.testkit.demo.AggregateMetadata.COMBO;
import static io.github.dhisadmin.testkit.demo.AggregateMetadata.OPTION;
import static io.github.dhisadmin.testkit.demo.MetadataWriter.uids;

import java.util.Map;

/**
 * Plants violations among categories and what is combined of them. Only an option combination can
 * be a false default: the other kinds have unique names.
 */
final class CategoryViolations {
  private static final String DISAGGREGATION = "'DISAGGREGATION'";

  private final MetadataWriter writer;
  private final int planted;
  private final PlantedIssues.Collector issues;

  CategoryViolations(MetadataWriter writer, int planted, PlantedIssues.Collector issues) {
    this.writer = writer;
    this.planted = planted;
    this.issues = issues;
  }

  void plant() {
    invalidCombos();
    equalCombos();
    sharedOptions();
    equalOptionCombos();
    oddOptionCombos();
    namesOfOptionCombos();
  }

  private void invalidCombos() {
    combos("ICC", planted);
    issues.expect(uids("ICC", planted), "invalid_category_combos");
  }

  // each odd combination and the even one after it consist of the same category
  private void equalCombos() {
    categories("CuccY", planted / 2);
    options("CuccO", "CuccY", planted / 2, "n", 1);
    combos("CUCC", planted);
    categoriesOf("CUCC", planted, "CuccY", "(n + 1) / 2", 1);
    optionCombos("CuccX", "CUCC", "n");
    optionOf("CuccX", "CuccO", "(n + 1) / 2");
    issues.expect(uids("CUCC", planted), "categories_unique_category_combo");
  }

  private void sharedOptions() {
    categories("CoswY", planted);
    categories("CoswZ", planted);
    options("COSWCC", "CoswY", planted, "n", 1);
    options("CoswO", "CoswZ", planted, "n", 1);
    writer.links(
        "categories_categoryoptions",
        planted,
        Map.of(
            "categoryid", writer.id("CoswZ", "n"),
            "categoryoptionid", writer.id("COSWCC", "n"),
            "sort_order", "2"));
    combos("CoswM", planted);
    categoriesOf("CoswM", planted, "CoswY", "n", 1);
    categoriesOf("CoswM", planted, "CoswZ", "n", 2);
    optionCombos("CoswX", "CoswM", "n");
    optionOf("CoswX", "COSWCC", "n");
    optionOf("CoswX", "CoswO", "n");
    issues.expect(uids("COSWCC", planted), "category_options_shared_within_category_combo");
  }

  // each odd option combination and the even one after it consist of the same option
  private void equalOptionCombos() {
    singleCategory("Cochd", planted / 2);
    optionCombos("COCHD", "CochdM", "1");
    optionOf("COCHD", "CochdO", "(n + 1) / 2");
    issues.expect(uids("COCHD", planted), "category_option_combos_have_duplicates");
  }

  private void oddOptionCombos() {
    // one option, where the combination has two categories
    optionCombos("CWC", COMBO, "1 + (n - 1) / 10");
    writer.insert(
        "categoryoptioncombos_categoryoptions",
        Map.of("categoryoptioncomboid", writer.id("CWC", "n"), "categoryoptionid", "option"),
        "generate_series(1, "
            + planted
            + ") n cross join lateral (select o.categoryoptionid as option"
            + " from categorycombos_categories c join categories_categoryoptions o using (categoryid)"
            + " where c.categorycomboid = "
            + writer.id(COMBO, "1 + (n - 1) / 10")
            + " and c.sort_order = 1 and o.sort_order = 1 + (n - 1) % 10) own");
    issues.expect(uids("CWC", planted), "cocs_wrong_cardinality");

    // as many options as categories, but one of them belongs to none
    writer.objects("CocdO", "categoryoption", planted, Map.of());
    optionCombos("COCD", COMBO, "1");
    optionOf("COCD", OPTION, "1");
    optionOf("COCD", "CocdO", "n");
    issues.expect(uids("COCD", planted), "category_option_combos_disjoint");

    writer.objects("CNC", "categoryoptioncombo", planted, Map.of());
    issues.expect(uids("CNC", planted), "catoptioncombos_no_catcombo");
  }

  private void namesOfOptionCombos() {
    singleCategory("Cocnn", planted);
    writer.objects("COCNN", "categoryoptioncombo", planted, Map.of("name", "null"));
    ofCombo("COCNN", "CocnnM", "1");
    optionOf("COCNN", "CocnnO", "n");
    issues.expect(uids("COCNN", planted), "category_option_combos_no_names");

    singleCategory("Codc", planted);
    writer.objects("CODCCOC", "categoryoptioncombo", planted, Map.of("name", "'default'"));
    ofCombo("CODCCOC", "CodcM", "1");
    optionOf("CODCCOC", "CodcO", "n");
    issues.expect(uids("CODCCOC", planted), "categories_one_default_category_option_combo");
  }

  /** A combination of one category with so many options, for option combinations. */
  private void singleCategory(String word, int options) {
    categories(word + "Y", 1);
    options(word + "O", word + "Y", options, "1", 0);
    combos(word + "M", 1);
    categoriesOf(word + "M", 1, word + "Y", "1", 1);
  }

  private void categories(String family, int count) {
    writer.objects(
        family,
        "category",
        count,
        Map.of("datadimension", "true", "datadimensiontype", DISAGGREGATION));
  }

  /** Options of categories, at this place in each or, with place 0, all in one. */
  private void options(String family, String categories, int count, String category, int place) {
    writer.objects(family, "categoryoption", count, Map.of());
    writer.links(
        "categories_categoryoptions",
        count,
        Map.of(
            "categoryid", writer.id(categories, category),
            "categoryoptionid", writer.id(family, "n"),
            "sort_order", place == 0 ? "n" : String.valueOf(place)));
  }

  private void combos(String family, int count) {
    writer.objects(
        family,
        "categorycombo",
        count,
        Map.of("datadimensiontype", DISAGGREGATION, "skiptotal", "false"));
  }

  private void categoriesOf(String combos, int count, String categories, String number, int place) {
    writer.links(
        "categorycombos_categories",
        count,
        Map.of(
            "categorycomboid", writer.id(combos, "n"),
            "categoryid", writer.id(categories, number),
            "sort_order", String.valueOf(place)));
  }

  private void optionCombos(String family, String combos, String number) {
    writer.objects(family, "categoryoptioncombo", planted, Map.of());
    ofCombo(family, combos, number);
  }

  private void ofCombo(String family, String combos, String number) {
    writer.links(
        "categorycombos_optioncombos",
        planted,
        Map.of(
            "categorycomboid", writer.id(combos, number),
            "categoryoptioncomboid", writer.id(family, "n")));
  }

  private void optionOf(String family, String options, String number) {
    writer.links(
        "categoryoptioncombos_categoryoptions",
        planted,
        Map.of(
            "categoryoptioncomboid", writer.id(family, "n"),
            "categoryoptionid", writer.id(options, number)));
  }
}
