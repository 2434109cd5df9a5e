package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.JOBCONFIGURATION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.SettledTime;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.SyncSettings;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.ValueScope;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Data of this DHIS2; each page is read in one transaction that sees one moment. */
final class JooqOutgoingData implements OutgoingData {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();
  private static final List<String> COMPETING =
      List.of(
          "DATA_SYNC",
          "EVENT_PROGRAMS_DATA_SYNC",
          "TRACKER_PROGRAMS_DATA_SYNC",
          "SINGLE_EVENT_DATA_SYNC",
          "TRACKED_ENTITY_DATA_SYNC");

  private final Database database;
  private final SystemSettings settings;
  private final RowReader values = new ValueReader();
  private final RowReader registrations = new RegistrationReader();
  private final RowReader events;
  private final RowReader trackedEntities;

  JooqOutgoingData(Database database, Dhis2Schema schema, SystemSettings settings) {
    this.database = database;
    this.settings = settings;
    this.events = new EventReader(schema);
    this.trackedEntities = new TrackedEntityReader(schema);
  }

  @Override
  public List<String> partitions(SyncKind kind) {
    return switch (kind) {
      case DATA_VALUES, REGISTRATIONS -> List.of("");
      case EVENT_PROGRAMS -> programs("WITHOUT_REGISTRATION");
      case TRACKER_PROGRAMS ->
          // Those without any enrollment go first.
          Stream.concat(Stream.of(""), programs("WITH_REGISTRATION").stream()).toList();
    };
  }

  private List<String> programs(String type) {
    return database.transaction(
        ctx ->
            ctx.select(PROGRAM.UID)
                .from(PROGRAM)
                .where(PROGRAM.TYPE.eq(type))
                .and(PROGRAM.UID.isNotNull())
                .orderBy(PROGRAM.UID)
                .fetch(PROGRAM.UID));
  }

  @Override
  public LocalDateTime settledUntil() {
    return database.transaction(ctx -> new SettledTime(ctx).read());
  }

  @Override
  public SyncSettings settings() {
    return database.transaction(
        ctx ->
            new SyncSettings(
                settings.timestamp(ctx, "syncSkipSyncForDataChangedBefore").orElse(EPOCH),
                Math.max(
                    1, settings.integer(ctx, "syncMaxRemoteServerAvailabilityCheckAttempts", 3)),
                Duration.ofMillis(
                    Math.max(
                        0,
                        settings.integer(
                            ctx, "syncDelayBetweenRemoteServerAvailabilityCheckAttempts", 500))),
                competing(ctx),
                SystemId.of(ctx)));
  }

  @Override
  public List<String> mandatoryButWithheld() {
    return database.transaction(MandatoryItems::withheld);
  }

  @Override
  public List<OutgoingValue> values(ValueScope scope, Cancellation cancellation) {
    return database.read(cancellation, PATIENCE, ctx -> ValueReader.of(ctx, scope));
  }

  @Override
  public long count(SyncStream stream, SyncWindow window) {
    return database.read(
        new Cancellation(),
        PATIENCE,
        ctx -> reader(stream.kind()).count(ctx, stream.partition(), window));
  }

  @Override
  public List<OutgoingRow> page(
      SyncStream stream, SyncWindow window, int limit, Cancellation cancellation) {
    return database.read(
        cancellation,
        PATIENCE,
        ctx -> reader(stream.kind()).page(ctx, stream.partition(), window, limit));
  }

  @Override
  public List<OutgoingRow> reload(
      SyncStream stream, List<List<Long>> ids, Cancellation cancellation) {
    return database.read(
        cancellation, PATIENCE, ctx -> reader(stream.kind()).reload(ctx, stream.partition(), ids));
  }

  private RowReader reader(SyncKind kind) {
    return switch (kind) {
      case DATA_VALUES -> values;
      case REGISTRATIONS -> registrations;
      case EVENT_PROGRAMS -> events;
      case TRACKER_PROGRAMS -> trackedEntities;
    };
  }

  private static List<String> competing(DSLContext ctx) {
    return ctx.select(JOBCONFIGURATION.NAME)
        .from(JOBCONFIGURATION)
        .where(JOBCONFIGURATION.JOBTYPE.in(COMPETING))
        .and(JOBCONFIGURATION.ENABLED.isTrue())
        .orderBy(JOBCONFIGURATION.NAME)
        .fetch(JOBCONFIGURATION.NAME);
  }
}
