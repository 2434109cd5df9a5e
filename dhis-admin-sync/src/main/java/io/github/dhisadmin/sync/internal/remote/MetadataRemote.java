package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.internal.remote.ServerInfo.RemoteUser;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionType;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A DHIS2 server as synchronisation and migration of metadata talk to it. Nothing is repeated here:
 * who takes versions over repeats the whole attempt, and tasks are tried again. Thread safe.
 */
public final class MetadataRemote {
  /** How much longer than other answers those of the importer and exporter may take. */
  private static final int LONGER = 12;

  /** As DHIS2's own synchronisation imports versions (2.42, MetadataSyncImportHandler). */
  private static final String IMPORT =
      "/api/metadata?importMode=COMMIT&importStrategy=CREATE_AND_UPDATE&identifier=UID"
          + "&importReportMode=ERRORS&mergeMode=REPLACE&async=false&atomicMode=";

  private static final String IMPORT_OBJECTS =
      "/api/metadata?importStrategy=CREATE_AND_UPDATE&identifier=UID&importReportMode=ERRORS"
          + "&mergeMode=REPLACE&async=false&atomicMode=NONE";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

  private final RemoteHttp http;
  private final Answers answers;
  private final RemoteOptions.Timeouts timeouts;
  private final Questions questions;

  MetadataRemote(RemoteHttp http, Answers answers, RemoteOptions.Timeouts timeouts) {
    this.http = http;
    this.answers = answers;
    this.timeouts = timeouts;
    this.questions = new Questions(answers, timeouts.question(), http::send);
  }

  /** Asks whether the server answers and knows us. */
  public void ping() {
    http.send(HttpCall.get("/api/system/ping", timeouts.question()));
  }

  /** What the server says about itself. */
  public ServerInfo info() {
    return questions.info();
  }

  /** Who the server takes us for. */
  public RemoteUser user() {
    return questions.user();
  }

  /** All versions of the server, in order. */
  public List<MetadataVersion> versions() {
    HttpCall call = HttpCall.get("/api/metadata/version/history", timeouts.upload());
    HttpAnswer answer;
    try {
      answer = http.send(call);
    } catch (RemoteException e) {
      if (VersionList.saysThereIsNone(e)) {
        return List.of();
      }
      throw e;
    }
    // A server without versions answers nothing, and a list of none nothing as well.
    return answer.body().isBlank()
        ? List.of()
        : VersionList.read(answers.document(call, answer))
            .orElseThrow(() -> answers.contradiction(call, answer));
  }

  /**
   * Fetches the content of a version, zipped unless something on the way has unzipped it.
   *
   * @param file where to; what it holds is replaced
   */
  public void download(String version, Path file) {
    http.download(
        HttpCall.get("/api/metadata/version/" + inPath(version) + "/data.gz", timeouts.upload()),
        file);
  }

  /**
   * Imports metadata.
   *
   * @param content opens the document
   * @throws RemoteException if there is no report; after {@link RemoteProblem#TIMEOUT_UNKNOWN} the
   *     import may go on
   */
  public MetadataImportReport importMetadata(Supplier<InputStream> content, VersionType type) {
    HttpCall call =
        HttpCall.stream(
            IMPORT + (type == VersionType.ATOMIC ? "ALL" : "NONE"), content, patience());
    return MetadataReport.read(answers.importResult(call, http.send(call), MetadataReport.MARK));
  }

  /**
   * Imports objects as far as the server takes them, or only tells what it would refuse.
   *
   * @param bundle objects by type
   * @param commit whether the import is to have an effect
   * @param withSharing whether the objects say who may see them
   * @throws RemoteException if there is no report
   */
  public MetadataImportReport importObjects(Payload bundle, boolean commit, boolean withSharing) {
    HttpCall call =
        HttpCall.post(
            IMPORT_OBJECTS
                + "&importMode="
                + (commit ? "COMMIT" : "VALIDATE")
                + "&skipSharing="
                + !withSharing,
            bundle,
            patience());
    return MetadataReport.read(answers.importResult(call, http.send(call), MetadataReport.MARK));
  }

  /** Metadata objects, in the order of the server. */
  public List<ObjectNode> objects(ObjectQuery query) {
    List<ObjectNode> objects = new ArrayList<>();
    for (String path : query.paths()) {
      HttpCall call = HttpCall.get(path, timeouts.upload());
      for (JsonNode each : answers.document(call, http.send(call)).path(query.type())) {
        if (each instanceof ObjectNode object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  /** The same; a type that this version of DHIS2 does not have has no objects. */
  public List<ObjectNode> objectsIfKnown(ObjectQuery query) {
    return ifThere(() -> objects(query));
  }

  /** The values of a namespace of the data store; none if there is no such namespace. */
  public List<JsonNode> storedValues(String namespace) {
    return ifThere(() -> values("/api/dataStore/" + namespace));
  }

  private List<JsonNode> values(String namespace) {
    HttpCall list = HttpCall.get(namespace, timeouts.question());
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode key : answers.json(list, http.send(list))) {
      HttpCall call = HttpCall.get(namespace + "/" + inPath(key.asText()), timeouts.question());
      values.add(answers.json(call, http.send(call)));
    }
    return values;
  }

  private static <T> List<T> ifThere(Supplier<List<T>> question) {
    try {
      return question.get();
    } catch (RemoteException e) {
      if (e.problem() == RemoteProblem.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private static String inPath(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Exports what changed between two moments, in the server's local time.
   *
   * @param fromOrNull the first moment; null for everything before the end
   * @param file where to; what it holds is replaced
   */
  public void exportMetadata(@Nullable LocalDateTime fromOrNull, LocalDateTime to, Path file) {
    String since = fromOrNull == null ? "" : "&filter=lastUpdated:ge:" + MOMENT.format(fromOrNull);
    http.download(
        HttpCall.get(
            "/api/metadata?fields=:all&defaults=INCLUDE&download=false&filter=lastUpdated:lt:"
                + MOMENT.format(to)
                + since,
            patience()),
        file);
  }

  private Duration patience() {
    return timeouts.upload().multipliedBy(LONGER);
  }
}
