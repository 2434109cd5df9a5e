package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.migration.DataMigrationPlan;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.MetadataChoice;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationPlan;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationConfigurations;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationListener;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRuns;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.MigrationTasks;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.RouteCheck;
import io.github.dhisadmin.migration.WorkResult;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.sync.internal.migration.DeletionSurvey.Part;
import io.github.dhisadmin.sync.internal.migration.DeletionSurvey.Summary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Migrates between targets, by tasks of a store. */
public final class Migration implements MigrationService {
  private final StoredConfigurations configurations;
  private final MigrationStore store;
  private final RunLife runs;
  private final Validation validation;
  private final Servers servers;
  private final WorkQueue.Factory queues;
  private final AccessPolicy accessPolicy;
  private final Clock clock;

  /**
   * Migrates by what a store holds.
   *
   * @param targets refuses names that are no targets
   * @param queues how tasks reach workers
   * @param listener hears of runs and tasks
   */
  public Migration(
      MigrationStore store,
      Consumer<String> targets,
      Servers servers,
      WorkQueue.Factory queues,
      AccessPolicy accessPolicy,
      Clock clock,
      MigrationListener listener) {
    this.configurations = new StoredConfigurations(store.configurations(), targets, accessPolicy);
    this.store = store;
    this.runs = new RunLife(store.runs(), new Announcer(listener));
    this.validation = new Validation(store, runs, configurations, servers, accessPolicy);
    this.servers = servers;
    this.queues = queues;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
  }

  @Override
  public MigrationConfigurations configurations() {
    return configurations;
  }

  @Override
  public MigrationTasks tasks() {
    return StoredTasks.of(store, runs, accessPolicy);
  }

  @Override
  public MigrationRuns runs() {
    return new StoredRuns(store.runs(), accessPolicy);
  }

  @Override
  public MigrationValidation validation() {
    return validation;
  }

  @Override
  public RouteCheck testRoute(String configuration) {
    accessPolicy.require("test a route of a server", Authority.SYSTEM_SETTING);
    MigrationConfiguration tested = configurations.get(configuration);
    return new Sources(servers).look(tested.source(), tested.destination(), new Cancellation());
  }

  @Override
  public List<MetadataChoice> metadataChoices(
      String configuration, MetadataKind kind, RunControl control) {
    require("see which metadata can be migrated");
    return metadata(configuration).choices(kind, control.cancellation());
  }

  @Override
  public MetadataMigrationPlan planMetadata(MetadataMigrationRequest request, RunControl control) {
    require("see which metadata would be migrated");
    return metadata(request.configuration()).plan(request, control.cancellation());
  }

  @Override
  public MigrationRun migrateMetadata(MetadataMigrationRequest request) {
    require("migrate metadata");
    MetadataMigration migration = metadata(request.configuration());
    return runs.begin(
        new NewRun(
            request.configuration(),
            MigrationKind.METADATA,
            TaskDocuments.write(Map.of("kind", MigrationKind.METADATA, "request", request)),
            request.requestedBy()),
        migration.doings(request),
        run -> List.of(migration.survey(run, request)));
  }

  private MetadataMigration metadata(String configuration) {
    return new MetadataMigration(configurations.get(configuration), servers);
  }

  @Override
  public DataMigrationPlan plan(DataMigrationRequest request) {
    return dataPlan(request).summary();
  }

  @Override
  public MigrationRun migrateData(DataMigrationRequest request) {
    require("migrate data");
    DataPlan plan = dataPlan(request);
    List<NewTask> tasks = plan.downloads(0);
    if (tasks.isEmpty()) {
      throw new InvalidRequestException(
          "The periods hold none of the types of the item sets; ask for longer ones.");
    }
    return runs.begin(
        RequestDocument.run(MigrationKind.DATA, request),
        tasks.stream()
            .sorted(Comparator.comparing(NewTask::key))
            .flatMap(task -> Stream.of(task.key(), task.payload())),
        plan::downloads);
  }

