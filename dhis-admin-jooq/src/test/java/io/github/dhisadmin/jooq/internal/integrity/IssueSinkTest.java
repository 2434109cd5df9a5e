package io.github.dhisadmin.jooq.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.CheckRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssueSinkTest {
  private final List<IntegrityIssue> issues = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();

  @Test
  void issues_beyond_the_limit_are_only_counted() {
    IssueSink sink = sink(2);
    for (String name : List.of("a", "b", "c")) {
      sink.add(null, name, null, List.of());
    }

    assertThat(issues).extracting(IntegrityIssue::name).containsExactly("a", "b");
    assertThat(sink.count()).isEqualTo(3);
  }

  @Test
  void severity_is_that_of_the_check_unless_the_issue_has_its_own() {
    IssueSink sink = sink(2);
    sink.add("id", "a", null, List.of());
    sink.add(Severity.INFO, "id", "b", null, List.of());

    assertThat(issues)
        .extracting(IntegrityIssue::severity)
        .containsExactly(Severity.SEVERE, Severity.INFO);
  }

  @Test
  void name_falls_back_to_the_id() {
    IssueSink sink = sink(2);
    sink.add("id", null, null, List.of());
    sink.add(null, null, null, List.of());

    assertThat(issues).extracting(IntegrityIssue::name).containsExactly("id", "");
    assertThat(issues).extracting(IntegrityIssue::comment).containsExactly("", "");
  }

  @Test
  void comment_is_cut_between_characters() {
    IssueSink sink = sink(3);
    sink.add("id", "a", "x".repeat(1000), List.of());
    sink.add("id", "b", "x".repeat(1001), List.of());
    sink.add("id", "c", "x".repeat(999) + "\uD83D\uDE00", List.of());

    assertThat(issues)
        .extracting(IntegrityIssue::comment)
        .containsExactly("x".repeat(1000), "x".repeat(1000), "x".repeat(999));
  }

  @Test
  void cancelled_run_adds_nothing() {
    IssueSink sink = sink(1);
    cancellation.cancel();

    assertThatThrownBy(() -> sink.add("id", "a", null, List.of()))
        .isInstanceOf(CancelledException.class);
    assertThatThrownBy(sink::checkCancelled).isInstanceOf(CancelledException.class);
    assertThat(issues).isEmpty();
  }

  private IssueSink sink(long limit) {
    IntegrityRequest request = IntegrityRequest.of(CheckSelection.all()).issuesPerCheck(limit);
    return new IssueSink(Severity.SEVERE, new CheckRun(request, cancellation), issues::add);
  }
}
