package io.github.dhisadmin.examples.cli;

/** How a command writes its result to standard output. */
enum OutputFormat {
  /** Text for people, free to change. */
  TEXT,
  /** Exactly one JSON document, whose fields are never renamed. */
  JSON,
  /** One self-contained page; of integrity runs and of comparisons of two servers only. */
  HTML,
  /** A line per discrepancy; of comparisons of two servers only. */
  CSV,
  /** What build servers read; of integrity runs only. */
  JUNIT
}
