package io.github.dhisadmin.spi;

import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.run.Warning;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A check that can be run. Thread safe. */
public interface StoredCheck {

  /** How it is listed. */
  IntegrityCheck definition();

  /** What this database lacks that the check reads; empty if it can run. */
  Optional<String> missing();

  /**
   * Runs the check in a read-only transaction of its own.
   *
   * @param run what was asked for, and what its checks share
   * @param sink hears of each issue in a stable order, until as many were told as are wanted
   * @return the exact numbers, however many issues are wanted
   */
  Finding run(CheckRun run, Consumer<IntegrityIssue> sink);

  /**
   * What was found.
   *
   * @param count number of issues
   * @param totalOrNull number of objects that could have had one; null if unknown
   * @param warnings what an operator should know besides; usually nothing
   */
  record Finding(long count, @Nullable Long totalOrNull, List<Warning> warnings) {

    /** Keeps its own copy. */
    public Finding {
      warnings = List.copyOf(warnings);
    }

    /** Numbers without anything to add. */
    public Finding(long count, @Nullable Long totalOrNull) {
      this(count, totalOrNull, List.of());
    }
  }
}
