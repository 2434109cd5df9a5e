package io.github.dhisadmin.examples.cli;

/** How a command writes its result to standard output. */
enum OutputFormat {
  /** Text for people, free to change. */
  TEXT,
  /** Exactly one JSON document, whose fields are never renamed. */
  JSON
}
