package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.internal.remote.ServerInfo.RemoteUser;
import io.github.dhisadmin.sync.spi.ValueScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Another DHIS2 server, as the library talks to it. Every call can be repeated without harm, and is
 * repeated after trouble that may pass; what remains is thrown as {@link RemoteException}. Thread
 * safe.
 */
public final class Dhis2Remote {
  private static final String SYNCHRONOUS = "?async=false&atomicMode=OBJECT&reportMode=FULL";

  private final RemoteHttp http;
  private final Answers answers;
  private final RemoteOptions.Timeouts timeouts;
  private final RetryLoop retries;
  private final Pause pause;
  private final Questions questions;

  Dhis2Remote(
      RemoteHttp http,
      Answers answers,
      RemoteOptions.Timeouts timeouts,
      RetryLoop retries,
      Pause pause) {
    this.http = http;
    this.answers = answers;
    this.timeouts = timeouts;
    this.retries = retries;
    this.pause = pause;
    this.questions = new Questions(answers, timeouts.question(), this::send);
  }

  /**
   * Asks until the server answers, as often as DHIS2 does before it gives a synchronisation up.
   * Wrong credentials are not tried again, as that could lock the account.
   *
   * @param attempts in total, {@code syncMaxRemoteServerAvailabilityCheckAttempts}
   * @param delay between them
   */
  public Availability availability(int attempts, Duration delay) {
    HttpCall ping = HttpCall.get("/api/system/ping", timeouts.question());
    for (int attempt = 1; ; attempt++) {
      try {
        http.send(ping);
        return Availability.available(attempt);
      } catch (RemoteException e) {
        if (attempt >= attempts || !e.problem().isTransient()) {
          return Availability.unavailable(e, attempt);
        }
        pause.await(delay);
      }
    }
  }

  /**
   * Does something while the server works on the next upload, so that neither waits for the other.
   *
   * @param work done once, on the thread that sends; what it throws ends the upload
   */
  public void meanwhile(Runnable work) {
    http.meanwhile(work);
  }

  /**
   * The same server, left alone while it is away: what is asked then is answered by {@link
   * RestingException}, for callers that can wait.
   */
  public Dhis2Remote sparing() {
    return new Dhis2Remote(http.sparing(), answers, timeouts, retries, pause);
  }

  /** The same server, as migration of metadata talks to it. */
  public MetadataRemote metadata() {
    return new MetadataRemote(http, answers, timeouts);
  }

  /** What the server says about itself. */
  public ServerInfo info() {
    return questions.info();
  }

  /** Who the server takes us for. */
  public RemoteUser user() {
    return questions.user();
  }

  /** The route of this code, if the server defines one and lets the user see it. */
  public Optional<RemoteRoute> route(String code) {
    return questions.route(code);
  }

  /** Data values that the server holds, without deleted ones. */
  public List<RemoteValue> values(ValueScope scope) {
    HttpCall call =
        HttpCall.get(
            "/api/dataValueSets?dataSet="
                + scope.dataSet()
                + "&startDate="
                + scope.from()
                + "&endDate="
                + scope.to()
                + "&orgUnit="
                + scope.organisationUnit()
                + "&children=true",
            timeouts.upload());
    return values(call);
  }

  /** Data values that the server holds, of some data elements, without deleted ones. */
  public List<RemoteValue> values(RawValueQuery query) {
    return values(HttpCall.get(query.path(), timeouts.upload()));
  }

  /** Aggregates of the server's analytics tables. */
  public List<RemoteValue> aggregates(AggregateQuery query) {
    return values(HttpCall.get(query.path(), timeouts.upload()));
  }

  private List<RemoteValue> values(HttpCall call) {
    return answers.values(call, send(call));
  }

  /**
   * Sends data values.
   *
   * @param json the document, {@code {"dataValues":[…]}}
   * @param sent the values in the order of the document
   */
  public ImportOutcome importValues(Payload json, List<SentRow> sent) {
    return importRows("/api/dataValueSets", json, sent);
  }

