package io.github.dhisadmin.examples.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.MetadataDemo;
import io.github.dhisadmin.testkit.demo.MetadataSize;
import io.github.dhisadmin.testkit.demo.PlantedIssues;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.TestPostgres;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedIssuesIT {
  private static final int PLANTED = 6;

  @ParameterizedTest
  @EnumSource
  void every_check_finds_what_was_planted_for_it_and_nothing_else(Shape shape) {
    AtomicReference<PlantedIssues> loaded = new AtomicReference<>(new PlantedIssues(Map.of()));
    MetadataDemo metadata = MetadataDemo.of(MetadataSize.small()).planting(PLANTED);

    try (Dhis2Database database =
        TestPostgres.create(shape, tables -> loaded.set(metadata.loadInto(tables)))) {
      IntegrityResult found = details(database);
      PlantedIssues planted = Objects.requireNonNull(loaded.get());

      SoftAssertions all = new SoftAssertions();
      for (CheckOutcome outcome : found.outcomes()) {
        String check = outcome.check().id();
        all.assertThat(outcome.issues())
            .as(check)
            .extracting(issue -> issue.id().orElse("none"))
            .containsExactlyInAnyOrderElementsOf(planted.of(check));
        all.assertThat(outcome.count()).as(check).isEqualTo(planted.of(check).size());
      }
      all.assertAll();
      assertThat(planted.byCheck().keySet())
          .isSubsetOf(found.outcomes().stream().map(each -> each.check().id()).toList())
          .containsAll(
              found.outcomes().stream()
                  .map(CheckOutcome::check)
                  .filter(check -> check.traits().source() == CheckSource.SEED)
                  .map(IntegrityCheck::id)
                  .toList());
    }
  }

  @Test
  void nothing_is_found_where_nothing_was_planted() {
    MetadataDemo metadata = MetadataDemo.of(MetadataSize.small());

    try (Dhis2Database database = TestPostgres.create(Shape.V2_42, metadata::loadInto)) {
      assertThat(details(database).outcomes())
          .filteredOn(outcome -> outcome.status() != CheckStatus.PASSED)
          .extracting(outcome -> outcome.check().id() + " " + outcome.status())
          .isSubsetOf("periods_with_wrong_iso SKIPPED");
    }
  }

  private static IntegrityResult details(Dhis2Database database) {
    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(database.dataSource())).build()) {
      return admin.integrity().details(CheckSelection.of("seed", "extended").includeSlow());
    }
  }
}
