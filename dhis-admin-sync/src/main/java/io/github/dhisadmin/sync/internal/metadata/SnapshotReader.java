package io.github.dhisadmin.sync.internal.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.dhisadmin.sync.internal.metadata.SnapshotFile.Span;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.ObjectHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a snapshot once from beginning to end, holding one object's identifiers at a time. For one
 * reading; not thread safe.
 */
final class SnapshotReader {
  private static final String JOBS = "jobConfigurations";
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private final ObjectConsumer consumer;
  private String dhis2Version = "";
  private Span jobs = Span.NONE;

  /** Hears of the objects of a snapshot. */
  @FunctionalInterface
  interface ObjectConsumer {
    ObjectConsumer NOBODY = (type, object) -> {};

    /**
     * Called for each object in the order of the snapshot.
     *
     * @param type as in dataElements
     */
    void accept(String type, ObjectHeader object);
  }

  /**
   * What a snapshot says of itself.
   *
   * @param hash MD5 of its text; empty if it breaks off
   * @param dhis2Version of the server that made it; empty if it does not say
   * @param jobs where its scheduled jobs are
   * @param troubleOrNull why it is no metadata; null if it is
   */
  record Contents(String hash, String dhis2Version, Span jobs, @Nullable String troubleOrNull) {}

  private SnapshotReader(ObjectConsumer consumer) {
    this.consumer = consumer;
  }

  static Contents read(Path file, ObjectConsumer consumer) throws IOException {
    try (InputStream in = SnapshotFile.unzip(file)) {
      return new SnapshotReader(consumer).read(in);
    } catch (EOFException | ZipException e) {
      return new Contents("", "", Span.NONE, "it breaks off");
    }
  }

  private Contents read(InputStream text) throws IOException {
    DigestInputStream in = new DigestInputStream(text, md5());
    String trouble = null;
    try (JsonParser parser = JSON.createParser(in)) {
      document(parser);
    } catch (JsonProcessingException e) {
      trouble = e.getOriginalMessage();
    }
    in.transferTo(OutputStream.nullOutputStream());
    String hash = HexFormat.of().formatHex(in.getMessageDigest().digest());
    return new Contents(hash, dhis2Version, jobs, trouble);
  }

  private void document(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonProblem("it is no object");
    }
    long before = end(parser);
    boolean leading = true;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("system") && token == JsonToken.START_OBJECT) {
        system(parser);
      } else if (token == JsonToken.START_ARRAY) {
        objects(parser, name);
      } else {
        parser.skipChildren();
      }
      parser.finishToken();
      if (name.equals(JOBS)) {
        jobs = new Span(before, end(parser), leading);
      }
      before = end(parser);
      leading = false;
    }
  }

  private void system(JsonParser parser) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("version") && token == JsonToken.VALUE_STRING) {
        dhis2Version = parser.getText();
      }
      parser.skipChildren();
    }
  }

  private void objects(JsonParser parser, String type) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        consumer.accept(type, header(parser));
      } else {
        parser.skipChildren();
      }
    }
  }

  private static ObjectHeader header(JsonParser parser) throws IOException {
    String uid = "";
    String code = null;
    String name = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
      if (text && field.equals("id")) {
        uid = parser.getText();
      } else if (text && field.equals("code")) {
        code = parser.getText();
      } else if (text && field.equals("name")) {
        name = parser.getText();
      }
      parser.skipChildren();
    }
    return new ObjectHeader(uid, code, name);
  }

  private static long end(JsonParser parser) {
    return parser.currentLocation().getByteOffset();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5.", e);
    }
  }

  /** A document that is JSON, but nothing else that is expected. */
  private static final class JsonProblem extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    JsonProblem(String message) {
      super(message);
    }
  }
}
