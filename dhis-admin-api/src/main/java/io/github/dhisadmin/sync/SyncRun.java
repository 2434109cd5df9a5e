package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.RemoteProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sending of one kind of data, or of one program's.
 *
 * @param kind what was sent
 * @param partition uid of the program; empty where a kind is not split
 * @param state how it ended
 * @param counts what was sent, and what became of it
 * @param problemOrNull what made it end early; null if nothing did, or nothing of the server's
 * @param message why the state is what it is, for people
 */
public record SyncRun(
    SyncKind kind,
    String partition,
    SyncRunState state,
    SyncCounts counts,
    @Nullable RemoteProblem problemOrNull,
    String message) {

  /** What made it end early. */
  public Optional<RemoteProblem> problem() {
    return Optional.ofNullable(problemOrNull);
  }
}
