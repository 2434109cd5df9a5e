package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which errors of runs to list, the newest first. Immutable; start from {@link #last(int)}.
 *
 * @param jobUidOrNull of which job; null for all
 * @param codeOrNull of which kind; null for all
 * @param objectOrNull of which object; null for all
 * @param limit how many at most, at least 1
 */
public record JobErrorFilter(
    @Nullable String jobUidOrNull,
    @Nullable String codeOrNull,
    @Nullable String objectOrNull,
    int limit) {

  /** Refuses a limit that makes no sense. */
  public JobErrorFilter {
    if (limit < 1) {
      throw new InvalidRequestException("limit must be at least 1, but is " + limit + ".");
    }
  }

  /** The last ones, whatever they are. */
  public static JobErrorFilter last(int limit) {
    return new JobErrorFilter(null, null, null, limit);
  }

  /** Only those of a job. */
  public JobErrorFilter job(String uid) {
    return new JobErrorFilter(uid, codeOrNull, objectOrNull, limit);
  }

  /** Only those of a kind. */
  public JobErrorFilter code(String code) {
    return new JobErrorFilter(jobUidOrNull, code, objectOrNull, limit);
  }

  /** Only those of an object. */
  public JobErrorFilter object(String object) {
    return new JobErrorFilter(jobUidOrNull, codeOrNull, object, limit);
  }
}
