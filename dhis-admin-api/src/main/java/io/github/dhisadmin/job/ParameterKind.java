package io.github.dhisadmin.job;

/** What a form shows for a parameter. */
public enum ParameterKind {
  /** A line of text. */
  TEXT,
  /** A whole number. */
  NUMBER,
  /** Yes or no. */
  FLAG,
  /** One of its choices. */
  CHOICE,
  /** Any number of lines of text. */
  TEXTS,
  /** Any number of its choices. */
  CHOICES
}
