package io.github.dhisadmin.integrity;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.RunControl;
import java.util.List;

/**
 * Runs integrity checks. A check reads, and never writes to DHIS2's tables; each has its own
 * read-only transaction and timeout, and one that fails is an outcome that hides none of the
 * others. Running and reading results needs the authority {@code F_PERFORM_MAINTENANCE}. Thread
 * safe; runs may overlap.
 */
public interface IntegrityService {

  /** All checks, ordered by section and id; needs no authority. */
  List<IntegrityCheck> checks();

  /**
   * The checks that a selection gives, ordered by section and id; needs no authority.
   *
   * @throws InvalidRequestException if a name, or the selection as a whole, gives nothing; the
   *     message suggests what was meant
   */
  List<IntegrityCheck> checks(CheckSelection selection);

  /** Counts issues, and waits for it. */
  default IntegrityResult summary(CheckSelection selection) {
    return summary(IntegrityRequest.of(selection), RunControl.none());
  }

  /**
   * Counts issues, and waits for it.
   *
   * @param control hears of each finished check and may stop the run
   * @throws InvalidRequestException if a name, or the selection as a whole, gives nothing; the
   *     message suggests what was meant
   */
  IntegrityResult summary(IntegrityRequest request, RunControl control);

  /** Finds issues, and waits for it. */
  default IntegrityResult details(CheckSelection selection) {
    return details(IntegrityRequest.of(selection), RunControl.none());
  }

  /**
   * Finds issues, and waits for it; the outcomes hold them.
   *
   * @param control hears of each finished check and may stop the run
   * @throws InvalidRequestException if a name, or the selection as a whole, gives nothing; the
   *     message suggests what was meant
   */
  IntegrityResult details(IntegrityRequest request, RunControl control);

  /**
   * Finds issues and tells a listener of each, and waits for it; the outcomes hold none, so that
   * memory does not grow with their number.
   *
   * @param control hears of each finished check and may stop the run
   * @throws InvalidRequestException if a name, or the selection as a whole, gives nothing; the
   *     message suggests what was meant
   */
  IntegrityResult details(IntegrityRequest request, IssueListener listener, RunControl control);

  /** What former runs found. */
  IntegrityHistory history();
}
