package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens servers. All share the client's connections, and whoever talks to the same server shares
 * its limit of requests. Thread safe.
 */
public final class Remotes {
  private final RemoteOptions options;
  private final Clock clock;
  private final HttpClient client;
  private final Map<String, RateLimit> rates = new ConcurrentHashMap<>();
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  /** Treats all servers in one way. */
  public Remotes(RemoteOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.client = RemoteHttp.client(options);
  }

  /**
   * A server to talk to; connects to nothing yet.
   *
   * @param pause how a run waits between requests
   */
  public Dhis2Remote open(RemoteUrl url, Credentials credentials, Pause pause) {
    return at(Address.of(url), credentials, pause);
  }

  /**
   * A server that another asks for us; connects to nothing yet.
   *
   * @param other whose route it is, and whom requests are sent to
   * @param credentials for the other; those for the server are part of the route
   * @param pause how a run waits between requests
   * @return empty if the route leads elsewhere
   */
  public Optional<Dhis2Remote> openThrough(
      RemoteUrl other, Credentials credentials, RemoteRoute route, RemoteUrl server, Pause pause) {
    return route.address(other, server).map(address -> at(address, credentials, pause));
  }

  private Dhis2Remote at(Address address, Credentials credentials, Pause pause) {
    Trouble trouble = trouble(address.base(), credentials);
    return new Dhis2Remote(
        http(address, credentials, trouble, pause),
        new Answers(trouble),
        options.timeouts(),
        new RetryLoop(options.retries(), pause),
        pause);
  }

  /**
   * A server whose metadata versions are wanted; connects to nothing yet.
   *
   * @param pause how a run waits between requests
   */
  public MetadataRemote openMetadata(RemoteUrl url, Credentials credentials, Pause pause) {
    Trouble trouble = trouble(url, credentials);
    return new MetadataRemote(
        http(Address.of(url), credentials, trouble, pause),
        new Answers(trouble),
        options.timeouts());
  }

  private Trouble trouble(RemoteUrl url, Credentials credentials) {
    return new Trouble(url, new Redaction(credentials), clock);
  }

  private RemoteHttp http(Address address, Credentials credentials, Trouble trouble, Pause pause) {
    return new RemoteHttp(
        client,
        address,
        credentials,
        options,
        trouble,
        new Pace(rate(address.base()), gate(address), false, pause));
  }

  /** What a route leads to may be away while the server whose route it is is not. */
  private Gate gate(Address address) {
    return gates.computeIfAbsent(address.toString(), server -> new Gate(clock));
  }

  private RateLimit rate(RemoteUrl url) {
    return rates.computeIfAbsent(
        url.uri().getAuthority(), host -> new RateLimit(clock, options.requestsPerSecond()));
  }
}
