package io.github.dhisadmin.sync.internal.remote;

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
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A DHIS2 server as metadata synchronisation talks to it. Nothing is repeated here: who takes
 * versions over repeats the whole attempt. Thread safe.
 */
public final class MetadataRemote {
  /** How much longer than other answers those of the importer and exporter may take. */
  private static final int LONGER = 12;

  /** As DHIS2's own synchronisation imports versions (2.42, MetadataSyncImportHandler). */
  private static final String IMPORT =
      "/api/metadata?importMode=COMMIT&importStrategy=CREATE_AND_UPDATE&identifier=UID"
          + "&importReportMode=ERRORS&mergeMode=REPLACE&async=false&atomicMode=";

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
    String name = URLEncoder.encode(version, StandardCharsets.UTF_8).replace("+", "%20");
    http.download(
        HttpCall.get("/api/metadata/version/" + name + "/data.gz", timeouts.upload()), file);
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
