package io.github.dhisadmin.testkit.remote;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** One way for a server, or for what stands in front of it, to misbehave. Immutable. */
public final class Fault {
  private static final String PROXY_PAGE =
      """
      <html>
      <head><title>{status}</title></head>
      <body><center><h1>{status}</h1></center><hr><center>nginx/1.18.0</center></body>
      </html>
      """;

  private final String name;
  private final boolean applied;
  private final Delivery delivery;
  private final Reply reply;

  private Fault(String name, boolean applied, Delivery delivery, Reply reply) {
    this.name = name;
    this.applied = applied;
    this.delivery = delivery;
    this.reply = reply;
  }

  /** Closes the connection before anything is stored. */
  public static Fault dropBefore() {
    return new Fault("drop before", false, Delivery.DROP, Reply.ORDINARY);
  }

  /** Stores, and closes the connection without an answer. */
  public static Fault dropAfter() {
    return new Fault("drop after", true, Delivery.DROP, Reply.ORDINARY);
  }

  /** Resets the connection before anything is stored. */
  public static Fault resetBefore() {
    return new Fault("reset before", false, Delivery.RESET, Reply.ORDINARY);
  }

  /** Stores, and resets the connection. */
  public static Fault resetAfter() {
    return new Fault("reset after", true, Delivery.RESET, Reply.ORDINARY);
  }

  /** Stores, and breaks off in the middle of the answer. */
  public static Fault truncated() {
    return new Fault("truncated", true, Delivery.TRUNCATED, Reply.ORDINARY);
  }

  /** Stores, and does not answer until {@link FakeDhis2#release} or the server's end. */
  public static Fault slow() {
    return new Fault("slow", true, Delivery.HELD, Reply.ORDINARY);
  }

  /** Answers a status as DHIS2 does, and stores nothing. */
  public static Fault status(int status) {
    return instead("status " + status, WebMessages.error(status, phrase(status)));
  }

  /** Answers a status with a proxy's page, and stores nothing. */
  public static Fault proxyPage(int status) {
    return instead("proxy page " + status, page(status));
  }

  /** Answers a status with the request's headers in its text, as careless proxies do. */
  public static Fault echo(int status) {
    return new Fault(
        "echo " + status,
        false,
        Delivery.WHOLE,
        (request, ordinary) -> HttpReply.of(status, HttpReply.HTML, request.headerText()));
  }

  /** Stores, and then a proxy that has waited too long answers 504. */
  public static Fault gatewayTimeoutAfter() {
    return after("gateway timeout after", page(504));
  }

  /** Answers 429, with the seconds to wait. */
  public static Fault tooManyRequests(Duration wait) {
    return instead("429", throttled(String.valueOf(wait.toSeconds())));
  }

  /** Answers 429, with the moment until which to wait. */
  public static Fault tooManyRequests(Instant until) {
    return instead(
        "429",
        throttled(DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC))));
  }

  /** Answers 302. */
  public static Fault redirect(String location) {
    return instead("redirect", HttpReply.empty(302).with("Location", location));
  }

  /** Stores, and answers 200 with nothing. */
  public static Fault emptyAnswer() {
    return after("empty answer", HttpReply.empty(200));
  }

  /** Stores, and answers 200 with the beginning of a JSON document. */
  public static Fault brokenJson() {
    return after("broken JSON", HttpReply.of(200, HttpReply.JSON, "{\"status\":\"O"));
  }

  /** Stores, and answers 200 with what claims to be gzip and is not. */
  public static Fault brokenGzip() {
    return after(
        "broken gzip",
        HttpReply.of(200, HttpReply.JSON, "no gzip").with("Content-Encoding", "gzip"));
  }

  /** Answers 200 with this many bytes of JSON, and stores nothing. */
  public static Fault hugeAnswer(int bytes) {
    byte[] text = " ".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
    return instead("huge answer", new HttpReply(200, Map.of("Content-Type", HttpReply.JSON), text));
  }

  /** Whether the request takes effect. */
  public boolean applied() {
    return applied;
  }

  Delivery delivery() {
    return delivery;
  }

  HttpReply replyTo(RemoteRequest request, HttpReply ordinary) {
    return reply.to(request, ordinary);
  }

  private static Fault instead(String name, HttpReply reply) {
    return new Fault(name, false, Delivery.WHOLE, (request, ordinary) -> reply);
  }

  private static Fault after(String name, HttpReply reply) {
    return new Fault(name, true, Delivery.WHOLE, (request, ordinary) -> reply);
  }

  private static HttpReply page(int status) {
    return HttpReply.of(
        status, HttpReply.HTML, PROXY_PAGE.replace("{status}", status + " " + phrase(status)));
  }

  private static HttpReply throttled(String retryAfter) {
    return page(429).with("Retry-After", retryAfter);
  }

  private static String phrase(int status) {
    return WebMessages.phrase(status);
  }

  @Override
  public String toString() {
    return name;
  }

  /** What is answered. */
  @FunctionalInterface
  private interface Reply {
    Reply ORDINARY = (request, ordinary) -> ordinary;

    HttpReply to(RemoteRequest request, HttpReply ordinary);
  }

  /** How an answer gets to the client. */
  enum Delivery {
    WHOLE,
    TRUNCATED,
    DROP,
    RESET,
    HELD
  }
}