  /**
   * Deletes data values, as their deletion in DHIS2 does: they are marked, and stay in the
   * database.
   *
   * @param json the document, {@code {"dataValues":[…]}}, with the values themselves
   * @param sent the values in the order of the document
   */
  public ImportOutcome deleteValues(Payload json, List<SentRow> sent) {
    return importRows("/api/dataValueSets?importStrategy=DELETE", json, sent);
  }

  /**
   * Sends complete data set registrations.
   *
   * @param json the document, {@code {"completeDataSetRegistrations":[…]}}
   * @param sent the registrations in the order of the document
   */
  public ImportOutcome importRegistrations(String json, List<SentRow> sent) {
    return importRows("/api/completeDataSetRegistrations", Payload.zippable(json), sent);
  }

  /**
   * Creates or updates tracker objects on servers from 2.38 on. Each is taken in or refused by
   * itself, but a child of one that is refused is refused as well.
   *
   * @param json the document, with tracked entities, enrollments, events and relationships
   * @param sent all objects in the document, in any order
   */
  public ImportOutcome importTracker(String json, List<SentObject> sent) {
    return tracker("CREATE_AND_UPDATE", json, sent, false);
  }

  /** Deletes tracker objects on servers from 2.38 on; what is gone already counts as delivered. */
  public ImportOutcome deleteTracker(String json, List<SentObject> sent) {
    return tracker("DELETE", json, sent, true);
  }

  /**
   * Creates, updates and deletes events of programs without registration on servers up to 2.41.
   *
   * @param json the document, {@code {"events":[…]}}
   * @param sent the events
   */
  public ImportOutcome importOldEvents(String json, List<SentObject> sent) {
    return oldTracker("/api/events?strategy=SYNC", json, sent);
  }

  /**
   * Creates, updates and deletes tracked entities on servers up to 2.41.
   *
   * @param json the document, {@code {"trackedEntityInstances":[…]}}
   * @param sent all objects in the document, in any order
   */
  public ImportOutcome importOldTrackedEntities(String json, List<SentObject> sent) {
    return oldTracker("/api/trackedEntityInstances?strategy=SYNC", json, sent);
  }

  private ImportOutcome importRows(String path, Payload json, List<SentRow> sent) {
    HttpCall call = HttpCall.post(path, json, timeouts.upload());
    return upload(
        call, answer -> RowReport.read(answers.importResult(call, answer, RowReport.MARK), sent));
  }

  private ImportOutcome tracker(
      String strategy, String json, List<SentObject> sent, boolean delete) {
    // This endpoint does not look for gzip.
    HttpCall call =
        HttpCall.post(
            "/api/tracker" + SYNCHRONOUS + "&importStrategy=" + strategy,
            Payload.plain(json),
            timeouts.upload());
    return upload(
        call,
        answer ->
            TrackerReport.read(
                answers.importResult(call, answer, TrackerReport.MARK), sent, delete));
  }

  private ImportOutcome oldTracker(String path, String json, List<SentObject> sent) {
    HttpCall call = HttpCall.post(path, Payload.zippable(json), timeouts.upload());
    return upload(
        call,
        answer ->
            OldTrackerReport.read(answers.importResult(call, answer, OldTrackerReport.MARK), sent));
  }

  private ImportOutcome upload(HttpCall call, Function<HttpAnswer, ImportOutcome> reader) {
    return retries.call(() -> reader.apply(http.send(call)));
  }

  private HttpAnswer send(HttpCall call) {
    return retries.call(() -> http.send(call));
  }

  /**
   * Whether a server can be talked to.
   *
   * @param attempts how often it was asked
   * @param failureOrNull the last trouble; null if it is available
   */
  public record Availability(int attempts, @Nullable RemoteException failureOrNull) {

    private static Availability available(int attempts) {
      return new Availability(attempts, null);
    }

    private static Availability unavailable(RemoteException failure, int attempts) {
      return new Availability(attempts, failure);
    }

    /** Whether the server answered and knows us. */
    public boolean isAvailable() {
      return failureOrNull == null;
    }

    /** What went wrong, or null if nothing did. */
    public @Nullable RemoteProblem problemOrNull() {
      return failureOrNull == null ? null : failureOrNull.problem();
    }
  }
}
