package io.github.dhisadmin.sync.internal.rabbitmq;

import io.github.dhisadmin.migration.ProcessType;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The news that a task waits.
 *
 * @param tag by which the broker is told that it has arrived
 * @param process whose queue it came from
 * @param text the number of the task, or what somebody else put there
 * @param missed whether the task could not be taken before, when somebody may have been at it
 */
record Message(long tag, ProcessType process, String text, boolean missed) {
  private static final int LONGEST = 18;

  static Message arrived(long tag, ProcessType process, byte[] body) {
    return new Message(tag, process, new String(body, StandardCharsets.US_ASCII), false);
  }

  static byte[] of(long task) {
    return String.valueOf(task).getBytes(StandardCharsets.US_ASCII);
  }

  /** The number of the task; empty if it is none. */
  OptionalLong task() {
    return text.length() <= LONGEST && text.matches("[0-9]+")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  Message missedOnce() {
    return new Message(tag, process, text, true);
  }
}
