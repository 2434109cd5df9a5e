package io.github.dhisadmin.testkit.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What integrity checks have to find in generated metadata: ids of issues by check. Immutable.
 *
 * @param byCheck the ids, sorted, by the id of each check that finds any
 */
public record PlantedIssues(Map<String, List<String>> byCheck) {

  /** Sorts the ids. */
  public PlantedIssues {
    Map<String, List<String>> sorted = new TreeMap<>();
    byCheck.forEach((check, ids) -> sorted.put(check, ids.stream().sorted().toList()));
    byCheck = Map.copyOf(sorted);
  }

  /** What this check has to find; nothing unless something was planted for it. */
  public List<String> of(String checkId) {
    return byCheck.getOrDefault(checkId, List.of());
  }

  /** Collects what is planted. */
  static final class Collector {
    private final Map<String, List<String>> byCheck = new TreeMap<>();

    void expect(List<String> ids, String... checkIds) {
      for (String check : checkIds) {
        byCheck.computeIfAbsent(check, unused -> new ArrayList<>()).addAll(ids);
      }
    }

    PlantedIssues issues() {
      return new PlantedIssues(byCheck);
    }
  }
}
