package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.StoredOperation.Outlook;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an operation found to do. Filled by the operation, then only read. */
final class Plan {
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Blockers blockers = new Blockers();
  private final StringBuilder subject = new StringBuilder();
  private Duration estimatedTime = Duration.ZERO;
  private Work work = Work.NONE;

  /**
   * Takes note of what a step changes.
   *
   * @param each about how long one of them takes
   */
  Plan step(String step, long count, Duration each) {
    counts.merge(step, count, Long::sum);
    estimatedTime = estimatedTime.plus(each.multipliedBy(count));
    return this;
  }

  /** Takes note of something that stays as it is. */
  Plan block(Blocker blocker) {
    blockers.add(blocker);
    return this;
  }

  /** Takes note of what the operator should know. */
  Plan warn(Warning warning) {
    blockers.warn(warning);
    return this;
  }

  /** Takes note of what the counts are of: another subject is another plan. */
  Plan about(Object thing) {
    subject.append(thing).append('\n');
    return this;
  }

  /** Says how to do it. */
  Plan by(Work newWork) {
    this.work = newWork;
    return this;
  }

  Work work() {
    return work;
  }

  List<Blocker> blockers() {
    return blockers.listed();
  }

  List<Warning> warnings() {
    return blockers.warnings();
  }

  Outlook outlook() {
    return new Outlook(counts, blockers(), warnings(), estimatedTime, subject.toString());
  }
}
