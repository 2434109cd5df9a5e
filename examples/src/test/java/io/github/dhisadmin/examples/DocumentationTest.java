package io.github.dhisadmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents say what is true: their code is compiled code, and their links lead somewhere. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SNIPPETS =
      Path.of("src/test/java/io/github/dhisadmin/examples/DocumentationSnippetsIT.java");
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)\n```");
  private static final Pattern REGION =
      Pattern.compile("(?s)// region [a-z-]+\n(.*?)\n *// endregion");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
  private static final Pattern DECISION = Pattern.compile("adr/[0-9]{4}-[a-z0-9-]+\\.md");

  @ParameterizedTest
  @MethodSource("documents")
  void java_code_is_a_region_of_a_test_that_runs(Path document) throws IOException {
    List<String> regions = blocks(REGION, Files.readString(SNIPPETS));

    assertThat(blocks(JAVA_BLOCK, Files.readString(document))).isSubsetOf(regions);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_lead_to_files_that_exist(Path document) throws IOException {
    Matcher link = LINK.matcher(Files.readString(document));
    while (link.find()) {
      if (!link.group(1).startsWith("http")) {
        assertThat(document.resolveSibling(link.group(1))).exists();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"README.md, 200", "CONTRIBUTING.md, 120"})
  void documents_stay_short_enough_to_be_read(String name, int lines) throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve(name))).hasSizeLessThanOrEqualTo(lines);
  }

  @Test
  void readme_shows_code_within_thirty_lines() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

    assertThat(lines.subList(0, 30)).contains("```java", "```");
  }

  @Test
  void decisions_fit_on_a_page() throws IOException {
    for (Path document : documents().toList()) {
      String relative = ROOT.resolve("docs").relativize(document).toString();
      if (DECISION.matcher(relative).matches()) {
        assertThat(Files.readAllLines(document)).as(relative).hasSizeLessThanOrEqualTo(40);
      }
    }
  }

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .forEach(documents::add);
    }
    return documents.stream().sorted();
  }

  private static List<String> blocks(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1).stripTrailing().stripIndent())
        .toList();
  }
}
