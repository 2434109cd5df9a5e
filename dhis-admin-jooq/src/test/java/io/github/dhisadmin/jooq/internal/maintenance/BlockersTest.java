package io.github.dhisadmin.jooq.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.run.Warning;
import org.junit.jupiter.api.Test;

class BlockersTest {
  private final Blockers blockers = new Blockers();

  @Test
  void same_blocker_is_listed_once() {
    blockers.add(blocker(1));
    blockers.add(blocker(2));
    blockers.add(blocker(1));

    assertThat(blockers.listed()).containsExactly(blocker(1), blocker(2));
    assertThat(blockers.warnings()).isEmpty();
  }

  @Test
  void more_than_can_be_listed_are_counted() {
    for (int i = 1; i <= Blocker.MAX_LISTED + 3; i++) {
      blockers.add(blocker(i));
    }

    assertThat(blockers.listed()).hasSize(Blocker.MAX_LISTED);
    assertThat(blockers.warnings())
        .extracting(Warning::code, Warning::count)
        .containsExactly(tuple("MORE_BLOCKERS", 3L));
  }

  private static Blocker blocker(int number) {
    return new Blocker("period", Integer.toString(number), "", "REFERENCED", "by a table", 1);
  }
}
