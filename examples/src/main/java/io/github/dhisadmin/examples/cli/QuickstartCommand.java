package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.NoParameters;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** Shows the main things from nothing: a server, data, tables, a query, checks, a job. */
@Command(
    name = "quickstart",
    description =
        "Starts a PostgreSQL with a generated DHIS2 database, rebuilds its resource and analytics"
            + " tables, queries them, checks the metadata, runs a scheduled job, and says how long"
            + " each took.")
final class QuickstartCommand implements Callable<Integer> {
  private static final int LOOKS = 600;
  private static final int MILLIS_BETWEEN_LOOKS = 100;

  private final CommandContext context;
  private final List<QuickstartReport.Step> steps = new ArrayList<>();

  QuickstartCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<DemoServer> started = new ArrayList<>(1);
    try {
      step(
          "postgresql",
          () -> {
            DemoServer server = context.starter().start(0);
            started.add(server);
            return Result.ok(server.jdbcUrl());
          });
      started.forEach(this::fillAndBuild);
    } finally {
      started.forEach(DemoServer::close);
    }
    QuickstartReport report = new QuickstartReport(steps);
    context.output().write(report);
    return report.succeeded() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private void fillAndBuild(DemoServer server) {
    Target target =
        new Target(
            server.jdbcUrl(),
            server.user(),
            Target.DEFAULT_DHIS_SCHEMA,
            Target.DEFAULT_ADMIN_SCHEMA);
    if (!step("demo-data", () -> Result.ok(server.fill(Scale.SMALL)))) {
      return;
    }
    try (AdminSession session = context.opener().open(target, context.terminal())) {
      boolean built =
          step("resource-tables", () -> resourceTables(session))
              && step("analytics", () -> analytics(session));
      if (built) {
        step("sample-query", () -> Result.ok(server.sampleAnalytics()));
        step("integrity", () -> integrity(session));
        step("scheduled-job", () -> scheduledJob(session));
      }
    }
  }

  private Result resourceTables(AdminSession session) {
    try (ProgressPrinter progress = context.progress()) {
      ResourceTableResult result =
          session
              .resourceTables()
              .update(ResourceTableUpdate.all(), new RunControl(progress, context.cancellation()));
      return new Result(
          result.state() == RunState.SUCCEEDED, ResourceTablesReport.of(result).summary());
    }
  }

  private Result analytics(AdminSession session) {
    try (ProgressPrinter progress = context.progress()) {
      AnalyticsTableUpdate update = AnalyticsTableUpdate.full().skipResourceTables();
      AnalyticsTableResult result =
          session.analytics().update(update, new RunControl(progress, context.cancellation()));
      return new Result(
          result.state() == RunState.SUCCEEDED,
          AnalyticsReport.of(AnalyticsMode.FULL, result).summary());
    }
  }

  private Result integrity(AdminSession session) {
    try (ProgressPrinter progress = context.progress()) {
      IntegrityResult result =
          session
              .integrity()
              .summary(
                  IntegrityRequest.of(CheckSelection.byDefault()),
                  new RunControl(progress, context.cancellation()));
      return new Result(
          result.state() == RunState.SUCCEEDED, new IntegrityText(result, false).summary());
    }
  }

  private Result scheduledJob(AdminSession session) {
    Job job =
        session
            .jobs()
            .create(
                JobDefinition.of(JobTypes.DATA_STATISTICS, "quickstart", new NoParameters())
                    .on(Schedule.delay(Duration.ofHours(1))));
    session.start();
    return firstRun(session.jobs(), job)
        .map(
            run ->
                new Result(
                    run.status() == RunStatus.COMPLETED,
                    job.type()
                        + " "
                        + run.status()
                        + run.error().map(error -> ": " + error).orElse("")))
        .orElseGet(() -> new Result(false, "the job did not run within a minute"));
  }

  private Optional<JobRun> firstRun(JobService jobs, Job job) {
    CountDownLatch cancelled = new CountDownLatch(1);
    Cancellation.Registration stop = context.cancellation().onCancel(cancelled::countDown);
    try {
      Optional<JobRun> ended = Optional.empty();
      for (int look = 0; look < LOOKS && ended.isEmpty(); look++) {
        if (look > 0 && cancelled.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
          break;
        }
        ended =
            jobs.history(job.uid(), 1).stream()
                .filter(run -> run.status() != RunStatus.RUNNING)
                .findFirst();
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("The wait for the job was interrupted.");
    } finally {
      stop.close();
    }
  }

  private boolean step(String name, Supplier<Result> work) {
    context.terminal().err().println("== " + name);
    long start = System.nanoTime();
    Result result;
    try {
      result = work.get();
    } catch (DhisAdminException | TestDatabaseException | CommandFailedException e) {
      result = new Result(false, String.valueOf(e.getMessage()));
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    steps.add(new QuickstartReport.Step(name, result.ok, millis, result.detail));
    return result.ok;
  }

  /** How a step ended. */
  private record Result(boolean ok, String detail) {
    static Result ok(String detail) {
      return new Result(true, detail);
    }
  }
}
