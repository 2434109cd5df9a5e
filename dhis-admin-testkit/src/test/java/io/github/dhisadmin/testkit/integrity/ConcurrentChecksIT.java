package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host checks for several callers at a time, all by the checks of one store. */
class ConcurrentChecksIT {
  private static final int CALLERS = 4;
  private static final int ROUNDS = 10;

  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @Test
  void runs_at_the_same_time_do_not_disturb_each_other() throws Exception {
    IntegrityBed bed = new IntegrityBed(POSTGRES.database());
    Dhis2Fixture.on(bed.dataSource());
    List<StoredCheck> checks =
        Stream.concat(
                bed.store().checks().stream(),
                Stream.of(bed.store().custom(IntegrityBed.own("select 'id1', 'name'", "select 7"))))
            .filter(check -> check.missing().isEmpty())
            .toList();
    Phaser together = new Phaser(CALLERS);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<List<StoredCheck.Finding>>> found =
          callers.invokeAll(Collections.nCopies(CALLERS, findings(checks, together)));

      List<StoredCheck.Finding> first = found.get(0).get();
      for (Future<List<StoredCheck.Finding>> other : found) {
        assertThat(other.get()).isEqualTo(first);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** Each check begins when all callers have come to it, which is when they would collide. */
  private static Callable<List<StoredCheck.Finding>> findings(
      List<StoredCheck> checks, Phaser together) {
    return () -> {
      try {
        List<StoredCheck.Finding> findings = new ArrayList<>();
        for (StoredCheck check : checks) {
          for (int round = 0; round < ROUNDS; round++) {
            together.arriveAndAwaitAdvance();
            findings.add(IntegrityBed.run(check, 0, new ArrayList<>()));
          }
        }
        return findings;
      } finally {
        together.arriveAndDeregister();
      }
    };
  }
}
