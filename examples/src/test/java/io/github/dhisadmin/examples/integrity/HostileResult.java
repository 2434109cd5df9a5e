package io.github.dhisadmin.examples.integrity;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A run that found 10,000 issues, and objects whose names try to take over the page. */
final class HostileResult {
  /** The check with these names, and what its objects are called. */
  static final String HOSTILE_CHECK = "org_units_hostile";

  static final List<String> HOSTILE_NAMES =
      List.of(
          "<script>window.taken = 1; alert(1)</script>",
          "</script><script>window.taken = 2</script>",
          "</SCRIPT ><svg onload=window.taken=3>",
          "<img src=x onerror=\"window.taken = 4\">",
          "<iframe src=\"https://attacker.invalid/\"></iframe>",
          "javascript:window.taken=5",
          "\" onmouseover=\"window.taken=6\" autofocus onfocus=\"window.taken=7",
          "' onclick='window.taken=8",
          "<!-- <style>* { display: none }</style>",
          "&lt;b&gt;&#60;i&#62; \\u003cb\\u003e ]]> {{7*7}} ${7*7} `",
          "مركز صحي الأمل \u202e gnp.exe",
          "Centre de santé " + "é".repeat(214),
          "W".repeat(230),
          "Line one\nline two\ttab \u0000\u0007 \u2028\u2029 \ud83d\udc26 \ud83d\udc68\u200d\ud83d\udc69",
          "__proto__",
          "  ");

  /** The check with most of the issues. */
  static final String LARGE_CHECK = "organisation_units_without_groups";

  static final int ISSUES = 10_000;

  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private HostileResult() {}

  static IntegrityResult result() {
    List<CheckOutcome> outcomes =
        List.of(
            found(
                check(
                    "data_elements_without_datasets", CheckSection.DATA_ELEMENTS, Severity.WARNING),
                1_204L,
                issues(Severity.WARNING, "BCG doses given", 37)),
            passed("data_elements_in_data_set_not_in_form", CheckSection.DATA_SETS, 48L),
            ended("datasets_custom_forms", CheckSection.DATA_SETS, CheckStatus.TIMEOUT),
            found(
                check(
                    "indicators_with_invalid_numerator", CheckSection.INDICATORS, Severity.SEVERE),
                611L,
                issues(Severity.SEVERE, "ANC 1st visit coverage (%)", 12)),
            passed("indicators_not_grouped", CheckSection.INDICATORS, 611L),
            found(
                check(
                    "periods_same_start_date_period_type", CheckSection.PERIODS, Severity.CRITICAL),
                412L,
                issues(Severity.CRITICAL, "Monthly 2021-01-01", 2)),
            found(
                check(LARGE_CHECK, CheckSection.ORGANISATION_UNITS, Severity.WARNING),
                50_123L,
                issues(Severity.WARNING, "Health post", ISSUES)),
            found(
                check(HOSTILE_CHECK, CheckSection.ORGANISATION_UNITS, Severity.SEVERE),
                50_123L,
                hostile()),
            passed("orgunits_orphaned", CheckSection.ORGANISATION_UNITS, 50_123L),
            ended("orgunits_paths", CheckSection.ORGANISATION_UNITS, CheckStatus.SKIPPED),
            found(
                check("program_rules_no_priority", CheckSection.PROGRAM_RULES, Severity.INFO),
                220L,
                issues(Severity.INFO, "Show weight for age", 104)),
            ended("program_rules_broken", CheckSection.PROGRAM_RULES, CheckStatus.ERROR));
    return new IntegrityResult(
        1_042,
        RunState.FAILED,
        START,
        Duration.ofMillis(83_456),
        outcomes,
        List.of(
            new Warning(
                "NO_COMPULSORY_GROUP_SETS",
                "orgunitgroupset",
                "No group set is compulsory. </script><script>window.taken = 9</script>",
                1)));
  }

  static Map<String, List<TrendPoint>> trends() {
    return Map.of(
        LARGE_CHECK,
        trend(10_000, 10_240, 9_800, 9_911, 8_700, 8_650),
        "indicators_with_invalid_numerator",
        trend(12, 12, 40, 41),
        "data_elements_without_datasets",
        trend(37, 30),
        "orgunits_orphaned",
        trend(0, 0, 0, 3));
  }

  private static List<TrendPoint> trend(long... newestFirst) {
    return IntStream.range(0, newestFirst.length)
        .mapToObj(
            i -> new TrendPoint(1_042 - i, START.minus(DAY.multipliedBy(i)), newestFirst[i], null))
        .toList();
  }

  private static List<IntegrityIssue> hostile() {
    List<IntegrityIssue> issues = new ArrayList<>();
    for (String name : HOSTILE_NAMES) {
      issues.add(
          new IntegrityIssue(
              Severity.SEVERE,
              name.length() > 100 ? name.substring(0, 60) : name,
              name,
              name,
              List.of(new ObjectReference(name, name, name))));
    }
    return issues;
  }

  private static List<IntegrityIssue> issues(Severity severity, String name, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                new IntegrityIssue(
                    i % 40 == 0 ? Severity.INFO : severity,
                    "uid%08d".formatted(i),
                    name + " " + i,
                    i % 3 == 0 ? "missing in " + i % 7 + " of 7 data sets" : "",
                    i % 5 == 0
                        ? List.of(
                            new ObjectReference("dataSets", "dset0000001", "Reproductive health"),
                            new ObjectReference("dataSets", "dset0000002", "EPI stock"))
                        : List.of()))
        .toList();
  }

  private static CheckOutcome found(IntegrityCheck check, long total, List<IntegrityIssue> issues) {
    return new CheckOutcome(
        check,
        CheckStatus.ISSUES,
        issues.size(),
        total,
        issues,
        Duration.ofMillis(10 + issues.size() / 8),
        null);
  }

  private static CheckOutcome passed(String id, CheckSection section, long total) {
    return new CheckOutcome(
        check(id, section, Severity.WARNING),
        CheckStatus.PASSED,
        0,
        total,
        List.of(),
        Duration.ofMillis(7),
        null);
  }

  private static CheckOutcome ended(String id, CheckSection section, CheckStatus status) {
    return new CheckOutcome(
        check(id, section, Severity.SEVERE),
        status,
        0,
        null,
        List.of(),
        Duration.ofSeconds(61),
        "ERROR: relation \"" + "x".repeat(120) + "\" </script><b>does not exist");
  }

  private static IntegrityCheck check(String id, CheckSection section, Severity severity) {
    String title = id.replace('_', ' ');
    return new IntegrityCheck(
        CheckName.of(id),
        section,
        severity,
        null,
        new CheckTexts(
            title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1),
            "These objects are not where analyses look for them, so that their values are missing"
                + " from totals although they were entered and approved.",
            "Open each object and add what is missing, or delete it if nothing uses it.",
            "Maintenance app, " + section.title()),
        new CheckTraits(CheckSource.SEED, true, false, "organisationUnits", Set.of()));
  }
}
