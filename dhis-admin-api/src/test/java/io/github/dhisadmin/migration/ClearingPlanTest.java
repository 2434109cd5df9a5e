package io.github.dhisadmin.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Loss;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearingPlanTest {
  private static final Clearing FAILED = new Clearing(TaskSelection.all("north"), Scope.FAILED);
  private static final ClearingPlan SEEN =
      plan(FAILED, new Loss(DATA_UPLOAD, 0, 3, 40), new Loss(DATA_DOWNLOAD, 2, 1, 7));

  @Test
  void who_agreed_to_a_loss_agreed_to_less() {
    assertThat(SEEN.covers(SEEN)).isTrue();
    assertThat(SEEN.covers(plan(FAILED, new Loss(DATA_UPLOAD, 0, 2, 39)))).isTrue();
    assertThat(SEEN.covers(plan(FAILED))).isTrue();
  }

  @Test
  void who_agreed_to_a_loss_did_not_agree_to_more_or_later_or_other_tasks() {
    assertThat(SEEN.covers(plan(FAILED, new Loss(DATA_UPLOAD, 0, 4, 40)))).isFalse();
    assertThat(SEEN.covers(plan(FAILED, new Loss(DATA_UPLOAD, 0, 3, 41)))).isFalse();
    assertThat(SEEN.covers(plan(FAILED, new Loss(DATA_UPLOAD, 1, 2, 40)))).isFalse();
    assertThat(SEEN.covers(plan(FAILED, new Loss(ProcessType.METADATA_UPLOAD, 0, 1, 1)))).isFalse();
    assertThat(SEEN.covers(plan(new Clearing(TaskSelection.all("north"), Scope.QUEUED)))).isFalse();
  }

  @Test
  void tasks_are_not_cleared_one_by_one() {
    TaskSelection one = TaskSelection.one("north", 7);

    assertThatThrownBy(() -> new Clearing(one, Scope.FAILED))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static ClearingPlan plan(Clearing clearing, Loss... losses) {
    return new ClearingPlan(clearing, List.of(losses));
  }
}
