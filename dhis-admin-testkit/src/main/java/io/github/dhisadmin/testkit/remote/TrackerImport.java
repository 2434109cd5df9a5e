package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.testkit.remote.TrackerRules.TrackerError;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /api/tracker}. From 2.42 on the answer is 200 and OK even if every object was refused
 * (recorded); before, objects that are refused make it a conflict.
 */
final class TrackerImport {
  private static final List<StoredKind> TYPES =
      List.of(
          StoredKind.TRACKED_ENTITY,
          StoredKind.EVENT,
          StoredKind.ENROLLMENT,
          StoredKind.RELATIONSHIP);

  private final RemoteStore store;
  private final Dhis2Version version;

  TrackerImport(RemoteStore store, Dhis2Version version) {
    this.store = store;
    this.version = version;
  }

  HttpReply post(RemoteRequest request) {
    Optional<ObjectNode> payload = request.isGzip() ? Optional.empty() : Json.parse(request.body());
    if (payload.isEmpty()) {
      return WebMessages.error(400, "JSON parse error: Unexpected end-of-input");
    }
    boolean delete = request.query("importStrategy", "CREATE_AND_UPDATE").equals("DELETE");
    boolean all = request.query("atomicMode", "ALL").equals("ALL");
    List<TrackerObject> objects = TrackerObject.of(payload.get());
    Map<TrackerObject, TrackerError> errors = errors(objects, delete);
    if (all && !errors.isEmpty()) {
      return HttpReply.of(409, HttpReply.JSON, refusal(objects, errors).toString());
    }
    Report report = new Report();
    objects.forEach(object -> apply(report, object, delete, isLost(object, errors)));
    return reply(report, errors);
  }

  /**
   * What is wrong with which object. A child of an object that is wrong itself is told so; what is
   * below such a child is ignored in silence (recorded on 2.42).
   */
  private Map<TrackerObject, TrackerError> errors(List<TrackerObject> objects, boolean delete) {
    TrackerRules rules = new TrackerRules(store);
    Map<TrackerObject, TrackerError> errors = new LinkedHashMap<>();
    for (TrackerObject object : objects) {
      Optional<TrackerError> own =
          delete
              ? rules.onDelete(object)
              : rules
                  .onUpsert(object)
                  .or(() -> rules.onLink(object, end -> comes(end, objects, errors)));
      own.or(() -> ofParent(object, errors)).ifPresent(error -> errors.put(object, error));
    }
    return errors;
  }

  private static boolean comes(
      TrackerObject.End end, List<TrackerObject> objects, Map<TrackerObject, TrackerError> errors) {
    return objects.stream()
        .filter(object -> !errors.containsKey(object))
        .anyMatch(object -> object.kind() == end.kind() && object.uid().equals(end.uid()));
  }

  private static Optional<TrackerError> ofParent(
      TrackerObject object, Map<TrackerObject, TrackerError> errors) {
    return object
        .parent()
        .filter(
            parent ->
                Optional.ofNullable(errors.get(parent))
                    .filter(error -> !error.code().equals(TrackerRules.PARENT_FAILED))
                    .isPresent())
        .map(parent -> TrackerRules.parentFailed(object, parent));
  }

  private static boolean isLost(TrackerObject object, Map<TrackerObject, TrackerError> errors) {
    return errors.containsKey(object)
        || object.parent().filter(parent -> isLost(parent, errors)).isPresent();
  }

  private void apply(Report report, TrackerObject object, boolean delete, boolean lost) {
    TypeReport type = report.of(object.kind());
    if (lost) {
      type.ignored++;
    } else if (delete) {
      store.delete(object.kind(), object.uid());
      type.deleted++;
      type.uids.add(object.uid());
    } else {
      if (store.has(object.kind(), object.uid())) {
        type.updated++;
      } else {
        type.created++;
      }
      store.put(object);
      type.uids.add(object.uid());
    }
  }

  private HttpReply reply(Report report, Map<TrackerObject, TrackerError> errors) {
    boolean conflict = !errors.isEmpty() && version.answersRefusedTrackerObjectsWithConflict();
    ObjectNode answer = head(conflict ? "ERROR" : "OK", errors);
    TypeReport sum = report.sum();
    // The server counts what it complains of, not what it leaves out because of that.
    sum.ignored = errors.size();
    answer.set("stats", sum.stats());
    ObjectNode types = answer.putObject("bundleReport").putObject("typeReportMap");
    TYPES.forEach(kind -> types.set(kind.name(), report.of(kind).toJson(kind)));
    return HttpReply.of(conflict ? 409 : 200, HttpReply.JSON, answer.toString());
  }

  private static ObjectNode refusal(
      List<TrackerObject> objects, Map<TrackerObject, TrackerError> errors) {
    ObjectNode answer = head("ERROR", errors);
    TypeReport sum = new TypeReport();
    sum.ignored = objects.size();
    answer.set("stats", sum.stats());
    return answer;
  }

  private static ObjectNode head(String status, Map<TrackerObject, TrackerError> errors) {
    ObjectNode answer = Json.object().put("status", status);
    ObjectNode validation = answer.putObject("validationReport");
    ArrayNode reports = validation.putArray("errorReports");
    errors.forEach((object, error) -> reports.add(error.toJson(object)));
    validation.putArray("warningReports");
    return answer;
  }

  /** Counts by type. */
  private static final class Report {
    private final Map<StoredKind, TypeReport> types = new EnumMap<>(StoredKind.class);

    TypeReport of(StoredKind kind) {
      return types.computeIfAbsent(kind, unused -> new TypeReport());
    }

    TypeReport sum() {
      TypeReport sum = new TypeReport();
      for (TypeReport type : types.values()) {
        sum.created += type.created;
        sum.updated += type.updated;
        sum.deleted += type.deleted;
      }
      return sum;
    }
  }

  /** Counts of one type, and the objects of it that were taken in. */
  private static final class TypeReport {
    private final Set<String> uids = new LinkedHashSet<>();
    private int created;
    private int updated;
    private int deleted;
    private int ignored;

    ObjectNode stats() {
      return Json.object()
          .put("created", created)
          .put("updated", updated)
          .put("deleted", deleted)
          .put("ignored", ignored)
          .put("total", created + updated + deleted + ignored);
    }

    ObjectNode toJson(StoredKind kind) {
      ObjectNode report = Json.object().put("trackerType", kind.name());
      report.set("stats", stats());
      ArrayNode objects = report.putArray("objectReports");
      for (String uid : uids) {
        objects
            .addObject()
            .put("trackerType", kind.name())
            .put("uid", uid)
            .putArray("errorReports");
      }
      return report;
    }
  }
}