  @Override
  public DeletionPlan planDeletion(DataMigrationRequest request, RunControl control) {
    require("see which data would be deleted");
    Summary summary = survey(request, control).summary();
    return new DeletionPlan(request, summary.counts(), summary.token());
  }

  @Override
  public MigrationRun deleteData(DataMigrationRequest request, String token, RunControl control) {
    require("delete data of another server");
    DeletionSurvey survey = survey(request, control);
    Summary seen = survey.summary();
    if (!seen.token().equals(token)) {
      throw outdated();
    }
    String destination = configurations.get(request.configuration()).destination();
    List<Integer> enqueued = new ArrayList<>();
    long id =
        runs.fill(
            RequestDocument.run(MigrationKind.DELETION, request),
            run ->
                survey.read(
                    part -> {
                      if (!seen.digests().get(enqueued.size()).equals(part.digest())) {
                        throw outdated();
                      }
                      enqueued.add(store.tasks().enqueue(deletions(run, destination, part)));
                    }));
    return new MigrationRun(
        id, request.configuration(), enqueued.stream().mapToInt(Integer::intValue).sum(), false);
  }

  private static List<NewTask> deletions(long run, String destination, Part part) {
    List<NewTask> tasks = new ArrayList<>();
    for (UploadDocument document : UploadDocument.parts(destination, part.values())) {
      tasks.add(
          new NewTask(
              run,
              ProcessType.DATA_DELETION,
              String.join(
                  "/",
                  part.itemSet(),
                  part.period(),
                  String.valueOf(part.chunk()),
                  String.valueOf(tasks.size())),
              TaskDocuments.write(document)));
    }
    return tasks;
  }

  @Override
  public WorkResult work(String worker, Executor executor, RunControl control) {
    require("work for migrations");
    Servers spared = servers.sparing();
    Sources sources = new Sources(spared);
    Map<ProcessType, TaskWork> works =
        Map.of(
            ProcessType.METADATA_DOWNLOAD, new MetadataDownload(spared.targets(), sources),
            ProcessType.METADATA_UPLOAD, new MetadataUpload(spared.targets()),
            ProcessType.DATA_DOWNLOAD, new DataDownload(sources),
            ProcessType.DATA_UPLOAD, DataUpload.sending(spared.targets()),
            ProcessType.DATA_DELETION, DataUpload.deleting(spared.targets()));
    WorkerSettings settings = WorkerSettings.defaults(worker).only(works.keySet());
    TaskStore tasks = store.tasks();
    try (WorkQueue queue = new WatchedQueue(queues.open(tasks), tasks, control.progress(), clock)) {
      WorkTotals totals =
          new Workers(
                  tasks, queue, new TaskRunner(works), settings, clock, Workers.Waiting.REAL, runs)
              .drain(executor, control.cancellation());
      return new WorkResult(totals.done(), totals.failed(), warnings(queue, totals));
    }
  }

  private static List<Warning> warnings(WorkQueue queue, WorkTotals totals) {
    List<Warning> warnings = new ArrayList<>(queue.warnings());
    if (totals.postponed() > 0) {
      warnings.add(
          new Warning(
              "SERVER_AWAY",
              "migration_task",
              "A server did not answer; tasks waited for it, and lost no attempt.",
              totals.postponed()));
    }
    return warnings;
  }

  private DeletionSurvey survey(DataMigrationRequest request, RunControl control) {
    MigrationConfiguration configuration = configurations.get(request.configuration());
    return new DeletionSurvey(
        new DataPlan(configuration, request),
        servers.targets().open(configuration.destination(), control.cancellation()),
        control.cancellation());
  }

  private DataPlan dataPlan(DataMigrationRequest request) {
    return new DataPlan(configurations.get(request.configuration()), request);
  }

  private static OutdatedPlanException outdated() {
    return new OutdatedPlanException(
        "The values at the destination are no longer those of the plan; look again.");
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.EXPORT_DATA);
  }
}
