package io.github.dhisadmin.examples.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.core.internal.integrity.expression.ExpressionChecks;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.spi.StoredCheck.Finding;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  @ParameterizedTest
  @EnumSource(Shape.class)
  void planted_problems_are_found_and_nothing_else(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    plant(Dhis2Fixture.on(database.dataSource()));

    Map<String, List<String>> found = run(database);

    assertThat(found)
        .containsExactly(
            Map.entry("indicators_with_invalid_numerator", List.of("I deleted", "I empty")),
            Map.entry("indicators_with_invalid_denominator", List.of("I broken")),
            Map.entry("indicators_with_suspicious_references", List.of("I foreign combo")),
            Map.entry(
                "validation_rules_with_invalid_left_side_expression",
                List.of("R text", "R without sides")),
            Map.entry(
                "validation_rules_with_invalid_right_side_expression",
                List.of("R indicator", "R without sides")),
            Map.entry("validation_rules_with_suspicious_references", List.of("R foreign program")),
            Map.entry("program_indicators_with_invalid_expressions", List.of("P single uid")),
            Map.entry("program_indicators_with_invalid_filters", List.of("P text")),
            Map.entry("program_indicators_with_suspicious_references", List.of("P foreign stage")));
  }

  @Test
  void issue_names_what_is_missing() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    String uid = dhis2.indicator("I").numerator("1 +\n#{goneGone001}").uid();
    List<IntegrityIssue> issues = new ArrayList<>();

    Finding finding = checks(POSTGRES.database()).get(0).run(run(), issues::add);

    assertThat(finding).isEqualTo(new Finding(1, 1L));
    IntegrityIssue issue = issues.get(0);
    assertThat(issue.id()).contains(uid);
    assertThat(issue.comment())
        .isEqualTo("line 2, column 1: #{goneGone001}: data element goneGone001 does not exist");
    assertThat(issue.refs())
        .containsExactly(new ObjectReference("dataElements", "goneGone001", "does not exist"));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void empty_database_has_no_issues(Shape shape) {
    assertThat(run(POSTGRES.database(shape)).values()).allMatch(List::isEmpty);
  }

  @Test
  void number_of_queries_is_at_most_twelve_whatever_the_number_of_expressions() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    plant(dhis2);
    long few = queries();
    for (int i = 0; i < 60; i++) {
      String element = dhis2.dataElement("E" + i).uid();
      dhis2.indicator("More " + i).numerator("#{" + element + "} + #{gone000%04d}".formatted(i));
      dhis2.validationRule("More " + i).leftSide("#{" + element + "}").rightSide("1");
      dhis2.programIndicator("More " + i, "Child").expression("A{gone000%04d}".formatted(i));
    }

    long many = queries();

    assertThat(many).isEqualTo(few).isLessThanOrEqualTo(12);
  }

  private static long queries() {
    try (StatementCount count = POSTGRES.dataSource().countStatements()) {
      run(POSTGRES.database());
      return count.statements().stream().filter(sql -> sql.contains("\"uid\"")).count();
    }
  }

  /** Objects whose names tell what is wrong with them, and sound ones beside them. */
  private static void plant(Dhis2Fixture dhis2) {
    dhis2.category("Sex").options("Female");
    dhis2.categoryCombo("Sexes").categories("Sex");
    String element = dhis2.dataElement("BCG").uid();
    String text = dhis2.dataElement("Remark").valueType("TEXT").uid();
    String plain = dhis2.categoryOptionComboUid("default");
    String female = dhis2.categoryOptionComboUid("Female");
    String program = dhis2.program("Child").stage("Birth", "Apgar").uid();
    dhis2.program("Adult").stage("Visit", "Pulse");
    String apgar = dhis2.dataElement("Apgar").uid();
    String pulse = dhis2.dataElement("Pulse").uid();
    String birth = dhis2.programStageUid("Birth");
    String visit = dhis2.programStageUid("Visit");
    String constant = dhis2.constant("Pi");

    dhis2
        .indicator("I sound")
        .numerator("#{" + element + "." + plain + "} * C{" + constant + "}")
        .denominator("1");
    dhis2
        .indicator("I deleted")
        .numerator("#{" + element + "}/#{" + element + "} + #{goneGone001}");
    dhis2.indicator("I empty").numerator(" ");
    dhis2.indicator("I broken").denominator("(1");
    dhis2.indicator("I foreign combo").numerator("#{" + element + "." + female + "}");

    dhis2
        .validationRule("R sound")
        .leftSide("if(#{" + text + "} == 'x', 1, 0)")
        .rightSide("#{" + element + "}");
    dhis2.validationRule("R text").leftSide("#{" + text + "}").rightSide("1");
    dhis2
        .validationRule("R indicator")
        .leftSide("1")
        .rightSide("N{" + dhis2.indicator("I sound").uid() + "}");
    dhis2
        .validationRule("R foreign program")
        .leftSide("D{" + program + "." + pulse + "}")
        .rightSide("D{" + program + "." + apgar + "}");
    dhis2.validationRule("R without sides");

    dhis2
        .programIndicator("P sound", "Child")
        .expression("#{" + birth + "." + apgar + "}")
        .filter("V{event_status} == 'COMPLETED'");
    dhis2.programIndicator("P without", "Child").expression(null).filter(null);
    dhis2.programIndicator("P single uid", "Child").expression("#{" + apgar + "}");
    dhis2.programIndicator("P text", "Child").filter("'x'");
    dhis2.programIndicator("P foreign stage", "Child").expression("#{" + visit + "." + pulse + "}");
  }

  /** Names of the objects with issues, check by check, in one run. */
  private static Map<String, List<String>> run(Dhis2Database database) {
    CheckRun run = run();
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (StoredCheck check : checks(database)) {
      List<String> names = new ArrayList<>();
      check.run(run, issue -> names.add(issue.name()));
      found.put(check.definition().id(), names);
    }
    return found;
  }

  private static List<StoredCheck> checks(Dhis2Database database) {
    return ExpressionChecks.of(JooqPersistence.of(database.dataSource()).integrity().expressions());
  }

  private static CheckRun run() {
    return new CheckRun(IntegrityRequest.of(CheckSelection.all()), new Cancellation());
  }
}
