package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.testkit.remote.FakeDhis2Builder.Account;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which part of the server answers a request, and who may ask it. */
final class Endpoints {
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
  private static final String TOMCAT_PAGE =
      "<!doctype html><html lang=\"en\"><head><title>HTTP Status 404 – Not Found</title></head>"
          + "<body><h1>HTTP Status 404 – Not Found</h1><h3>Apache Tomcat/11.0.25</h3></body></html>";

  private final FakeDhis2Builder settings;
  private final RemoteStore store;
  private final MetadataVersions versions;
  private final Routes routes;

  Endpoints(
      FakeDhis2Builder settings, RemoteStore store, MetadataVersions versions, Routes routes) {
    this.settings = settings;
    this.store = store;
    this.versions = versions;
    this.routes = routes;
  }

  HttpReply answer(RemoteRequest request) {
    Optional<String> authorization = request.header("Authorization");
    Optional<Account> account = authorization.flatMap(settings::account);
    if (account.isEmpty()) {
      boolean browser =
          authorization.isEmpty()
              && !request.header("X-Requested-With").equals(Optional.of("XMLHttpRequest"));
      return browser
          ? HttpReply.empty(302).with("Location", "/dhis-web-login/")
          : WebMessages.error(401, "Unauthorized");
    }
    return switch (request.method() + " " + request.path()) {
      case "GET /api/system/ping" -> HttpReply.of(200, HttpReply.JSON, "pong");
      case "GET /api/system/info" -> HttpReply.of(200, HttpReply.JSON, info().toString());
      case "GET /api/me" -> HttpReply.of(200, HttpReply.JSON, me(account.get()).toString());
      case "GET /api/dataValueSets" -> new ValueExport(store).get(request);
      case "GET /api/analytics/dataValueSet.json" -> new AggregateExport(store).get(request);
      case "POST /api/dataValueSets" ->
          allowed(account.get(), "F_DATAVALUE_ADD")
              .orElseGet(() -> new ValueImport(store, settings.version()).post(request));
      case "POST /api/completeDataSetRegistrations" ->
          new RegistrationImport(store, settings.version()).post(request);
      case "POST /api/tracker" -> new TrackerImport(store, settings.version()).post(request);
      case "POST /api/events", "POST /api/trackedEntityInstances" ->
          settings.version().hasOldTracker()
              ? new OldTrackerImport(store).post(request)
              : notFound(request);
      case "POST /api/metadata" ->
          allowed(account.get(), "F_METADATA_IMPORT")
              .orElseGet(() -> new MetadataImport(store, settings.version()).post(request));
      case "GET /api/metadata" ->
          allowed(account.get(), "F_METADATA_EXPORT")
              .orElseGet(() -> new MetadataExport(store, settings.version()).get(request));
      default ->
          versions
              .answer(request)
              .map(reply -> allowed(account.get(), "F_METADATA_MANAGE").orElse(reply))
              .or(() -> routed(request))
              .or(() -> new MetadataObjects(store).get(request))
              .or(() -> new MetadataObjects(store).stored(request))
              .orElseGet(() -> notFound(request));
    };
  }

  private Optional<HttpReply> routed(RemoteRequest request) {
    return settings.version().hasRoutes() ? routes.answer(request) : Optional.empty();
  }

  private static Optional<HttpReply> allowed(Account account, String authority) {
    Set<String> held = account.authorities();
    return held.contains("ALL") || held.contains(authority)
        ? Optional.empty()
        : Optional.of(
            WebMessages.error(
                403, "Access is denied, requires one Authority from [" + authority + "]"));
  }

  private static HttpReply notFound(RemoteRequest request) {
    return request.header("Accept").orElse("").contains("json")
        ? WebMessages.error(404, "No static resource " + request.path().substring(1) + ".")
        : HttpReply.of(404, HttpReply.HTML, TOMCAT_PAGE);
  }

  private ObjectNode info() {
    ZoneId zone = settings.clock().getZone();
    return Json.object()
        .put("calendar", "iso8601")
        .put("dateFormat", "yyyy-mm-dd")
        .put(
            "serverDate",
            LOCAL_TIME.format(LocalDateTime.ofInstant(settings.clock().instant(), zone)))
        .put("serverTimeZoneId", zone.getId())
        .put("version", settings.version().number())
        .put("revision", "74bc573")
        .put("systemName", "DHIS 2")
        .put("systemId", settings.systemId());
  }

  private static ObjectNode me(Account account) {
    ObjectNode me = Json.object().put("id", "M5zQapPyTZI").put("username", account.username());
    ArrayNode authorities = me.putArray("authorities");
    account.authorities().stream().sorted().forEach(authorities::add);
    return me;
  }
}
