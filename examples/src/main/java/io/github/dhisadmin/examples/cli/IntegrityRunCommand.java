package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.IntegrityReport;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityHistory;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.ReportFormat;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs checks, and tells how many issues there are or which. */
@Command
final class IntegrityRunCommand implements Callable<Integer>, WritesDocuments {
  /** As many as a sparkline can show. */
  private static final int TREND_POINTS = 20;

  private final CommandContext context;
  private final boolean detailed;

  @Option(
      names = "--check",
      paramLabel = "ID",
      description =
          "A check to run, by id, code or older name, a pattern with *, or a group: seed, fast,"
              + " upgrade-blockers; may be given several times (default: the checks that run by"
              + " default).")
  private List<String> checks = new ArrayList<>();

  @Option(
      names = "--section",
      paramLabel = "S",
      description = "Only checks of this section; may be given several times.")
  private List<String> sections = new ArrayList<>();

  @Option(
      names = "--severity",
      paramLabel = "S",
      description = "Only checks of this severity; may be given several times.")
  private List<Severity> severities = new ArrayList<>();

  @Option(names = "--include-slow", description = "Also checks that read much.")
  private boolean includeSlow;

  @Option(
      names = "--option",
      paramLabel = "OPTION",
      description =
          "Let some checks look at other objects than usual: ${COMPLETION-CANDIDATES}; may be"
              + " given several times.")
  private Set<CheckOption> checkOptions = EnumSet.noneOf(CheckOption.class);

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "Exit with status 1 if there are issues of this severity or graver ones.")
  private @Nullable Severity failOn;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Also write a report to this file, by its ending: .json, .html or .xml (JUnit).")
  private @Nullable Path output;

  @Option(
      names = "--store-issues",
      description = "Keep the issues in the history, besides their number.")
  private boolean storeIssues;

  @Option(
      names = "--custom-checks",
      paramLabel = "DIR",
      description = "Directory of YAML files with checks of your own.")
  private @Nullable Path customChecks;

  private IntegrityRunCommand(CommandContext context, boolean detailed) {
    this.context = context;
    this.detailed = detailed;
  }

  /** Counts issues. */
  static IntegrityRunCommand summary(CommandContext context) {
    return new IntegrityRunCommand(context, false);
  }

  /** Lists issues. */
  static IntegrityRunCommand details(CommandContext context) {
    return new IntegrityRunCommand(context, true);
  }

  @Override
  public Set<OutputFormat> documents() {
    return EnumSet.of(OutputFormat.HTML, OutputFormat.JUNIT);
  }

  @Override
  public Integer call() {
    IntegrityRequest request = IntegrityRequest.of(selection()).options(checkOptions);
    ReportFile file = output == null ? null : ReportFile.named(output);
    IntegrityResult result;
    IntegrityReport report;
    try (AdminSession session = context.openSession(customChecks)) {
      result = run(session, storeIssues ? request.storeIssues() : request);
      report = report(result, session.integrity().history());
    }
    if (file != null) {
      file.write(report);
    }
    print(result, report);
    return result.state() == RunState.SUCCEEDED && !fails(result)
        ? ExitStatus.DONE
        : ExitStatus.FAILED;
  }

  private CheckSelection selection() {
    CheckSelection selection = CheckSelection.of(checks);
    for (String section : sections) {
      selection =
          selection.section(CheckSection.named(section).orElseThrow(() -> unknown(section)));
    }
    for (Severity severity : severities) {
      selection = selection.severity(severity);
    }
    return includeSlow ? selection.includeSlow() : selection;
  }

  private static UsageException unknown(String section) {
    List<String> titles = Arrays.stream(CheckSection.values()).map(CheckSection::title).toList();
    return new UsageException(
        "There is no section '" + section + "'. " + new Suggestions(titles).forName(section));
  }

  private IntegrityResult run(AdminSession session, IntegrityRequest request) {
    try (ProgressPrinter progress = context.progress()) {
      RunControl control = new RunControl(progress, context.cancellation());
      return detailed
          ? session.integrity().details(request, control)
          : session.integrity().summary(request, control);
    }
  }

  private IntegrityReport report(IntegrityResult result, IntegrityHistory history) {
    IntegrityReport report =
        detailed ? IntegrityReport.details(result) : IntegrityReport.summary(result);
    if (failOn != null) {
      report = report.failingAt(failOn);
    }
    boolean shown = output != null || context.options().format() != OutputFormat.TEXT;
    return shown ? report.withTrends(trends(result, history)) : report;
  }

  private static Map<String, List<TrendPoint>> trends(
      IntegrityResult result, IntegrityHistory history) {
    return result.outcomes().stream()
        .map(outcome -> outcome.check().id())
        .collect(Collectors.toMap(id -> id, id -> history.trend(id, TREND_POINTS)));
  }

  private boolean fails(IntegrityResult result) {
    Severity threshold = failOn;
    return threshold != null
        && result.outcomes().stream().anyMatch(outcome -> outcome.reaches(threshold));
  }

  private void print(IntegrityResult result, IntegrityReport report) {
    PrintWriter out = context.terminal().out();
    switch (context.options().format()) {
      case TEXT -> new IntegrityText(result, detailed).writeTo(out);
      case JSON -> {
        report.write(ReportFormat.JSON, out);
        out.println();
      }
      case HTML -> report.write(ReportFormat.HTML, out);
      case JUNIT -> report.write(ReportFormat.JUNIT, out);
      case CSV -> throw new IllegalStateException("refused before it was called");
    }
    out.flush();
  }

  /** Where a report goes, checked before anything runs. */
  private record ReportFile(Path path, ReportFormat format) {

    static ReportFile named(Path path) {
      Path directory = path.toAbsolutePath().getParent();
      if (directory == null || !Files.isDirectory(directory)) {
        throw new UsageException("There is no directory for --output " + path + ".");
      }
      String name = path.toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".json")) {
        return new ReportFile(path, ReportFormat.JSON);
      }
      if (name.endsWith(".html")) {
        return new ReportFile(path, ReportFormat.HTML);
      }
      if (name.endsWith(".xml")) {
        return new ReportFile(path, ReportFormat.JUNIT);
      }
      throw new UsageException(
          "--output " + path + " must end with .json, .html or .xml, as that tells the format.");
    }

    void write(IntegrityReport report) {
      try (Writer out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
        report.write(format, out);
      } catch (IOException | UncheckedIOException e) {
        throw new CommandFailedException(
            "The report could not be written to " + path + ": " + e, e);
      }
    }
  }
}
