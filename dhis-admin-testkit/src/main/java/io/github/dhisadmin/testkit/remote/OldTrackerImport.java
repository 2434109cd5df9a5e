package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.testkit.remote.TrackerRules.TrackerError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/events} and {@code /api/trackedEntityInstances} with strategy SYNC, up to 2.41:
 * a summary for each object, with those of the objects inside it nested.
 */
final class OldTrackerImport {
  private static final Map<StoredKind, String> LISTS =
      Map.of(
          StoredKind.ENROLLMENT, "enrollments",
          StoredKind.EVENT, "events",
          StoredKind.RELATIONSHIP, "relationships");

  private final RemoteStore store;

  OldTrackerImport(RemoteStore store) {
    this.store = store;
  }

  HttpReply post(RemoteRequest request) {
    Optional<ObjectNode> payload = Json.parse(request.body());
    if (payload.isEmpty()) {
      return WebMessages.error(409, "JSON parse error: Unexpected end-of-input");
    }
    Map<TrackerObject, ObjectNode> summaries = new LinkedHashMap<>();
    for (TrackerObject object : TrackerObject.ofOld(payload.get())) {
      boolean parentFailed =
          object.parent().filter(parent -> isFailed(summaries.get(parent))).isPresent();
      if (!parentFailed) {
        summaries.put(object, summary(object));
      }
    }
    return reply(summaries);
  }

  private static boolean isFailed(@Nullable ObjectNode summary) {
    return summary == null || Json.text(summary, "status").equals("ERROR");
  }

  private ObjectNode summary(TrackerObject object) {
    boolean delete = object.content().path("deleted").asBoolean();
    boolean there = store.has(object.kind(), object.uid());
    Optional<TrackerError> error = delete ? Optional.empty() : error(object);
    ObjectNode summary =
        Json.object()
            .put("responseType", "ImportSummary")
            .put("status", error.isPresent() ? "ERROR" : "SUCCESS");
    summary
        .putObject("importCount")
        .put("imported", error.isEmpty() && !delete && !there ? 1 : 0)
        .put("updated", error.isEmpty() && !delete && there ? 1 : 0)
        .put("ignored", error.isPresent() || (delete && !there) ? 1 : 0)
        .put("deleted", delete && there ? 1 : 0);
    ArrayNode conflicts = summary.putArray("conflicts");
    error.ifPresent(
        each ->
            conflicts.addObject().put("object", object.kind().name()).put("value", each.message()));
    summary.put("reference", object.uid());
    if (delete) {
      store.delete(object.kind(), object.uid());
    } else if (error.isEmpty()) {
      store.put(object);
    }
    return summary;
  }

  private Optional<TrackerError> error(TrackerObject object) {
    TrackerRules rules = new TrackerRules(store);
    return rules.onUpsert(object).or(() -> rules.onLink(object, end -> false));
  }

  private static HttpReply reply(Map<TrackerObject, ObjectNode> summaries) {
    ObjectNode top = list(summaries, null, summaries.keySet().stream().toList());
    boolean failed =
        summaries.values().stream().anyMatch(each -> Json.text(each, "status").equals("ERROR"));
    ObjectNode envelope =
        failed
            ? WebMessages.envelope(409, "ERROR")
                .put("message", "An error occurred, please check import summary.")
            : WebMessages.envelope(200, "OK").put("message", "Import was successful.");
    envelope.set("response", top);
    return HttpReply.of(failed ? 409 : 200, HttpReply.JSON, envelope.toString());
  }

  private static ObjectNode list(
      Map<TrackerObject, ObjectNode> summaries,
      @Nullable TrackerObject parent,
      List<TrackerObject> candidates) {
    List<TrackerObject> members =
        candidates.stream().filter(each -> Objects.equals(each.parentOrNull(), parent)).toList();
    ObjectNode list = Json.object().put("responseType", "ImportSummaries");
    list.put("status", "SUCCESS");
    for (String count : List.of("imported", "updated", "ignored", "deleted")) {
      list.put(
          count,
          members.stream()
              .mapToInt(
                  each ->
                      summaries.getOrDefault(each, list).path("importCount").path(count).asInt())
              .sum());
    }
    list.put("total", members.size());
    ArrayNode nested = list.putArray("importSummaries");
    for (TrackerObject member : members) {
      ObjectNode summary = summaries.getOrDefault(member, list).deepCopy();
      if (Json.text(summary, "status").equals("ERROR")) {
        list.put("status", "ERROR");
      }
      LISTS.forEach(
          (kind, name) -> {
            List<TrackerObject> children =
                summaries.keySet().stream()
                    .filter(each -> each.kind() == kind && member.equals(each.parentOrNull()))
                    .toList();
            if (!children.isEmpty()) {
              summary.set(name, list(summaries, member, children));
            }
          });
      nested.add(summary);
    }
    return list;
  }
}
