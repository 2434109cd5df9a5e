package io.github.dhisadmin.core.internal.integrity.custom;

import io.github.dhisadmin.core.internal.integrity.custom.CustomCheckFiles.Definition;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the checks of one file. Works on YAML's nodes, which know their lines, and never makes
 * objects of what the file names.
 */
final class YamlChecks {
  private final String file;
  private final List<String> problems;

  YamlChecks(String file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The sound definitions; what is wrong with the others is a problem. */
  List<Definition> read(String text) {
    List<Definition> definitions = new ArrayList<>();
    boolean empty = true;
    try {
      for (Node document : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
        empty = false;
        definition(document).ifPresent(definitions::add);
      }
    } catch (MarkedYAMLException e) {
      empty = false;
      problem(
          e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
          "the YAML cannot be read: " + e.getProblem());
    } catch (YAMLException e) {
      empty = false;
      problem(
          1,
          "the YAML cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    if (empty) {
      problem(1, "the file holds no check");
    }
    return definitions;
  }

  private Optional<Definition> definition(Node document) {
    int line = document.getStartMark().getLine() + 1;
    if (!(document instanceof MappingNode mapping)) {
      problem(line, "a check must be written as keys with values");
      return Optional.empty();
    }
    return new CheckKeys(mapping, this::problem)
        .check()
        .map(check -> new Definition(file + ":" + line, check));
  }

  private void problem(int line, String problem) {
    problems.add(file + ":" + line + ": " + problem);
  }
}
