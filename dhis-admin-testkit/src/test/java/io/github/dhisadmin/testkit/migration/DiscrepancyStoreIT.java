package io.github.dhisadmin.testkit.migration;

import static io.github.dhisadmin.migration.Discrepancy.Kind.MISSING_AT_DESTINATION;
import static io.github.dhisadmin.migration.Discrepancy.Kind.MISSING_AT_SOURCE;
import static io.github.dhisadmin.migration.Discrepancy.Kind.VALUE_DIFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.Discrepancy.Point;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.spi.DiscrepancyStore;
import io.github.dhisadmin.migration.spi.DiscrepancyStore.Found;
import io.github.dhisadmin.migration.spi.DiscrepancyStore.Repair;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comparisons found, in the library's own schema. */
class DiscrepancyStoreIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private DiscrepancyStore store;
  private long run;
  private long other;

  @BeforeEach
  void open() {
    MigrationStore migration = JooqPersistence.of(DHIS2.dataSource()).sync().migration();
    store = migration.discrepancies();
    run = migration.runs().begin(run("north"));
    other = migration.runs().begin(run("south"));
  }

  @Test
  void discrepancies_of_a_run_are_paged_in_the_order_of_finding() {
    store.add(run, IntStream.range(0, 1_203).mapToObj(DiscrepancyStoreIT::missing).toList());
    store.add(other, List.of(missing(7)));

    List<Discrepancy> first = store.list(run, 0, 1_000);
    List<Discrepancy> rest = store.list(run, first.get(999).id(), 1_000);

    assertThat(first).hasSize(1_000);
    assertThat(rest).hasSize(203);
    assertThat(rest.get(202).point().organisationUnit()).isEqualTo("unit 1202");
  }

  @Test
  void discrepancy_is_found_as_it_was_kept() {
    store.add(run, List.of(found(VALUE_DIFFERS, 1, "13", "14", "{}")));

    Discrepancy found = store.list(run, 0, 10).get(0);

    assertThat(found.kind()).isEqualTo(VALUE_DIFFERS);
    assertThat(found.itemSet()).isEqualTo("vaccines");
    assertThat(found.point()).isEqualTo(point(1));
    assertThat(found.sourceValue()).hasValue("13");
    assertThat(found.destinationValue()).hasValue("14");
  }

  @Test
  void only_what_the_source_has_can_be_repaired() {
    store.add(
        run,
        List.of(
            missing(1),
            found(MISSING_AT_SOURCE, 2, null, "14", ""),
            found(VALUE_DIFFERS, 3, "13", "14", "repair 3")));

    List<Repair> repairs = store.repairs(run, 0, 10);

    assertThat(repairs).extracting(Repair::value).containsExactly("repair 1", "repair 3");
    assertThat(store.repairs(run, repairs.get(0).id(), 10)).hasSize(1);
    assertThat(store.repairs(other, 0, 10)).isEmpty();
  }

  private static Found missing(int number) {
    return found(MISSING_AT_DESTINATION, number, "13", null, "repair " + number);
  }

  private static Found found(
      Kind kind, int number, @Nullable String source, @Nullable String destination, String repair) {
    return new Found(
        new Discrepancy(0, "vaccines", kind, point(number), source, destination), repair);
  }

  private static Point point(int number) {
    return new Point("s46m5MS0hxu", "202601", "unit " + number, "", "HllvX50cXC0");
  }

  private static NewRun run(String configuration) {
    return new NewRun(configuration, MigrationKind.VALIDATION, "{}", "amina");
  }
}
