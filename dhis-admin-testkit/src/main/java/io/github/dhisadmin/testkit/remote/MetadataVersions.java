package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The metadata versions of a {@link FakeDhis2}, and the endpoints that serve them. What a test does
 * here is what an administrator of a central server does, or what goes wrong there. Thread safe.
 */
public final class MetadataVersions {
  private static final String PATH = "/api/metadata/version";

  private final List<Version> versions = new ArrayList<>();
  private boolean on = true;

  /** A version, with the content that is served, which may not be the one that was announced. */
  private record Version(
      String name, String type, String created, String uid, String hash, Optional<byte[]> content) {

    Version serving(Optional<byte[]> newContent) {
      return new Version(name, type, created, uid, hash, newContent);
    }

    Version named(String newName) {
      return new Version(newName, type, created, uid, hash, content);
    }

    ObjectNode listed() {
      return Json.object()
          .put("name", name)
          .put("type", type)
          .put("created", created)
          .put("id", uid)
          .put("hashCode", hash);
    }
  }

  MetadataVersions() {}

  /**
   * Publishes a version; one of the same name is replaced.
   *
   * @param type ATOMIC or BEST_EFFORT
   * @param created as in {@code 2026-11-22T01:44:40.760}
   * @param snapshot the text of its content
   */
  public synchronized MetadataVersions publish(
      String name, String type, String created, String snapshot) {
    byte[] content = snapshot.getBytes(StandardCharsets.UTF_8);
    return publish(new Version(name, type, created, uid(name), md5(content), Optional.of(content)));
  }

  private MetadataVersions publish(Version version) {
    versions.removeIf(each -> each.name().equals(version.name()));
    versions.add(version);
    return this;
  }

  /** Removes a version as if it had never been. */
  public synchronized void withdraw(String name) {
    versions.removeIf(each -> each.name().equals(name));
  }

  /** Gives a version another name; its uid and content stay. */
  public synchronized void rename(String name, String newName) {
    versions.replaceAll(each -> each.name().equals(name) ? each.named(newName) : each);
  }

  /** Lists a version whose content is gone. */
  public synchronized void loseContent(String name) {
    versions.replaceAll(each -> each.name().equals(name) ? each.serving(Optional.empty()) : each);
  }

  /** Serves something else than was announced. */
  public synchronized void replaceContent(String name, String snapshot) {
    byte[] content = snapshot.getBytes(StandardCharsets.UTF_8);
    versions.replaceAll(
        each -> each.name().equals(name) ? each.serving(Optional.of(content)) : each);
  }

  /** Lists the versions in another order, as DHIS2 promises none. */
  public synchronized void shuffle() {
    Collections.reverse(versions);
  }

  /** Switches versioning off, or on again. */
  public synchronized void switchOff(boolean off) {
    on = !off;
  }

  /** The hash under which a version is announced. */
  public synchronized String hash(String name) {
    return find(name).map(Version::hash).orElseThrow();
  }

  /** The answer to a request, if the path is one of versions. */
  synchronized Optional<HttpReply> answer(RemoteRequest request) {
    String path = request.path();
    if (!path.startsWith(PATH)) {
      return Optional.empty();
    }
    if (!on) {
      return Optional.of(
          HttpReply.of(
              400,
              HttpReply.JSON,
              WebMessages.envelope(400, "ERROR")
                  .put("message", "Metadata versioning is not enabled for this instance.")
                  .put("errorCode", "E1003")
                  .toString()));
    }
    if (path.equals(PATH + "s")) {
      return Optional.of(list(versions));
    }
    if (path.equals(PATH + "/history")) {
      return Optional.of(history(request.query("baseline", "")));
    }
    if (path.endsWith("/data.gz")) {
      String name = path.substring(PATH.length() + 1, path.length() - "/data.gz".length());
      return Optional.of(content(name));
    }
    return Optional.empty();
  }

  private HttpReply history(String baseline) {
    if (baseline.isEmpty()) {
      return list(versions);
    }
    Optional<Version> base = find(baseline);
    if (base.isEmpty()) {
      return WebMessages.error(
          500, "There is no such metadata version. The latest version is Version " + baseline);
    }
    return list(
        versions.stream()
            .filter(each -> each.created().compareTo(base.get().created()) > 0)
            .toList());
  }

  /** A list of none is an empty answer (recorded on 2.42). */
  private static HttpReply list(List<Version> listed) {
    if (listed.isEmpty()) {
      return HttpReply.empty(200);
    }
    ObjectNode answer = Json.object();
    ArrayNode array = answer.putArray("metadataversions");
    listed.forEach(each -> array.add(each.listed()));
    return HttpReply.of(200, HttpReply.JSON, answer.toString());
  }

  private HttpReply content(String name) {
    return find(name)
        .flatMap(Version::content)
        .map(
            text ->
                new HttpReply(
                    200, Map.of("Content-Type", "application/gzip;charset=UTF-8"), zip(text)))
        .orElseGet(
            () ->
                WebMessages.error(
                    500, "No metadata version snapshot found for the given version " + name));
  }

  private Optional<Version> find(String name) {
    return versions.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** As stable as a name, and eleven letters and digits long. */
  private static String uid(String name) {
    return "V" + md5(name.getBytes(StandardCharsets.UTF_8)).substring(0, 10);
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] zip(byte[] text) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
