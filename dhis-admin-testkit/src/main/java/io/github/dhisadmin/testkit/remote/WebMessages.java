package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** DHIS2's envelope for answers that are not the thing asked for. */
final class WebMessages {
  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(302, "Found"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private WebMessages() {}

  static String phrase(int status) {
    return PHRASES.getOrDefault(status, "Status " + status);
  }

  static HttpReply error(int status, String message) {
    return HttpReply.of(
        status, HttpReply.JSON, envelope(status, "ERROR").put("message", message).toString());
  }

  static ObjectNode envelope(int status, String outcome) {
    return Json.object()
        .put("httpStatus", phrase(status))
        .put("httpStatusCode", status)
        .put("status", outcome);
  }
}
