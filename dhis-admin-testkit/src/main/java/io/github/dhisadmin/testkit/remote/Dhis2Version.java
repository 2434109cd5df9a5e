package io.github.dhisadmin.testkit.remote;

/** The generations of servers that differ in how they answer imports. */
public enum Dhis2Version {
  /** Answers imports bare and with status 200, whatever became of them. */
  V2_36("2.36.13"),
  /** The first that wraps import results, answers 409 to conflicts and names the rows refused. */
  V2_38("2.38.6"),
  /** Counts values that change nothing as ignored. */
  V2_40("2.40.10"),
  /** The last with the old tracker endpoints. */
  V2_41("2.41.5"),
  /** Knows {@code /api/tracker} only, and answers 200 even if it refused every object. */
  V2_42("2.42.7-SNAPSHOT"),
  /** Values are taken in by a new importer, which forgets who stored them and when. */
  V2_43("2.43.1");

  private final String number;

  Dhis2Version(String number) {
    this.number = number;
  }

  /** The version as {@code /api/system/info} tells it. */
  public String number() {
    return number;
  }

  boolean wrapsImportResults() {
    return isAtLeast(V2_38);
  }

  boolean countsUnchangedAsIgnored() {
    return isAtLeast(V2_40) && !isAtLeast(V2_43);
  }

  boolean hasRoutes() {
    return isAtLeast(V2_40);
  }

  boolean hasOldTracker() {
    return !isAtLeast(V2_42);
  }

  boolean answersRefusedTrackerObjectsWithConflict() {
    return !isAtLeast(V2_42);
  }

  boolean acceptsTokens() {
    return isAtLeast(V2_38);
  }

  boolean hasNewValueImporter() {
    return isAtLeast(V2_43);
  }

  private boolean isAtLeast(Dhis2Version other) {
    return compareTo(other) >= 0;
  }
}
