package io.github.dhisadmin.sync.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.sync.internal.metadata.SnapshotReader.Contents;
import io.github.dhisadmin.sync.internal.metadata.SnapshotReader.ObjectConsumer;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.ObjectHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a snapshot in one pass. */
class SnapshotReaderTest {
  private static final String JOBS = "\"jobConfigurations\": [ {\"id\":\"JobJobJob01\"}, [1, {}] ]";

  @TempDir private Path directory;

  @Test
  void hash_is_that_of_the_text_to_its_last_byte() throws IOException {
    // md5sum of the same bytes
    Contents contents = read(zipped("{\"a\":\"é\"}\n"));

    assertThat(contents.hash()).isEqualTo("fab482187c3e8f066e10d67b87424ede");
    assertThat(contents.troubleOrNull()).isNull();
  }

  @Test
  void proxies_may_zip_twice_or_not_at_all() throws IOException {
    String text = "{\"constants\":[]}";
    String once = read(zipped(text)).hash();

    assertThat(read(text.getBytes(StandardCharsets.UTF_8)).hash()).isEqualTo(once);
    assertThat(read(zip(zipped(text))).hash()).isEqualTo(once);
  }

  @Test
  void version_of_dhis2_and_identifiers_are_found_and_nothing_deeper() throws IOException {
    List<String> heard = new ArrayList<>();
    Path file =
        write(
            zipped(
                """
            {"system":{"id":"x","version":"2.42.7","more":{"version":"1"}},"date":"2026",
             "dataElements":[{"name":"Cases","categoryCombo":{"id":"inner","name":"inner"},
               "id":"fbfJHSPpUQD","code":"DE_1","values":["id","code"]},{"id":"cYeuwXTCPkU"}]}"""));

    Contents contents = SnapshotReader.read(file, (type, object) -> heard.add(type + " " + object));

    assertThat(contents.dhis2Version()).isEqualTo("2.42.7");
    assertThat(heard)
        .containsExactly(
            "dataElements " + new ObjectHeader("fbfJHSPpUQD", "DE_1", "Cases"),
            "dataElements " + new ObjectHeader("cYeuwXTCPkU", null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%s}",
        "{ %s , \"a\":1}",
        "{%s,\"constants\":[{\"id\":\"x\"}]}",
        "{\"system\":{\"version\":\"2\"}, \"n\":12 , %s, \"date\":\"2026\"}",
        "{\"date\":\"a \\\"quoted\\\" text\",%s}",
        "{\"empty\":[],\"b\":true ,%s ,\"z\":null}"
      })
  void scheduled_jobs_are_left_out_and_everything_else_is_as_it_was(String form)
      throws IOException {
    JsonNode whole = new ObjectMapper().readTree(form.replace("%s", "\"gone\":0"));

    JsonNode left = new ObjectMapper().readTree(withoutJobs(form.replace("%s", JOBS)));

    ((ObjectNode) whole).remove("gone");
    assertThat(left).isEqualTo(whole);
  }

  @Test
  void jobs_are_found_in_a_text_of_many_buffers() throws IOException {
    String many =
        IntStream.range(0, 20_000)
            .mapToObj("{\"id\":\"Constant%05d\",\"name\":\"Ünïcode\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    String text = "{\"constants\":" + many + "," + JOBS + ",\"options\":" + many + "}";

    assertThat(withoutJobs(text)).isEqualTo(text.replace("," + JOBS, ""));
  }

  @Test
  void text_that_is_no_metadata_keeps_its_hash() throws IOException {
    assertThat(read(zipped("[1,2]")).troubleOrNull()).isNotNull();
    assertThat(read(zipped("{\"a\":[}")).troubleOrNull()).isNotNull();
    assertThat(read(zipped("")).troubleOrNull()).isNotNull();
    assertThat(read(zipped("")).hash()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
  }

  @Test
  void file_that_breaks_off_has_no_hash() throws IOException {
    byte[] whole = zipped("{\"constants\":[{\"id\":\"Constant001\"}]}");

    assertThat(read(Arrays.copyOf(whole, whole.length - 9)).hash()).isEmpty();
    assertThat(read(Arrays.copyOf(whole, 12)).hash()).isEmpty();
  }

  private String withoutJobs(String text) throws IOException {
    Path file = write(zipped(text));
    SnapshotFile snapshot =
        new SnapshotFile(file, SnapshotReader.read(file, ObjectConsumer.NOBODY).jobs());
    try (InputStream in = snapshot.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Contents read(byte[] content) throws IOException {
    return SnapshotReader.read(write(content), ObjectConsumer.NOBODY);
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(directory.resolve("snapshot"), content);
  }

  private static byte[] zipped(String text) throws IOException {
    return zip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    }
    return zipped.toByteArray();
  }
}
