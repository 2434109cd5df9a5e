package io.github.dhisadmin.integrity;

/** How the result of a run is written down. */
public enum ReportFormat {
  /** One document for programs, whose fields are never renamed. */
  JSON,
  /** What build servers read: a suite per section, a case per check. */
  JUNIT,
  /** One page for people, which needs nothing besides itself. */
  HTML
}
