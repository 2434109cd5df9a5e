package io.github.dhisadmin.jooq.internal.integrity;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.CheckRun;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the issues that a check finds, and hands on as many as are wanted. */
final class IssueSink {
  /** How much of a comment is kept. */
  static final int COMMENT_LENGTH = 1000;

  private final Severity severity;
  private final long limit;
  private final Cancellation cancellation;
  private final Consumer<IntegrityIssue> listener;
  private long count;

  /**
   * Hands issues on.
   *
   * @param severity how much an issue matters that does not say so itself
   */
  IssueSink(Severity severity, CheckRun run, Consumer<IntegrityIssue> listener) {
    this.severity = severity;
    this.limit = run.issues();
    this.cancellation = run.cancellation();
    this.listener = listener;
  }

  /** How many issues are wanted; 0 to only count them. */
  long limit() {
    return limit;
  }

  /** How many it has heard of. */
  long count() {
    return count;
  }

  /** Ends the check if the run was cancelled; to be called while looking at much that is sound. */
  void checkCancelled() {
    cancellation.check();
  }

  /** Takes note of an issue as severe as the check's usually are. */
  void add(
      @Nullable String id,
      @Nullable String name,
      @Nullable String comment,
      List<ObjectReference> refs) {
    add(severity, id, name, comment, refs);
  }

  /** Takes note of an issue; one without a name goes by its id. */
  void add(
      Severity issueSeverity,
      @Nullable String id,
      @Nullable String name,
      @Nullable String comment,
      List<ObjectReference> refs) {
    cancellation.check();
    if (count < limit) {
      listener.accept(
          new IntegrityIssue(issueSeverity, id, nameOr(name, id), shortened(comment), refs));
    }
    count++;
  }

  private static String nameOr(@Nullable String name, @Nullable String id) {
    if (name != null) {
      return name;
    }
    return id == null ? "" : id;
  }

  private static String shortened(@Nullable String comment) {
    if (comment == null) {
      return "";
    }
    if (comment.length() <= COMMENT_LENGTH) {
      return comment;
    }
    boolean splitsPair = Character.isHighSurrogate(comment.charAt(COMMENT_LENGTH - 1));
    return comment.substring(0, splitsPair ? COMMENT_LENGTH - 1 : COMMENT_LENGTH);
  }
}
