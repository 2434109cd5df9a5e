package io.github.dhisadmin.core.internal.integrity.expression;

import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_DENOMINATOR;
import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_NUMERATOR;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_EXPRESSION;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_FILTER;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_LEFT_SIDE;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_RIGHT_SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferredType;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.spi.StoredCheck.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionChecksTest {
  private static final Reference BCG = new Reference(ReferredType.DATA_ELEMENT, "deNumber001");

  private final FakeExpressionStore store = new FakeExpressionStore().object(BCG);
  private final List<StoredCheck> checks = ExpressionChecks.of(store);
  private final List<IntegrityIssue> issues = new ArrayList<>();

  @Test
  void six_checks_are_of_the_seed_and_their_companions_are_opt_in() {
    assertThat(checks)
        .extracting(StoredCheck::definition)
        .filteredOn(check -> check.traits().source() == CheckSource.SEED)
        .allMatch(check -> check.traits().byDefault() && !check.traits().slow())
        .allMatch(check -> check.severity() == Severity.SEVERE)
        .allMatch(check -> check.dhis2Severity().equals(Optional.of(Severity.WARNING)))
        .extracting(check -> check.code() + " " + check.name().aliases())
        .containsExactly(
            "IWIN [invalidIndicatorNumerators]",
            "IWID [invalidIndicatorDenominators]",
            "VRWILSE [invalidValidationRuleLeftSideExpressions]",
            "VRWIRSE [invalidValidationRuleRightSideExpressions]",
            "PIWIE [invalidProgramIndicatorExpressions]",
            "PIWIF [invalidProgramIndicatorFilters]");
    assertThat(checks)
        .extracting(StoredCheck::definition)
        .filteredOn(check -> check.traits().source() == CheckSource.EXTENDED)
        .allMatch(check -> !check.traits().byDefault() && check.severity() == Severity.INFO)
        .allMatch(check -> check.dhis2Severity().isEmpty())
        .extracting(IntegrityCheck::id)
        .containsExactly(
            "indicators_with_suspicious_references",
            "validation_rules_with_suspicious_references",
            "program_indicators_with_suspicious_references");
  }

  @Test
  void each_check_tells_of_its_own_kind_of_expression() {
    store
        .expression(INDICATOR_NUMERATOR, "indicator01", "A", "1+")
        .expression(INDICATOR_DENOMINATOR, "indicator01", "A", "1")
        .expression(INDICATOR_NUMERATOR, "indicator02", "B", "1")
        .expression(INDICATOR_DENOMINATOR, "indicator02", "B", "")
        .expression(VALIDATION_RULE_LEFT_SIDE, "ruleAAAAAA1", "C", "")
        .expression(VALIDATION_RULE_RIGHT_SIDE, "ruleAAAAAA1", "C", "1")
        .expression(VALIDATION_RULE_LEFT_SIDE, "ruleAAAAAA2", "D", "1")
        .expression(VALIDATION_RULE_RIGHT_SIDE, "ruleAAAAAA2", "D", "true")
        .expression(PROGRAM_INDICATOR_EXPRESSION, "programInd1", "E", "[days]")
        .expression(PROGRAM_INDICATOR_FILTER, "programInd1", "E", "")
        .expression(PROGRAM_INDICATOR_EXPRESSION, "programInd2", "F", "")
        .expression(PROGRAM_INDICATOR_FILTER, "programInd2", "F", "'x'");

    assertThat(names("indicators_with_invalid_numerator")).containsExactly("A");
    assertThat(names("indicators_with_invalid_denominator")).containsExactly("B");
    assertThat(names("validation_rules_with_invalid_left_side_expression")).containsExactly("C");
    assertThat(names("validation_rules_with_invalid_right_side_expression")).containsExactly("D");
    assertThat(names("program_indicators_with_invalid_expressions")).containsExactly("E");
    assertThat(names("program_indicators_with_invalid_filters")).containsExactly("F");
    assertThat(names("indicators_with_suspicious_references")).isEmpty();
  }

  @Test
  void issue_tells_the_first_problem_and_how_many_more_there_are() {
    store
        .expression(
            INDICATOR_NUMERATOR, "indicator01", "A", "#{goneGone001} + C{goneGone002} + 'x'")
        .expression(INDICATOR_DENOMINATOR, "indicator01", "A", "#{deNumber001}");

    Finding finding = run("indicators_with_invalid_numerator", run());

    assertThat(finding).isEqualTo(new Finding(1, 1L));
    assertThat(issues)
        .containsExactly(
            new IntegrityIssue(
                Severity.SEVERE,
                "indicator01",
                "A",
                "line 1, column 1: #{goneGone001}: data element goneGone001 does not exist"
                    + " (+2 more)",
                List.of(
                    new ObjectReference("dataElements", "goneGone001", "does not exist"),
                    new ObjectReference("constants", "goneGone002", "does not exist"))));
  }

  @Test
  void doubts_about_both_expressions_are_one_issue_of_the_owner() {
    store
        .object(new Reference(ReferredType.CATEGORY_OPTION_COMBO, "optionComb2"))
        .expression(INDICATOR_NUMERATOR, "indicator01", "A", "#{deNumber001.optionComb2}")
        .expression(INDICATOR_DENOMINATOR, "indicator01", "A", "1+#{deNumber001.optionComb2}");

    Finding finding = run("indicators_with_suspicious_references", run());

    assertThat(finding).isEqualTo(new Finding(1, 1L));
    assertThat(issues)
        .containsExactly(
            new IntegrityIssue(
                Severity.INFO,
                "indicator01",
                "A",
                "line 1, column 1: #{deNumber001.optionComb2}: category option combo optionComb2 is"
                    + " none of data element deNumber001 (+1 more)",
                List.of(
                    new ObjectReference(
                        "categoryOptionCombos",
                        "optionComb2",
                        "category option combo optionComb2 is none of data element deNumber001"))));
    assertThat(names("indicators_with_invalid_numerator")).isEmpty();
  }

  @Test
  void limit_cuts_the_issues_and_not_the_count() {
    for (int i = 0; i < 5; i++) {
      store
          .expression(INDICATOR_NUMERATOR, "indicator0" + i, "I" + i, "")
          .expression(INDICATOR_DENOMINATOR, "indicator0" + i, "I" + i, "1");
    }

    Finding finding =
        run(
            "indicators_with_invalid_numerator",
            new CheckRun(
                IntegrityRequest.of(CheckSelection.all()).issuesPerCheck(2), new Cancellation()));

    assertThat(finding).isEqualTo(new Finding(5, 5L));
    assertThat(issues).extracting(IntegrityIssue::name).containsExactly("I0", "I1");
  }

  @Test
  void checks_of_one_owner_share_one_reading_in_a_run() {
    store
        .expression(INDICATOR_NUMERATOR, "indicator01", "A", "#{deNumber001}")
        .expression(INDICATOR_DENOMINATOR, "indicator01", "A", "#{deNumber001}");
    CheckRun run = run();

    run("indicators_with_invalid_numerator", run);
    run("indicators_with_invalid_denominator", run);
    run("indicators_with_suspicious_references", run);
    run("validation_rules_with_invalid_left_side_expression", run);

    assertThat(store.reads)
        .containsExactly(
            Set.of(INDICATOR_NUMERATOR, INDICATOR_DENOMINATOR),
            Set.of(VALIDATION_RULE_LEFT_SIDE, VALIDATION_RULE_RIGHT_SIDE));
    assertThat(store.resolutions).containsExactly(Set.of(BCG), Set.of());
  }

  @Test
  void next_run_reads_again() {
    Cancellation cancellation = new Cancellation();
    IntegrityRequest request = IntegrityRequest.of(CheckSelection.all());

    run("indicators_with_invalid_numerator", new CheckRun(request, cancellation));
    run("indicators_with_invalid_numerator", new CheckRun(request, cancellation));

    assertThat(store.reads).hasSize(2);
  }

  @Test
  void cancelled_run_ends() {
    CheckRun run = run();
    run.cancellation().cancel();

    assertThatThrownBy(() -> run("indicators_with_invalid_numerator", run))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void indicators_that_contain_each_other_are_invalid() {
    for (String uid : List.of("indicator01", "indicator02", "indicator03", "indicator04")) {
      store.object(new Reference(ReferredType.INDICATOR, uid));
    }
    store
        .expression(INDICATOR_NUMERATOR, "indicator01", "A", "N{indicator02}")
        .expression(INDICATOR_DENOMINATOR, "indicator01", "A", "1")
        .expression(INDICATOR_NUMERATOR, "indicator02", "B", "1")
        .expression(INDICATOR_DENOMINATOR, "indicator02", "B", "N{indicator01}")
        .expression(INDICATOR_NUMERATOR, "indicator03", "C", "N{indicator03}")
        .expression(INDICATOR_DENOMINATOR, "indicator03", "C", "1")
        .expression(INDICATOR_NUMERATOR, "indicator04", "D", "N{indicator01}")
        .expression(INDICATOR_DENOMINATOR, "indicator04", "D", "1");

    assertThat(names("indicators_with_invalid_numerator")).containsExactly("A", "C");
    assertThat(names("indicators_with_invalid_denominator")).containsExactly("B");
  }

  @Test
  void what_the_store_lacks_is_missing_from_its_checks() {
    assertThat(check("program_indicators_with_invalid_filters").missing())
        .contains("programindicator");
    assertThat(check("indicators_with_invalid_numerator").missing()).isEmpty();
  }

  private List<String> names(String id) {
    run(id, run());
    return issues.stream().map(IntegrityIssue::name).toList();
  }

  private static CheckRun run() {
    return new CheckRun(IntegrityRequest.of(CheckSelection.all()), new Cancellation());
  }

  private Finding run(String id, CheckRun run) {
    issues.clear();
    return check(id).run(run, issues::add);
  }

  private StoredCheck check(String id) {
    return checks.stream()
        .filter(check -> check.definition().id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
