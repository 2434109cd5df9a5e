package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.AttributeFilter;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataMigrationPlan;
import io.github.dhisadmin.migration.DataMigrationPlan.Part;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.sync.internal.migration.DownloadDocument.Attribute;
import io.github.dhisadmin.sync.internal.migration.DownloadDocument.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a request means by a configuration: periods of item sets, and tasks that fetch them. */
final class DataPlan {
  private static final int ITEMS_PER_TASK = 50;

  private final MigrationConfiguration configuration;
  private final DataMigrationRequest request;

  DataPlan(MigrationConfiguration configuration, DataMigrationRequest request) {
    this.configuration = configuration;
    this.request = request;
  }

  /** The item sets that are asked for, in the order of the configuration. */
  List<DataItemSet> itemSets() {
    request.itemSets().forEach(configuration::itemSet);
    List<DataItemSet> asked =
        configuration.itemSets().stream()
            .filter(
                each -> request.itemSets().isEmpty() || request.itemSets().contains(each.name()))
            .toList();
    if (asked.isEmpty()) {
      throw new InvalidRequestException(
          "The configuration " + configuration.name() + " has no item sets.");
    }
    return asked;
  }

  /** The periods of an item set that are asked for. */
  List<Period> periods(DataItemSet itemSet) {
    return PeriodsWithin.of(request.periods(), itemSet.periodType());
  }

  /** Items by as many as one task takes. */
  static List<List<DataItem>> chunks(DataItemSet itemSet) {
    List<List<DataItem>> chunks = new ArrayList<>();
    List<DataItem> items = itemSet.items();
    for (int from = 0; from < items.size(); from += ITEMS_PER_TASK) {
      chunks.add(items.subList(from, Math.min(items.size(), from + ITEMS_PER_TASK)));
    }
    return chunks;
  }

  DataMigrationPlan summary() {
    List<Part> parts =
        itemSets().stream()
            .map(each -> new Part(each.name(), periods(each).stream().map(Period::isoId).toList()))
            .toList();
    return new DataMigrationPlan(parts, downloads(0).size());
  }

  /** The tasks that fetch everything that is asked for. */
  List<NewTask> downloads(long run) {
    List<NewTask> tasks = new ArrayList<>();
    for (DataItemSet itemSet : itemSets()) {
      List<List<DataItem>> chunks = chunks(itemSet);
      for (Period period : periods(itemSet)) {
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
          for (Map.Entry<String, DownloadDocument> each :
              documents(itemSet, period, chunks.get(chunk)).entrySet()) {
            tasks.add(
                new NewTask(
                    run,
                    ProcessType.DATA_DOWNLOAD,
                    String.join(
                        "/", itemSet.name(), period.isoId(), String.valueOf(chunk), each.getKey()),
                    TaskDocuments.write(each.getValue())));
          }
        }
      }
    }
    return tasks;
  }

  /** What is fetched of some items in a period: without an attribute, or one for each. */
  Map<String, DownloadDocument> documents(
      DataItemSet itemSet, Period period, List<DataItem> items) {
    Map<String, DownloadDocument> documents = new TreeMap<>();
    @Nullable AttributeFilter filter = itemSet.attributeFilterOrNull();
    if (filter == null) {
      documents.put("-", document(itemSet, period, items, null));
    } else {
      filter
          .optionCombos()
          .forEach(
              (option, combo) ->
                  documents.put(
                      option,
                      document(
                          itemSet,
                          period,
                          items,
                          new Attribute(filter.category(), option, combo))));
    }
    return documents;
  }

  private DownloadDocument document(
      DataItemSet itemSet, Period period, List<DataItem> items, @Nullable Attribute attribute) {
    Map<String, String> names = new TreeMap<>();
    items.forEach(item -> names.put(item.source(), item.destination()));
    return new DownloadDocument(
        configuration.source(),
        configuration.destination(),
        configuration.transport(),
        itemSet.origin(),
        new Scope(
            List.of(period.isoId()), itemSet.place().organisationUnit(), itemSet.place().level()),
        names,
        attribute);
  }
}
