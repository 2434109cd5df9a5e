package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/metadata}: creates and updates by uid, all or nothing or what can be. */
final class MetadataImport {
  private final RemoteStore store;
  private final Dhis2Version version;
  private final Map<String, ObjectNode> accepted = new LinkedHashMap<>();
  private final List<TypeCount> types = new ArrayList<>();

  MetadataImport(RemoteStore store, Dhis2Version version) {
    this.store = store;
    this.version = version;
  }

  /** What becomes of one type. */
  private static final class TypeCount {
    private final String klass;
    private final ArrayNode objectReports = Json.array();
    private int created;
    private int updated;
    private int refused;

    TypeCount(String klass) {
      this.klass = klass;
    }

    ObjectNode stats(boolean nothing) {
      int total = created + updated + refused;
      return Json.object()
          .put("created", nothing ? 0 : created)
          .put("updated", nothing ? 0 : updated)
          .put("deleted", 0)
          .put("ignored", nothing ? total : refused)
          .put("total", total);
    }

    ObjectNode report(boolean nothing) {
      ObjectNode report = Json.object().put("klass", klass);
      report.set("stats", stats(nothing));
      report.set("objectReports", objectReports);
      return report;
    }
  }

  HttpReply post(RemoteRequest request) {
    Optional<ObjectNode> bundle = Json.parse(request.body());
    if (bundle.isEmpty()) {
      return WebMessages.error(400, "Unexpected character in metadata");
    }
    bundle.get().properties().stream()
        .filter(field -> field.getValue().isArray())
        .forEach(field -> take(field.getKey(), field.getValue()));
    boolean refused = types.stream().anyMatch(type -> type.refused > 0);
    boolean nothing = refused && request.query("atomicMode", "ALL").equals("ALL");
    boolean dryRun = request.query("importMode", "COMMIT").equals("VALIDATE");
    if (!nothing && !dryRun) {
      accepted.forEach((key, object) -> store.put(StoredKind.METADATA, key, object));
    }
    return reply(refused, nothing);
  }

  private void take(String type, JsonNode objects) {
    TypeCount count = new TypeCount(klass(type));
    types.add(count);
    int index = 0;
    for (JsonNode each : objects) {
      if (each instanceof ObjectNode object) {
        take(type, count, object, index);
      }
      index++;
    }
  }

  private void take(String type, TypeCount count, ObjectNode object, int index) {
    String uid = Json.text(object, "id");
    String key = type + "/" + uid;
    if (store.refuses(uid)) {
      count.refused++;
      count.objectReports.add(refusal(count.klass, uid, index));
    } else {
      if (store.has(StoredKind.METADATA, key)) {
        count.updated++;
      } else {
        count.created++;
      }
      accepted.put(key, object);
    }
  }

  private static ObjectNode refusal(String klass, String uid, int index) {
    ObjectNode report = Json.object().put("klass", klass).put("index", index).put("uid", uid);
    report
        .putArray("errorReports")
        .add(
            Json.object()
                .put("message", "Invalid reference [" + uid + "] on object " + uid)
                .put("mainKlass", klass)
                .put("errorCode", "E5002"));
    return report;
  }

  private HttpReply reply(boolean refused, boolean nothing) {
    TypeCount all = new TypeCount("");
    ArrayNode typeReports = Json.array();
    for (TypeCount type : types) {
      all.created += type.created;
      all.updated += type.updated;
      all.refused += type.refused;
      typeReports.add(type.report(nothing));
    }
    String whenRefused = nothing ? "ERROR" : "WARNING";
    ObjectNode report = Json.object().put("status", refused ? whenRefused : "OK");
    report.set("stats", all.stats(nothing));
    report.set("typeReports", typeReports);
    report.put("responseType", "ImportReport");
    if (!version.wrapsImportResults()) {
      return HttpReply.of(200, HttpReply.JSON, report.toString());
    }
    // The envelope says WARNING whatever the report says (recorded on 2.42).
    ObjectNode envelope =
        refused
            ? WebMessages.envelope(409, "WARNING")
                .put(
                    "message",
                    "One or more errors occurred, please see full details in import report.")
            : WebMessages.envelope(200, "OK");
    envelope.set("response", report);
    return HttpReply.of(refused ? 409 : 200, HttpReply.JSON, envelope.toString());
  }

  /** The class of dataElements is org.hisp.dhis.dataelement.DataElement. */
  private static String klass(String type) {
    String singular =
        type.endsWith("ies")
            ? type.substring(0, type.length() - 3) + "y"
            : type.substring(0, type.length() - 1);
    return "org.hisp.dhis."
        + singular.toLowerCase(Locale.ROOT)
        + "."
        + Character.toUpperCase(singular.charAt(0))
        + singular.substring(1);
  }
}
