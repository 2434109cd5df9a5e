package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.sync.internal.remote.RowOutcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The import summary of data values or registrations. From 2.38 on it names the values that were
 * refused by their indexes. Before, and for registrations in all versions, a conflict names only
 * the object it is about; rows are told by it if that explains exactly as many as were ignored. A
 * row counts as delivered only if nothing leaves that open.
 */
final class RowReport {
  /** What a summary cannot be without. */
  static final String MARK = "importCount";

  private final JsonNode summary;
  private final List<SentRow> sent;
  private final Map<Integer, Reason> rejected = new TreeMap<>();
  private final List<Reason> unlocated = new ArrayList<>();

  private RowReport(JsonNode summary, List<SentRow> sent) {
    this.summary = summary;
    this.sent = sent;
  }

  static ImportOutcome read(JsonNode summary, List<SentRow> sent) {
    RowReport report = new RowReport(summary, sent);
    report.readConflicts();
    return report.outcome();
  }

  private void readConflicts() {
    Map<Integer, Reason> byObject = new TreeMap<>();
    for (JsonNode conflict : summary.path("conflicts")) {
      Reason reason =
          new Reason(
              conflict.path("errorCode").asText(""),
              conflict.path("value").asText(""),
              conflict.path("property").asText(""));
      if (conflict.path("indexes").isEmpty()) {
        List<Integer> named = named(conflict.path("object").asText(""));
        named.forEach(row -> byObject.putIfAbsent(row, reason));
        if (named.isEmpty()) {
          unlocated.add(reason);
        }
      }
      conflict.path("indexes").forEach(index -> reject(index.asInt(-1), reason));
    }
    for (JsonNode index : summary.path("rejectedIndexes")) {
      reject(index.asInt(-1), new Reason("", "Rejected without a reason", ""));
    }
    byObject.keySet().removeAll(rejected.keySet());
    boolean explainsAll =
        rejected.size() + byObject.size() == summary.path(MARK).path("ignored").asInt();
    if (explainsAll) {
      byObject.forEach(rejected::putIfAbsent);
    } else {
      unlocated.addAll(byObject.values());
    }
  }

  private void reject(int row, Reason reason) {
    if (row >= 0 && row < sent.size()) {
      rejected.putIfAbsent(row, reason);
    } else {
      unlocated.add(reason);
    }
  }

  private List<Integer> named(String object) {
    return IntStream.range(0, sent.size())
        .filter(row -> sent.get(row).identifiers().contains(object))
        .boxed()
        .toList();
  }

  private ImportOutcome outcome() {
    ImportCounts counts = ImportCounts.ofImportCount(summary.path(MARK));
    RowOutcome others = others(counts);
    List<RowOutcome> rows =
        IntStream.range(0, sent.size())
            .mapToObj(
                row -> {
                  Reason reason = rejected.get(row);
                  return reason == null ? others : RowOutcome.rejected(reason);
                })
            .toList();
    return new ImportOutcome(rows, counts);
  }

  /** What became of the rows that were not refused by name. */
  private RowOutcome others(ImportCounts counts) {
    if (!unlocated.isEmpty()) {
      return RowOutcome.unknown(unlocated.get(0));
    }
    boolean success = summary.path("status").asText("").equals("SUCCESS");
    if (!success && rejected.isEmpty()) {
      return RowOutcome.unknown(
          new Reason("", summary.path("description").asText("The import failed"), ""));
    }
    boolean nothingNew = counts.ignored() == sent.size() && rejected.isEmpty();
    return nothingNew ? RowOutcome.UNCHANGED : RowOutcome.ACCEPTED;
  }
}
