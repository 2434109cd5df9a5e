package io.github.dhisadmin.core.internal.integrity.custom;

import io.github.dhisadmin.integrity.CustomCheck;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
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
  private final Definitions definitions;

  YamlChecks(String file, Definitions definitions) {
    this.file = file;
    this.definitions = definitions;
  }

  /** Reads every check, whatever is wrong with those before it. */
  void read(String text) {
    boolean empty = true;
    try {
      for (Node document : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
        empty = false;
        read(document);
      }
    } catch (MarkedYAMLException e) {
      empty = false;
      unreadable(
          e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
          "the YAML cannot be read: " + e.getProblem());
    } catch (YAMLException e) {
      empty = false;
      unreadable(
          1,
          "the YAML cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    if (empty) {
      unreadable(1, "the file holds no check");
    }
  }

  private void read(Node document) {
    int line = document.getStartMark().getLine() + 1;
    if (!(document instanceof MappingNode mapping)) {
      unreadable(line, "a check must be written as keys with values");
      return;
    }
    List<String> problems = new ArrayList<>();
    CustomCheck check =
        new CheckKeys(mapping, (at, problem) -> problems.add(place(at) + ": " + problem))
            .check(Definitions.idOf(file));
    if (problems.isEmpty()) {
      definitions.add(place(line), check);
    } else {
      definitions.addBroken(check.check().withProblems(problems));
    }
  }

  private void unreadable(int line, String problem) {
    definitions.addUnreadable(file, place(line) + ": " + problem);
  }

  private String place(int line) {
    return file + ":" + line;
  }
}
