package io.github.dhisadmin.core.internal.integrity.custom;

import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource.Loaded;
import io.github.dhisadmin.integrity.IntegrityCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The definitions found so far, the sound ones under names that differ. */
final class Definitions {
  private final List<CustomCheck> sound = new ArrayList<>();
  private final List<IntegrityCheck> broken = new ArrayList<>();
  private final Map<String, String> placesOfIds = new HashMap<>();
  private final Map<String, String> placesOfCodes = new HashMap<>();

  /** Takes note of a definition that can be used, unless another one has its name. */
  void add(String place, CustomCheck check) {
    String id = check.check().id();
    String code = check.check().code();
    String sameId = placesOfIds.putIfAbsent(id, place);
    String sameCode = placesOfCodes.putIfAbsent(code, place);
    if (sameId != null) {
      addBroken(check.check(), place + ": the id '" + id + "' is also at " + sameId);
    } else if (sameCode != null) {
      addBroken(check.check(), place + ": the code '" + code + "' is also at " + sameCode);
    } else {
      sound.add(check);
    }
  }

  /** Takes note of a definition that cannot be used. */
  void addBroken(IntegrityCheck check) {
    broken.add(check);
  }

  /** Takes note of something in a file of which not even the name can be read. */
  void addUnreadable(String file, String problem) {
    addBroken(IntegrityCheck.broken(idOf(file), List.of(problem)));
  }

  /** What a check of a file is called that has no name of its own. */
  static String idOf(String file) {
    String name = file.substring(0, file.lastIndexOf('.')).toLowerCase(Locale.ROOT);
    return "custom_" + name.replaceAll("[^a-z0-9]+", "_");
  }

  Loaded loaded() {
    return new Loaded(sound, broken);
  }

  private void addBroken(IntegrityCheck check, String problem) {
    addBroken(check.withProblems(List.of(problem)));
  }
}
