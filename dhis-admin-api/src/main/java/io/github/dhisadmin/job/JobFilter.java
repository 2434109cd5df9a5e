package io.github.dhisadmin.job;

/** Which jobs to list. */
public enum JobFilter {
  /** Those that somebody created. */
  USER,
  /** Those of the library as well. */
  ALL
}
