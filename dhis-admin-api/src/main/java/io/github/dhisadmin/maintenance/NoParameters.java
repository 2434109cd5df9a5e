package io.github.dhisadmin.maintenance;

/** What operations take that can be done in one way only. */
public record NoParameters() {
  @Override
  public String toString() {
    return "none";
  }
}
