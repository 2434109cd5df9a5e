package io.github.dhisadmin.sync.internal.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dhisadmin.migration.TaskProblem;

/** What tasks work on, as it is stored. */
final class TaskDocuments {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TaskDocuments() {}

  static String write(Object payload) {
    try {
      return MAPPER.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a task works on is made of texts and lists", e);
    }
  }

  /**
   * Reads what was written.
   *
   * @throws RefusedException if somebody else wrote it
   */
  static <T> T read(String payload, Class<T> type) {
    try {
      return MAPPER.readValue(payload, type);
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          TaskProblem.of("UNREADABLE", "What the task is to work on cannot be read."), false);
    }
  }
}
