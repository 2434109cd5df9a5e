package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.testkit.remote.HttpListener.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A DHIS2 server in the test's own process, on a free port of this machine. It stores what it takes
 * in, refuses what refers to uids it was told not to know, answers in the way of its version, and
 * misbehaves as its {@link #faults} say. Thread safe; one request at a time takes effect.
 */
public final class FakeDhis2 implements AutoCloseable {
  private static final int ZIP_ANSWERS_FROM = 2048;

  private final FakeDhis2Builder settings;
  private final RemoteStore store;
  private final FaultPlan faults = new FaultPlan();
  private final MetadataVersions versions = new MetadataVersions();
  private final Routes routes = new Routes();
  private final Endpoints endpoints;
  private final List<RemoteRequest> requests = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final HttpListener listener;

  FakeDhis2(FakeDhis2Builder settings) {
    this.settings = settings;
    this.store = settings.store();
    this.endpoints = new Endpoints(settings, store, versions, routes);
    this.listener = HttpListener.start(new Service());
  }

  /**
   * Starts a server of this version, with the user {@code admin} and the password {@code district}.
   */
  public static FakeDhis2 start(Dhis2Version version) {
    return builder().version(version).start();
  }

  /** Begins to describe a server. */
  public static FakeDhis2Builder builder() {
    return new FakeDhis2Builder();
  }

  /** Where it answers, without {@code /api}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  /** How it answers. */
  public Dhis2Version version() {
    return settings.version();
  }

  /** How it misbehaves. */
  public FaultPlan faults() {
    return faults;
  }

  /** The metadata versions it publishes. */
  public MetadataVersions metadataVersions() {
    return versions;
  }

  /**
   * Holds a metadata object, to be exported or asked for.
   *
   * @param type as in dataElements
   * @param json the object, with {@code id}, and {@code lastUpdated} if versions are made of it
   */
  public synchronized void hold(String type, String json) {
    ObjectNode object = Json.parse(json).orElseThrow();
    store.put(StoredKind.METADATA, type + "/" + Json.text(object, "id"), object);
  }

  /**
   * Holds an entry of the data store.
   *
   * @param json an object
   */
  public synchronized void holdEntry(String namespace, String key, String json) {
    store.put(StoredKind.DATA_STORE, namespace + "/" + key, Json.parse(json).orElseThrow());
  }

  /** Defines a route from here, in the place of one that has its code; from 2.40 on. */
  public synchronized void define(FakeRoute route) {
    routes.define(route);
  }

  /** From here on, objects that refer to these uids are refused. */
  public synchronized void forget(String... uids) {
    store.forget(List.of(uids));
  }

  /** These uids are no reason to refuse anything any more. */
  public synchronized void learn(String... uids) {
    store.learn(List.of(uids));
  }

  /** From here on, values of these data elements have to be numbers. */
  public synchronized void takeNumbersOnly(String... dataElements) {
    store.takeNumbersOnly(List.of(dataElements));
  }

  /** Everything of a kind that was ever taken in, in the order of its first arrival. */
  public synchronized List<StoredObject> stored(StoredKind kind) {
    return store.all(kind);
  }

  /** What is held under a key, unless it was deleted. */
  public synchronized Optional<StoredObject> find(StoredKind kind, String key) {
    return store.find(kind, key).filter(object -> !object.deleted());
  }

  /** All requests, the oldest first, also those that met a fault. */
  public synchronized List<RemoteRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests to one path, the oldest first. */
  public List<RemoteRequest> requests(String path) {
    return requests().stream().filter(request -> request.path().equals(path)).toList();
  }

  /** Lets the answers go that {@link Fault#slow} holds back. */
  public void release() {
    released.countDown();
  }

  /** Stops, and breaks off what is under way. */
  @Override
  public void close() {
    release();
    listener.close();
  }

  /** What another server that asks for somebody tells them. */
  HttpReply answerRouted(RemoteRequest request) {
    Answer answer = serve(request);
    return switch (answer.delivery()) {
      case WHOLE -> answer.reply();
      case HELD -> WebMessages.error(504, "Request to upstream server timed out");
      case TRUNCATED, DROP, RESET -> WebMessages.error(502, "Upstream server broke off");
    };
  }

  private synchronized Answer serve(RemoteRequest request) {
    requests.add(request);
    Optional<Fault> fault = faults.of(request);
    if (fault.isPresent() && !fault.get().applied()) {
      return new Answer(fault.get().replyTo(request, HttpReply.empty(200)), fault.get().delivery());
    }
    HttpReply reply = endpoints.answer(request);
    return fault
        .map(each -> new Answer(each.replyTo(request, reply), each.delivery()))
        .orElseGet(() -> new Answer(zippedIfWelcome(request, reply), Fault.Delivery.WHOLE));
  }

  /** As DHIS2's container does with all but small answers. */
  private static HttpReply zippedIfWelcome(RemoteRequest request, HttpReply reply) {
    boolean welcome = request.header("Accept-Encoding").orElse("").contains("gzip");
    boolean zipped = reply.headers().getOrDefault("Content-Type", "").contains("gzip");
    return welcome && !zipped && reply.content().length > ZIP_ANSWERS_FROM ? reply.zipped() : reply;
  }

  /** What the listener calls. */
  private final class Service implements HttpListener.HttpService {
    @Override
    public Answer answer(RemoteRequest request) {
      return serve(request);
    }

    @Override
    public void awaitRelease() {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
