package io.github.dhisadmin.core.internal.integrity.custom;

import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The YAML files below a directory, each with one check or, separated by {@code ---}, several.
 * DHIS2 (2.42, DataIntegrityYamlReader) logs a warning for a broken file and goes on without it;
 * here every broken definition is told with all that is wrong with it.
 */
public final class CustomCheckFiles implements CustomCheckSource {
  private final Path directory;

  /** Reads a directory each time the checks are asked for. */
  public CustomCheckFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public Loaded load() {
    Definitions definitions = new Definitions();
    for (Path file : files(definitions)) {
      read(file, definitions);
    }
    return definitions.loaded();
  }

  private List<Path> files(Definitions definitions) {
    if (!Files.isDirectory(directory)) {
      definitions.addBroken(unreadable("is no directory with custom checks"));
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(CustomCheckFiles::isYaml)
          .filter(file -> !isHidden(directory.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      definitions.addBroken(unreadable("cannot be read: " + e));
      return List.of();
    }
  }

  private IntegrityCheck unreadable(String problem) {
    return IntegrityCheck.broken("custom_checks", List.of(directory + " " + problem));
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Kubernetes keeps the files of a configuration map there, and links to them. */
  private static boolean isHidden(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private void read(Path file, Definitions definitions) {
    String name = directory.relativize(file).toString();
    try {
      new YamlChecks(name, definitions).read(Files.readString(file));
    } catch (CharacterCodingException e) {
      definitions.addUnreadable(name, name + ": the file is not UTF-8 text");
    } catch (IOException e) {
      definitions.addUnreadable(name, name + ": the file cannot be read: " + e);
    } catch (NoClassDefFoundError e) {
      definitions.addUnreadable(
          name, name + ": to read custom checks, org.yaml:snakeyaml must be on the class path");
    }
  }
}
