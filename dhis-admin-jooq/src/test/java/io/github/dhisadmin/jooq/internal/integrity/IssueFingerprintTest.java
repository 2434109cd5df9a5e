package io.github.dhisadmin.jooq.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssueFingerprintTest {
  private static final ObjectReference SET = new ObjectReference("dataSets", "dataSetUid1", "A");
  private static final ObjectReference TWIN = new ObjectReference("units", "unitUid0002", "Kenema");

  @Test
  void severity_comment_and_names_make_no_other_issue() {
    assertThat(issue(Severity.INFO, "id", "Bo", "one of 2", SET))
        .isEqualTo(
            issue(
                Severity.SEVERE,
                "id",
                "Bo Town",
                "one of 3",
                new ObjectReference("dataSets", "dataSetUid1", "renamed")));
  }

  @Test
  void others_of_the_same_kind_make_no_other_issue() {
    assertThat(issue("id", "Bo", SET, TWIN)).isEqualTo(issue("id", "Bo", SET));
  }

  @Test
  void order_of_references_makes_no_other_issue() {
    ObjectReference other = new ObjectReference("dataSets", "dataSetUid2", "B");

    assertThat(issue("id", "Bo", SET, other)).isEqualTo(issue("id", "Bo", other, SET));
  }

  @Test
  void check_object_and_what_is_of_another_kind_make_another_issue() {
    assertThat(
            List.of(
                issue("id", "name", SET),
                IssueFingerprint.of(check("other"), of(Severity.INFO, "id", "name", "", SET)),
                issue("ie", "name", SET),
                issue(null, "name", SET),
                issue(null, "nam", SET),
                issue(null, "id", SET),
                issue("id", "name"),
                issue("id", "name", new ObjectReference("dataSets", "dataSetUid2", "A")),
                issue("id", "name", new ObjectReference("sections", "dataSetUid1", "A")),
                issue("id", "name", new ObjectReference("dataSets", null, "dataSetUid1")),
                issue("id", "name", new ObjectReference("dataSets", null, "A")),
                issue("id", "name", SET, new ObjectReference("dataSets", null, "A"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void character_that_cannot_be_stored_plays_no_part() {
    assertThat(issue("i\0d", "Bo")).isEqualTo(issue("id", "Bo"));
  }

  private static UUID issue(@Nullable String id, String name, ObjectReference... refs) {
    return issue(Severity.INFO, id, name, "", refs);
  }

  private static UUID issue(
      Severity severity,
      @Nullable String id,
      String name,
      String comment,
      ObjectReference... refs) {
    return IssueFingerprint.of(check("units_orphaned"), of(severity, id, name, comment, refs));
  }

  private static IntegrityIssue of(
      Severity severity,
      @Nullable String id,
      String name,
      String comment,
      ObjectReference... refs) {
    return new IntegrityIssue(severity, id, name, comment, List.of(refs));
  }

  private static IntegrityCheck check(String id) {
    return new IntegrityCheck(
        CheckName.of(id),
        CheckSection.ORGANISATION_UNITS,
        Severity.SEVERE,
        null,
        new CheckTexts("Title", "Description", "Recommendation", ""),
        new CheckTraits(CheckSource.SEED, true, false, "units", Set.of()));
  }
}
