package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.migration.ValidationResult.PartTotals;
import io.github.dhisadmin.migration.spi.DiscrepancyStore;
import io.github.dhisadmin.migration.spi.DiscrepancyStore.Found;
import io.github.dhisadmin.migration.spi.DiscrepancyStore.Repair;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares both sides part by part, and keeps what differs. */
final class Validation implements MigrationValidation {
  private final TaskStore tasks;
  private final RunStore stored;
  private final RunLife runs;
  private final DiscrepancyStore discrepancies;
  private final StoredConfigurations configurations;
  private final Servers servers;
  private final AccessPolicy accessPolicy;

  Validation(
      MigrationStore store,
      RunLife runs,
      StoredConfigurations configurations,
      Servers servers,
      AccessPolicy accessPolicy) {
    this.tasks = store.tasks();
    this.stored = store.runs();
    this.runs = runs;
    this.discrepancies = store.discrepancies();
    this.configurations = configurations;
    this.servers = servers;
    this.accessPolicy = accessPolicy;
  }

  @Override
  public ValidationResult run(
      DataMigrationRequest request, Tolerance tolerance, RunControl control) {
    require("compare data of two servers");
    MigrationConfiguration configuration = configurations.get(request.configuration());
    DataPlan plan = new DataPlan(configuration, request);
    Sides sides = new Sides(configuration, plan, control.cancellation());
    List<DataItemSet> itemSets = plan.itemSets();
    Findings findings = new Findings();
    long id =
        runs.fill(
            RequestDocument.run(MigrationKind.VALIDATION, request),
            run -> {
              for (DataItemSet itemSet : itemSets) {
                for (Period period : plan.periods(itemSet)) {
                  for (List<DataItem> items : DataPlan.chunks(itemSet)) {
                    control.cancellation().check();
                    SideBySide comparison = new SideBySide(itemSet.name(), tolerance);
                    List<Found> found =
                        comparison.compare(
                            sides.expected(itemSet, period, items),
                            sides.actual(itemSet, period, items));
                    discrepancies.add(run, found);
                    findings.add(new Part(itemSet.name(), period.isoId()), comparison, found);
                  }
                }
              }
            });
    return findings.result(id);
  }

  @Override
  public List<Discrepancy> discrepancies(long run, long afterId, int limit) {
    require("see what differs between two servers");
    if (limit < 1) {
      throw new InvalidRequestException("The limit must be at least 1, not " + limit + ".");
    }
    return discrepancies.list(run, afterId, limit);
  }

  @Override
  public MigrationRun migrate(long run, String requestedBy) {
    require("migrate data");
    MigrationConfiguration configuration =
        configurations.get(
            stored
                .find(run)
                .orElseThrow(() -> new InvalidRequestException("There is no run " + run + "."))
                .configuration());
    List<Repair> first = discrepancies.repairs(run, 0, UploadDocument.MOST);
    if (first.isEmpty()) {
      throw new InvalidRequestException(
          "The run " + run + " found nothing that the destination lacks or holds otherwise.");
    }
    AtomicInteger enqueued = new AtomicInteger();
    long id =
        runs.fill(
            new NewRun(
                configuration.name(),
                MigrationKind.REPAIR,
                TaskDocuments.write(Map.of("kind", MigrationKind.REPAIR, "validation", run)),
                requestedBy),
            repair -> {
              List<Repair> page = first;
              for (int part = 0; !page.isEmpty(); part++) {
                enqueued.addAndGet(
                    tasks.enqueue(List.of(upload(repair, part, configuration, page))));
                page =
                    discrepancies.repairs(run, page.get(page.size() - 1).id(), UploadDocument.MOST);
              }
            });
    return new MigrationRun(id, configuration.name(), enqueued.get(), false);
  }

  private static NewTask upload(
      long run, int part, MigrationConfiguration configuration, List<Repair> page) {
    List<MigratedValue> values =
        page.stream().map(each -> TaskDocuments.read(each.value(), MigratedValue.class)).toList();
    return new NewTask(
        run,
        ProcessType.DATA_UPLOAD,
        "repair/" + part,
        TaskDocuments.write(new UploadDocument(configuration.destination(), values)));
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.EXPORT_DATA);
  }

  /** What a comparison has shown so far. */
  private static final class Findings {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Part, PartTotals> parts = new LinkedHashMap<>();
    private long matched;

    private void add(Part part, SideBySide comparison, List<Found> found) {
      matched += comparison.matched();
      found.forEach(each -> counts.merge(each.discrepancy().kind(), 1L, Long::sum));
      parts.merge(
          part,
          new PartTotals(
              part.itemSet(), part.period(), comparison.source(), comparison.destination()),
          PartTotals::plus);
    }

    private ValidationResult result(long run) {
      return new ValidationResult(run, matched, counts, List.copyOf(parts.values()));
    }
  }

  /**
   * An item set in a period.
   *
   * @param itemSet its name
   * @param period ISO id
   */
  private record Part(String itemSet, String period) {}

  /** Both servers of a configuration. */
  private final class Sides {
    private final DataPlan plan;
    private final Dhis2Remote source;
    private final DestinationValues destination;

    Sides(MigrationConfiguration configuration, DataPlan plan, Cancellation cancellation) {
      this.plan = plan;
      this.source = new Sources(servers).open(configuration, cancellation);
      this.destination =
          new DestinationValues(servers.targets().open(configuration.destination(), cancellation));
    }

    List<MigratedValue> expected(DataItemSet itemSet, Period period, List<DataItem> items) {
      List<MigratedValue> values = new ArrayList<>();
      for (DownloadDocument document : plan.documents(itemSet, period, items).values()) {
        try {
          values.addAll(new SourceValues(document).fetch(source));
        } catch (RefusedException e) {
          throw new InvalidRequestException(e.problem().message());
        }
      }
      return values;
    }

    List<MigratedValue> actual(DataItemSet itemSet, Period period, List<DataItem> items) {
      return destination.fetch(itemSet, period, items);
    }
  }
}
