package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DELETION;
import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static io.github.dhisadmin.sync.internal.migration.MigrationBed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationRuns;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Loss;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.TransferredPart;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.migration.ValidationResult.PartTotals;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.RunControl;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that are asked for twice, what they have moved, and who did what to them. */
class MigrationRunsTest {
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String BCG = "s46m5MS0hxu";
  private static final String FIXED = "PT59n8BQbqM";
  private static final String UNIT = "DiszpKrYNg8";

  private final MigrationBed bed = new MigrationBed();
  private final MigrationService migration = bed.service();

  @BeforeEach
  void configure() {
    save(OPV);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  /** A double click was a double run (D.9, 15). */
  @Test
  void same_request_while_the_first_is_under_way_joins_it() {
    MigrationRun first = migration.migrateData(request("2026Q1", "amina"));
    MigrationRun second = migration.migrateData(request("2026Q1", "bongani"));

    assertThat(first.joined()).isFalse();
    assertThat(second).isEqualTo(new MigrationRun(first.id(), "north", 0, true));
    assertThat(counts(DATA_DOWNLOAD)).isEqualTo(3);
    assertThat(migration.runs().audit(first.id()))
        .extracting(AuditEntry::action, AuditEntry::who)
        .containsExactly(tuple(Action.BEGIN, "amina"), tuple(Action.JOIN, "bongani"));
  }

  @Test
  void same_request_after_the_first_has_ended_is_a_run_of_its_own() {
    MigrationRun first = migration.migrateData(request("2026Q1", "amina"));
    bed.work();

    MigrationRun second = migration.migrateData(request("2026Q1", "amina"));

    assertThat(second.joined()).isFalse();
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void stopped_run_is_not_joined() {
    MigrationRun first = migration.migrateData(request("2026Q1", "amina"));
    migration.tasks().cancel(first.id());

    assertThat(migration.migrateData(request("2026Q1", "amina")).joined()).isFalse();
  }

  @Test
  void other_periods_and_other_items_are_another_run() {
    migration.migrateData(request("2026Q1", "amina"));

    assertThat(migration.migrateData(request("2026Q2", "amina")).joined()).isFalse();
    save(BCG);
    assertThat(migration.migrateData(request("2026Q1", "amina")).joined()).isFalse();
  }

  @Test
  void same_periods_in_another_order_are_the_same_run() {
    Period january = Period.of("202601");
    Period march = Period.of("202603");
    migration.migrateData(
        new DataMigrationRequest("north", List.of(), List.of(january, march), "amina"));

    MigrationRun second =
        migration.migrateData(
            new DataMigrationRequest("north", List.of(), List.of(march, january), "amina"));

    assertThat(second.joined()).isTrue();
  }

  @Test
  void same_metadata_are_migrated_once_whoever_asks() {
    MigrationRun first = migration.migrateMetadata(dashboards("amina", "nghVC4wtyzi"));
    MigrationRun second = migration.migrateMetadata(dashboards("bongani", "nghVC4wtyzi"));
    MigrationRun other = migration.migrateMetadata(dashboards("amina", "vqh4MBWOTi4"));

    assertThat(second.joined()).isTrue();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(other.joined()).isFalse();
  }

  @Test
  void totals_of_both_sides_are_equal_when_everything_arrived() {
    enterThree("old");
    MigrationRun run = migration.migrateData(request("2026Q1", "amina"));
    bed.work();

    MigrationRunRecord done = migration.runs().find(run.id()).orElseThrow();
    ValidationResult compared =
        migration.validation().run(request("2026Q1", "amina"), Tolerance.NONE, RunControl.none());

    assertThat(done.transferred(DATA_DOWNLOAD).values()).isEqualTo(3);
    assertThat(done.transferred(DATA_UPLOAD)).isEqualTo(done.transferred(DATA_DOWNLOAD));
    assertThat(compared.source()).isEqualTo(done.transferred(DATA_DOWNLOAD));
    assertThat(compared.destination()).isEqualTo(compared.source());
    assertThat(compared.destination().checksum()).isNotZero();
  }

  @Test
  void totals_of_both_sides_differ_where_a_value_does() {
    enterThree("old");
    enterThree("central");
    bed.enter("central", value(OPV, "202602", UNIT, FIXED, "23"));

    ValidationResult compared =
        migration
            .validation()
            .run(
                request("2026Q1", "amina"),
                new Tolerance(BigDecimal.ONE, BigDecimal.ZERO),
                RunControl.none());

    assertThat(compared.total()).isZero();
    assertThat(compared.destination().values()).isEqualTo(3);
    assertThat(compared.parts())
        .filteredOn(part -> !part.source().equals(part.destination()))
        .extracting(PartTotals::itemSet, PartTotals::period)
        .containsExactly(tuple("items", "202602"));
  }

  @Test
  void default_combinations_that_only_the_destination_names_count_alike() {
    save(OPV, DataOrigin.ANALYTICS);
    bed.place("/ImspTQPwCqd/O6uvpzGd5pu/YuQRtpLP10I/" + UNIT);
    bed.enter("old", value(OPV, "202601", UNIT, FIXED, "13"));
    bed.enter("central", value(OPV, "202601", UNIT, "HllvX50cXC0", "13"));

    ValidationResult compared =
        migration.validation().run(request("202601", "amina"), Tolerance.NONE, RunControl.none());

    assertThat(compared.matched()).isEqualTo(1);
    assertThat(compared.source()).isEqualTo(compared.destination());
  }

  @Test
  void numbers_count_alike_however_they_are_written() {
    assertThat(ValueTotals.of(List.of(value(OPV, "202601", UNIT, FIXED, "7.0"))))
        .isEqualTo(ValueTotals.of(List.of(value(OPV, "202601", UNIT, FIXED, "7"))));
    assertThat(ValueTotals.of(List.of(value(OPV, "202601", UNIT, FIXED, "yes"))))
        .isNotEqualTo(ValueTotals.of(List.of(value(OPV, "202601", UNIT, FIXED, "no"))));
  }

  @Test
  void totals_do_not_depend_on_order_and_parts() {
    MigratedValue one = value(OPV, "202601", UNIT, FIXED, "1");
    MigratedValue two = value(OPV, "202602", UNIT, FIXED, "1");

    TransferTotals together = ValueTotals.of(List.of(one, two));

    assertThat(ValueTotals.of(List.of(two)).plus(ValueTotals.of(List.of(one)))).isEqualTo(together);
    assertThat(together).isNotEqualTo(ValueTotals.of(List.of(one, one)));
  }

  @Test
  void each_part_of_a_run_tells_what_it_has_moved() {
    enterThree("old");
    MigrationRun run = migration.migrateData(request("2026Q1", "amina"));
    bed.work();

    List<TransferredPart> parts = migration.runs().parts(run.id(), 0, 100);

    assertThat(parts)
        .extracting(TransferredPart::process, TransferredPart::key, part -> part.totals().values())
        .containsExactly(
            tuple(DATA_DOWNLOAD, "items/202601/0/-", 1L),
            tuple(DATA_DOWNLOAD, "items/202602/0/-", 2L),
            tuple(DATA_UPLOAD, "items/202601/0/-#0", 1L),
            tuple(DATA_UPLOAD, "items/202602/0/-#0", 2L));
    assertThat(parts.get(3).totals()).isEqualTo(parts.get(1).totals());
    assertThat(migration.runs().parts(run.id(), parts.get(1).task(), 1))
        .containsExactly(parts.get(2));
  }

  @Test
  void deletion_tells_what_it_has_deleted() {
    enterThree("central");
    DeletionPlan plan = migration.planDeletion(request("2026Q1", "amina"), RunControl.none());
    MigrationRun run =
        migration.deleteData(request("2026Q1", "amina"), plan.token(), RunControl.none());
    bed.work();

    MigrationRunRecord done = migration.runs().find(run.id()).orElseThrow();

    assertThat(done.kind()).isEqualTo(MigrationKind.DELETION);
    assertThat(done.transferred(DATA_DELETION).values()).isEqualTo(plan.values());
  }

  @Test
  void runs_are_listed_from_the_newest_on() {
    MigrationRun first = migration.migrateData(request("2026Q1", "amina"));
    MigrationRun second = migration.migrateData(request("2026Q2", "amina"));

    assertThat(migration.runs().list("north", MigrationRuns.NEWEST, 10))
        .extracting(MigrationRunRecord::id)
        .containsExactly(second.id(), first.id());
    assertThat(migration.runs().list("north", second.id(), 10))
        .extracting(MigrationRunRecord::id)
        .containsExactly(first.id());
    assertThat(migration.runs().list("south", MigrationRuns.NEWEST, 10)).isEmpty();
    assertThatThrownBy(() -> migration.runs().list("north", MigrationRuns.NEWEST, 0))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void who_stops_or_retries_is_written_down_by_name() {
    MigrationRun run = migration.migrateData(request("202601", "amina"));
    migration.tasks().by("chipo").cancel(run.id());

    assertThat(migration.runs().audit(run.id()))
        .extracting(AuditEntry::action, AuditEntry::who, AuditEntry::tasks)
        .contains(tuple(Action.CANCEL, "chipo", 1L));
    assertThatThrownBy(() -> migration.tasks().by(" ")).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void without_a_name_the_user_of_the_host_is_written_down() {
    MigrationRun run = migration.migrateData(request("202601", "amina"));

    bed.service(AccessPolicy.dhis2(() -> Set.of("ALL"), () -> Optional.of("xE7jOejl9FI")))
        .tasks()
        .cancel(run.id());

    assertThat(migration.runs().audit(run.id()))
        .extracting(AuditEntry::action, AuditEntry::who)
        .contains(tuple(Action.CANCEL, "xE7jOejl9FI"));
  }

  @Test
  void whoever_may_not_export_data_may_not_remove_runs() {
    MigrationService denied = bed.service(AccessPolicy.dhis2(Set::of));
    PruningPlan plan =
        new PruningPlan(
            Pruning.of("north", Duration.ofDays(90)), Instant.EPOCH, new Loss(0, 0, 0, 0, 0));

    assertThatThrownBy(() -> denied.runs().prune(plan, "amina"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> migration.runs().prune(plan, ""))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> Pruning.of("north", Duration.ofDays(-1)))
        .isInstanceOf(InvalidRequestException.class);
  }

  private void save(String dataElement) {
    save(dataElement, DataOrigin.RAW_VALUES);
  }

  private void save(String dataElement, DataOrigin origin) {
    migration
        .configurations()
        .save(
            new MigrationConfiguration(
                "north",
                "old",
                "central",
                List.of(
                    new DataItemSet(
                        "items",
                        origin,
                        PeriodType.named("Monthly").orElseThrow(),
                        new Place("ImspTQPwCqd", 4),
                        List.of(DataItem.same(dataElement)),
                        null))));
  }

  /** One value in January, two in February. */
  private void enterThree(String server) {
    bed.enter(
        server,
        value(OPV, "202601", UNIT, FIXED, "21"),
        value(OPV, "202602", UNIT, FIXED, "22"),
        value(OPV, "202602", "g8upMTyEZGZ", FIXED, "22"));
  }

  private long counts(ProcessType process) {
    return migration.tasks().counts("north").stream()
        .filter(each -> each.process() == process)
        .findFirst()
        .orElseThrow()
        .enqueued();
  }

  private static DataMigrationRequest request(String period, String requestedBy) {
    return new DataMigrationRequest("north", List.of(), List.of(Period.of(period)), requestedBy);
  }

  private static MetadataMigrationRequest dashboards(String requestedBy, String... uids) {
    return MetadataMigrationRequest.of(
        "north", MetadataSelection.of(MetadataKind.DASHBOARDS, uids), requestedBy);
  }
}
