package io.github.dhisadmin.integrity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a check found.
 *
 * @param severity how much it matters
 * @param idOrNull the object's uid, or what stands for it; null if there is nothing of the kind
 * @param name the object's name
 * @param comment what is wrong with it, at most 1000 characters; empty if the check says it all
 * @param refs other objects it has to do with, in a stable order; may be empty
 */
public record IntegrityIssue(
    Severity severity,
    @Nullable String idOrNull,
    String name,
    String comment,
    List<ObjectReference> refs) {

  /** Keeps its own copy. */
  public IntegrityIssue {
    refs = List.copyOf(refs);
  }

  /** The object's uid, or what stands for it. */
  public Optional<String> id() {
    return Optional.ofNullable(idOrNull);
  }
}
