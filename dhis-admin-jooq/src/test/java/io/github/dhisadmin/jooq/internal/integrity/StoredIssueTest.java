package io.github.dhisadmin.jooq.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredIssueTest {
  private static final ObjectReference REFERENCE =
      new ObjectReference("dataSets", "dataSetUid1", "Monthly \"A\" \\ Ñ");

  @Test
  void issue_comes_back_as_it_was() {
    IntegrityIssue issue =
        new IntegrityIssue(
            Severity.SEVERE,
            "dataElemen1",
            "Ñandú 🐦",
            "two\nlines\t'quoted'",
            List.of(REFERENCE, new ObjectReference("", null, "only a name")));

    assertThat(StoredIssue.of(issue).issue()).isEqualTo(issue);
  }

  @Test
  void issue_without_id_and_references_comes_back_as_it_was() {
    IntegrityIssue issue = new IntegrityIssue(Severity.INFO, null, "Monthly", "", List.of());

    assertThat(StoredIssue.of(issue).issue()).isEqualTo(issue);
  }

  @Test
  void character_that_no_text_may_have_is_left_out() {
    StoredIssue stored =
        StoredIssue.of(
            new IntegrityIssue(
                Severity.INFO,
                "a\0b",
                "c\0d",
                "e\0f",
                List.of(new ObjectReference("t\0", "u\0", "n\0"))));

    assertThat(stored.idOrNull()).isEqualTo("ab");
    assertThat(stored.name()).isEqualTo("cd");
    assertThat(stored.comment()).isEqualTo("ef");
    assertThat(stored.issue().refs()).containsExactly(new ObjectReference("t", "u", "n"));
  }
}
