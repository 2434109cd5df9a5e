package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.Discrepancy.Point;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.run.RunControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison that found 5,000 missing values, one of several, and texts that try to take over the
 * page.
 */
final class HostileDiscrepancies implements MigrationValidation {
  static final int MISSING = 5_000;

  /** What the source holds where the values differ. */
  static final List<String> TEXTS =
      List.of(
          "<script>window.taken = 1; alert(1)</script>",
          "</script><script>window.taken = 2</script>",
          "<img src=x onerror=\"window.taken = 4\">",
          "<iframe src=\"https://attacker.invalid/\"></iframe>",
          "\" onmouseover=\"window.taken=6\" autofocus onfocus=\"window.taken=7",
          "<!-- <style>* { display: none }</style>",
          "&lt;b&gt;&#60;i&#62; \\u003cb\\u003e ]]> {{7*7}} ${7*7} `",
          "مركز صحي الأمل \u202e gnp.exe",
          "W".repeat(300),
          "Line one\nline two\ttab \u0000\u0007 \u2028\u2029 \ud83d\udc26",
          "  ");

  private final List<Discrepancy> all;

  HostileDiscrepancies() {
    List<Discrepancy> found = new ArrayList<>();
    IntStream.range(0, MISSING).mapToObj(HostileDiscrepancies::missing).forEach(found::add);
    for (String text : TEXTS) {
      found.add(discrepancy(found.size() + 1, "case texts", Kind.VALUE_DIFFERS, text, "as it was"));
    }
    found.add(discrepancy(found.size() + 1, "vaccines", Kind.NOT_COMPARABLE, "7", null));
    this.all = List.copyOf(found);
  }

  ValidationResult result() {
    return new ValidationResult(
        1_042,
        98_765,
        Map.of(
            Kind.MISSING_AT_DESTINATION, 5_000L, Kind.VALUE_DIFFERS, 11L, Kind.NOT_COMPARABLE, 1L),
        List.of());
  }

  @Override
  public List<Discrepancy> discrepancies(long run, long afterId, int limit) {
    return all.stream().filter(each -> each.id() > afterId).limit(limit).toList();
  }

  @Override
  public ValidationResult run(
      DataMigrationRequest request, Tolerance tolerance, RunControl control) {
    throw new UnsupportedOperationException("it is over");
  }

  @Override
  public MigrationRun migrate(long run, String requestedBy) {
    throw new UnsupportedOperationException("it is only shown");
  }

  private static Discrepancy missing(int i) {
    return discrepancy(
        i + 1, "vaccines", Kind.MISSING_AT_DESTINATION, String.valueOf(1_000 + i), null);
  }

  private static Discrepancy discrepancy(
      int id, String itemSet, Kind kind, String source, @Nullable String destination) {
    return new Discrepancy(
        id,
        itemSet,
        kind,
        new Point(
            "x3Do5e7g4Qo",
            "2026" + (id % 12 < 9 ? "0" : "") + (id % 12 + 1),
            String.format(Locale.ROOT, "Unit%07d", id),
            "Prlt0C1RF0s",
            "HllvX50cXC0"),
        source,
        destination);
  }
}
