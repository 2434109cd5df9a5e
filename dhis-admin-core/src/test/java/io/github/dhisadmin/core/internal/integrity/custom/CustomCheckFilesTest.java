package io.github.dhisadmin.core.internal.integrity.custom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource.Loaded;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomCheckFilesTest {
  private static final String MINIMAL =
      """
      id: units_without_phone
      title: Organisation units without phone number
      description: Nobody can be called there.
      recommendation: Ask for the number.
      section: Organisation units
      severity: INFO
      details_sql: select uid, name from organisationunit where phonenumber is null
      """;

  private Path directory;

  @BeforeEach
  void open(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void check_has_what_its_file_says() throws IOException {
    file(
        "phone.yaml",
        """
        id: units_without_phone
        code: PHONE
        title: Organisation units without phone number
        description: Nobody can be called there.
        recommendation: Ask for the number.
        place: Maintenance app, Organisation unit
        section: Organisation units
        severity: severe
        slow: true
        object_type: organisationUnits
        details_sql: |
          select uid, name
          from organisationunit
          where phonenumber is null
        total_sql: select count(*) from organisationunit
        """);

    Loaded loaded = load();

    assertThat(loaded.broken()).isEmpty();
    assertThat(loaded.checks())
        .containsExactly(
            new CustomCheck(
                new IntegrityCheck(
                    new CheckName("units_without_phone", "PHONE", List.of()),
                    CheckSection.ORGANISATION_UNITS,
                    Severity.SEVERE,
                    null,
                    new CheckTexts(
                        "Organisation units without phone number",
                        "Nobody can be called there.",
                        "Ask for the number.",
                        "Maintenance app, Organisation unit"),
                    new CheckTraits(CheckSource.CUSTOM, true, true, "organisationUnits", Set.of())),
                "select uid, name\nfrom organisationunit\nwhere phonenumber is null",
                "select count(*) from organisationunit"));
  }

  @Test
  void what_may_be_left_out_has_a_default() throws IOException {
    file("phone.yaml", MINIMAL);

    CustomCheck check = load().checks().get(0);

    assertThat(check.check().code()).isEqualTo("UWP");
    assertThat(check.check().texts().place()).isEmpty();
    assertThat(check.check().traits().slow()).isFalse();
    assertThat(check.check().traits().objectType()).isEmpty();
    assertThat(check.totalSql()).isEmpty();
  }

  @Test
  void file_written_for_dhis2_is_understood() throws IOException {
    file(
        "dhis2.yaml",
        """
        ---
        name: units_without_phone
        description: Organisation units without phone number
        section: Organisation units
        section_order: 4
        summary_sql: select count(*), 3 from organisationunit
        details_sql: select uid, name from organisationunit
        details_id_type: organisationUnits
        severity: WARNING
        introduction: Nobody can be called there.
        recommendation: Ask for the number.
        is_slow: true
        is_protected: false
        """);

    Loaded loaded = load();

    assertThat(loaded.broken()).isEmpty();
    IntegrityCheck check = loaded.checks().get(0).check();
    assertThat(check.id()).isEqualTo("units_without_phone");
    assertThat(check.texts().title()).isEqualTo("Organisation units without phone number");
    assertThat(check.texts().description()).isEqualTo("Nobody can be called there.");
    assertThat(check.traits().slow()).isTrue();
    assertThat(check.traits().objectType()).contains("organisationUnits");
  }

  @Test
  void directories_and_documents_may_hold_several() throws IOException {
    file("a/phone.yml", MINIMAL + "---\n" + MINIMAL.replace("phone", "mail"));
    file("b.yaml", MINIMAL.replace("phone", "fax"));
    file("readme.txt", "not a check");

    assertThat(load().checks())
        .extracting(check -> check.check().id())
        .containsExactly("units_without_phone", "units_without_mail", "units_without_fax");
  }

  @Test
  void every_problem_of_every_file_is_told_with_its_line() throws IOException {
    file(
        "a.yaml",
        """
        id: Units without phone
        titel: Organisation units without phone number
        description: Nobody can be called there.
        recommendation:
        section: Organization units
        severity: HIGH
        slow: sometimes
        code: a-b
        details_sql: [select, 1]
        """);
    file("b.yaml", "id: x\n  title: y\n");
    file("c.yaml", "- one\n- two\n");
    file("d.yaml", "# nothing here\n");
    file("e.yaml", MINIMAL);

    Loaded loaded = load();

    assertThat(problems(loaded))
        .satisfiesExactly(
            problem ->
                assertThat(problem).startsWith("a.yaml:2: unknown key 'titel'. Did you mean title"),
            problem -> assertThat(problem).isEqualTo("a.yaml:9: 'details_sql' must be one value"),
            problem -> assertThat(problem).startsWith("a.yaml:1: 'Units without phone' is no id"),
            problem -> assertThat(problem).startsWith("a.yaml:8: 'a-b' is no code"),
            problem -> assertThat(problem).isEqualTo("a.yaml:1: 'title' is missing"),
            problem -> assertThat(problem).isEqualTo("a.yaml:4: 'recommendation' is missing"),
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "a.yaml:5: there is no section 'Organization units'. Did you mean"
                            + " Organisation units?"),
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "a.yaml:6: there is no severity 'HIGH'. Known are: INFO, WARNING, SEVERE,"
                            + " CRITICAL."),
            problem ->
                assertThat(problem)
                    .isEqualTo("a.yaml:7: 'slow' must be true or false, but is 'sometimes'"),
            problem -> assertThat(problem).isEqualTo("a.yaml:1: 'details_sql' is missing"),
            problem -> assertThat(problem).startsWith("b.yaml:2: the YAML cannot be read: "),
            problem ->
                assertThat(problem)
                    .isEqualTo("c.yaml:1: a check must be written as keys with values"),
            problem -> assertThat(problem).isEqualTo("d.yaml:1: the file holds no check"));
    assertThat(loaded.broken())
        .extracting(IntegrityCheck::id)
        .containsExactly("custom_a", "custom_b", "custom_c", "custom_d");
    assertThat(loaded.checks())
        .extracting(check -> check.check().id())
        .containsExactly("units_without_phone");
  }

  @Test
  void broken_check_is_listed_as_far_as_it_can_be_read() throws IOException {
    file("a.yaml", MINIMAL.replace("title:", "titel:").replace("INFO", "CRITICAL"));

    IntegrityCheck broken = load().broken().get(0);

    assertThat(broken.id()).isEqualTo("units_without_phone");
    assertThat(broken.texts().title()).isEqualTo("units_without_phone");
    assertThat(broken.texts().recommendation()).isEqualTo("Ask for the number.");
    assertThat(broken.section()).isEqualTo(CheckSection.ORGANISATION_UNITS);
    assertThat(broken.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(broken.traits().source()).isEqualTo(CheckSource.CUSTOM);
    assertThat(broken.isBroken()).isTrue();
  }

  @Test
  void file_that_breaks_off_hides_none_of_the_checks_before() throws IOException {
    file("a.yaml", MINIMAL + "---\nid: [\n");

    Loaded loaded = load();

    assertThat(loaded.checks()).hasSize(1);
    assertThat(problems(loaded)).singleElement().asString().startsWith("a.yaml:10: the YAML");
  }

  @Test
  void repeated_names_are_told_with_both_places() throws IOException {
    file("a.yaml", MINIMAL);
    file("b.yaml", MINIMAL);
    file("c.yaml", MINIMAL.replace("units_without_phone", "users_with_pets"));

    file("d.yaml", MINIMAL.replace("units_without_phone", "urban_wells_polluted"));

    Loaded loaded = load();

    assertThat(problems(loaded))
        .containsExactly(
            "b.yaml:1: the id 'units_without_phone' is also at a.yaml:1",
            "c.yaml:1: the code 'UWP' is also at a.yaml:1",
            "d.yaml:1: the code 'UWP' is also at a.yaml:1");
    assertThat(loaded.checks()).hasSize(1);
  }

  @Test
  void hidden_files_and_directories_are_passed_over() throws IOException {
    file("..2026_03_01/phone.yaml", MINIMAL);
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_03_01"));
    Files.createSymbolicLink(directory.resolve("phone.yaml"), Path.of("..data", "phone.yaml"));
    file(".draft.yaml", "id: [");

    Loaded loaded = load();

    assertThat(loaded.broken()).isEmpty();
    assertThat(loaded.checks()).hasSize(1);
  }

  @Test
  void key_given_twice_is_a_problem() throws IOException {
    file("a.yaml", MINIMAL + "severity: WARNING\n");
    file("b.yaml", MINIMAL.replace("phone", "mail") + "name: other\n");

    assertThat(problems(load()))
        .containsExactly(
            "a.yaml:8: 'severity' is given twice, or under two names",
            "b.yaml:8: 'name' is given twice, or under two names");
  }

  @Test
  void objects_named_in_a_file_are_not_made() throws IOException {
    file("a.yaml", "!!javax.script.ScriptEngineManager [http://localhost/]\n");

    assertThat(problems(load()))
        .containsExactly(
            "a.yaml:1: the YAML cannot be read: Global tag is not allowed:"
                + " tag:yaml.org,2002:javax.script.ScriptEngineManager");
  }

  @Test
  void file_that_is_not_utf_8_is_a_problem() throws IOException {
    Files.write(directory.resolve("a.yaml"), new byte[] {'i', 'd', ':', ' ', (byte) 0xff});

    assertThat(problems(load())).containsExactly("a.yaml: the file is not UTF-8 text");
  }

  @Test
  void directory_that_is_not_there_is_a_problem() {
    Path missing = directory.resolve("missing");

    assertThat(problems(new CustomCheckFiles(missing).load()))
        .containsExactly(missing + " is no directory with custom checks");
  }

  @Test
  void severity_is_understood_in_every_locale() throws IOException {
    file("a.yaml", MINIMAL.replace("INFO", "info"));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(load().broken()).isEmpty();
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> problems(Loaded loaded) {
    return loaded.broken().stream().flatMap(check -> check.problems().stream()).toList();
  }

  private Loaded load() {
    return new CustomCheckFiles(directory).load();
  }

  private void file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
