package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.RemoteProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a look at another server showed.
 *
 * @param available whether it answered, and knows the user
 * @param problemOrNull what went wrong, or null if nothing did
 * @param message what happened, for people
 * @param attempts how often it was asked
 * @param serverOrNull what kind of server it is, or null if it did not say
 * @param warnings what may keep synchronisation from working, or from being safe
 */
public record TargetCheck(
    boolean available,
    @Nullable RemoteProblem problemOrNull,
    String message,
    int attempts,
    @Nullable Server serverOrNull,
    List<String> warnings) {

  /** Copies the warnings. */
  public TargetCheck {
    warnings = List.copyOf(warnings);
  }

  /** What went wrong, if something did. */
  public Optional<RemoteProblem> problem() {
    return Optional.ofNullable(problemOrNull);
  }

  /** What kind of server it is, if it said so. */
  public Optional<Server> server() {
    return Optional.ofNullable(serverOrNull);
  }

  /**
   * What a server says about itself.
   *
   * @param version as in 2.42.1
   * @param systemIdOrNull what tells it from other servers, if the user may know
   * @param clockDifference how far its clock is ahead of this process's
   */
  public record Server(String version, @Nullable String systemIdOrNull, Duration clockDifference) {}
}
