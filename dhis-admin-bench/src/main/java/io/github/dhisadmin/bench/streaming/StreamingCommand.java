package io.github.dhisadmin.bench.streaming;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.RunControl;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code integrity-streaming}: hears of more issues than its memory could hold.
 *
 * <p>{@code java -Xmx256m -jar dhis-admin-bench/target/benchmarks.jar integrity-streaming
 * --jdbc-url URL --user U --issues 10000000}
 */
@Command(
    name = "integrity-streaming",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Runs a check that finds a generated number of issues, and listens to all of them.")
public final class StreamingCommand implements Callable<Integer> {
  private static final String CHECK = "generated_issues";
  private static final long BYTES_PER_MEGABYTE = 1_048_576;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--jdbc-url",
      required = true,
      description = "A DHIS2 database. The password is read from DHIS_ADMIN_PASSWORD.")
  private String jdbcUrl = "";

  @Option(names = "--user", description = "The user of --jdbc-url.")
  private String user = "dhis";

  @Option(names = "--issues", description = "How many issues the check finds.")
  private long issues = 10_000_000;

  @Option(names = "--store", description = "Also keep them in the history.")
  private boolean store;

  @Override
  public Integer call() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    dataSource.setUser(user);
    dataSource.setPassword(System.getenv("DHIS_ADMIN_PASSWORD"));
    AtomicLong heard = new AtomicLong();
    IntegrityResult result;
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(dataSource))
            .customChecks(this::generated)
            .build()) {
      IntegrityRequest request =
          IntegrityRequest.of(CheckSelection.of(CHECK))
              .issuesPerCheck(issues)
              .timeout(Duration.ofHours(1));
      result =
          admin
              .integrity()
              .details(
                  store ? request.storeIssues() : request,
                  (check, issue) -> heard.incrementAndGet(),
                  RunControl.none());
    }
    CheckOutcome outcome = result.outcomes().get(0);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "status=%s count=%d heard=%d durationMs=%d maxHeapMb=%d"
            .formatted(
                outcome.status(),
                outcome.count(),
                heard.get(),
                result.duration().toMillis(),
                Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE));
    outcome.error().ifPresent(out::println);
    out.flush();
    return outcome.count() == issues && heard.get() == issues ? 0 : 1;
  }

  private CustomCheckSource.Loaded generated() {
    IntegrityCheck check =
        new IntegrityCheck(
            CheckName.of(CHECK),
            CheckSection.OTHER,
            Severity.INFO,
            null,
            new CheckTexts("Generated issues", "They are not real.", "Nothing.", ""),
            new CheckTraits(CheckSource.CUSTOM, false, false, null, Set.of()));
    String sql =
        "select 'uid' || lpad(n::text, 8, '0'), 'Organisation unit ' || n,"
            + " 'in no group of Ownership, Location', array['Ownership', 'Location']"
            + " from generate_series(1, %d) as n".formatted(issues);
    return new CustomCheckSource.Loaded(List.of(new CustomCheck(check, sql, null)), List.of());
  }
}
