package io.github.dhisadmin.core.internal.integrity.custom;

import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The YAML files below a directory, each with one check or, separated by {@code ---}, several.
 * DHIS2 (2.42, DataIntegrityYamlReader) logs a warning for a broken file and goes on without it;
 * here all that is wrong is told at once.
 */
public final class CustomCheckFiles implements CustomCheckSource {
  private final Path directory;

  /** Reads a directory each time the checks are asked for. */
  public CustomCheckFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public Loaded load() {
    List<String> problems = new ArrayList<>();
    List<Definition> definitions = new ArrayList<>();
    for (Path file : files(problems)) {
      definitions.addAll(read(file, problems));
    }
    return new Loaded(withoutRepeated(definitions, problems), problems);
  }

  private List<Path> files(List<String> problems) {
    if (!Files.isDirectory(directory)) {
      problems.add(directory + " is no directory with custom checks");
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).filter(CustomCheckFiles::isYaml).sorted().toList();
    } catch (IOException e) {
      problems.add(directory + " cannot be read: " + e);
      return List.of();
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private List<Definition> read(Path file, List<String> problems) {
    String name = directory.relativize(file).toString();
    try {
      return new YamlChecks(name, problems).read(Files.readString(file));
    } catch (CharacterCodingException e) {
      problems.add(name + ": the file is not UTF-8 text");
    } catch (IOException e) {
      problems.add(name + ": the file cannot be read: " + e);
    } catch (NoClassDefFoundError e) {
      problems.add(name + ": to read custom checks, org.yaml:snakeyaml must be on the class path");
    }
    return List.of();
  }

  private static List<CustomCheck> withoutRepeated(
      List<Definition> definitions, List<String> problems) {
    List<CustomCheck> checks = new ArrayList<>();
    Map<String, Definition> ids = new HashMap<>();
    Map<String, Definition> codes = new HashMap<>();
    for (Definition definition : definitions) {
      String id = definition.check().check().id();
      String code = definition.check().check().code();
      Definition sameId = ids.putIfAbsent(id, definition);
      Definition sameCode = codes.putIfAbsent(code, definition);
      if (sameId != null) {
        problems.add(definition.place() + ": the id '" + id + "' is also at " + sameId.place());
      } else if (sameCode != null) {
        problems.add(
            definition.place() + ": the code '" + code + "' is also at " + sameCode.place());
      } else {
        checks.add(definition.check());
      }
    }
    return checks;
  }

  /**
   * A sound definition.
   *
   * @param place file and line
   * @param check what it defines
   */
  record Definition(String place, CustomCheck check) {}
}
