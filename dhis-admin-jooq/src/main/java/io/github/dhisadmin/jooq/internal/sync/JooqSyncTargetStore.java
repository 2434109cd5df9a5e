package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_TARGET;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTarget;
import io.github.dhisadmin.sync.spi.Dhis2RemoteSettings;
import io.github.dhisadmin.sync.spi.NewTarget;
import io.github.dhisadmin.sync.spi.StoredTarget;
import io.github.dhisadmin.sync.spi.SyncTargetStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Targets as rows of {@code sync_target}, by the database's clock. */
final class JooqSyncTargetStore implements SyncTargetStore {
  private final Database database;
  private final SystemSettings settings;

  JooqSyncTargetStore(Database database, SystemSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public List<StoredTarget> list() {
    return database.transaction(
        ctx ->
            ctx.selectFrom(SYNC_TARGET)
                .orderBy(SYNC_TARGET.TARGET_NAME)
                .fetch(JooqSyncTargetStore::stored));
  }

  @Override
  public Optional<StoredTarget> find(String name) {
    return database.transaction(ctx -> find(ctx, name));
  }

  @Override
  public Optional<SyncTarget> add(NewTarget target) {
    return database.transaction(
        ctx -> {
          int added =
              ctx.insertInto(SYNC_TARGET)
                  .set(SYNC_TARGET.TARGET_NAME, target.name())
                  .set(SYNC_TARGET.BASE_URL, target.url().toString())
                  .set(SYNC_TARGET.INSECURE_ALLOWED, target.url().insecureAllowed())
                  .set(SYNC_TARGET.AUTHENTICATION, target.login().authentication().name())
                  .set(SYNC_TARGET.USERNAME, target.login().usernameOrNull())
                  .set(SYNC_TARGET.SECRET_ENVELOPE, target.login().envelope())
                  .set(SYNC_TARGET.CREATED_AT, currentOffsetDateTime())
                  .set(SYNC_TARGET.CHANGED_AT, currentOffsetDateTime())
                  .onConflictDoNothing()
                  .execute();
          return added == 0 ? Optional.empty() : target(ctx, target.name());
        });
  }

  @Override
  public Optional<SyncTarget> changeLogin(String name, NewTarget.Login login) {
    return database.transaction(
        ctx -> {
          ctx.update(SYNC_TARGET)
              .set(SYNC_TARGET.AUTHENTICATION, login.authentication().name())
              .set(SYNC_TARGET.USERNAME, login.usernameOrNull())
              .set(SYNC_TARGET.SECRET_ENVELOPE, login.envelope())
              .set(SYNC_TARGET.CHANGED_AT, currentOffsetDateTime())
              .where(SYNC_TARGET.TARGET_NAME.eq(name))
              .execute();
          return target(ctx, name);
        });
  }

  @Override
  public int replaceEnvelopes(Map<String, Replacement> envelopes) {
    return database.transaction(
        ctx ->
            envelopes.entrySet().stream()
                .mapToInt(
                    entry ->
                        ctx.update(SYNC_TARGET)
                            .set(SYNC_TARGET.SECRET_ENVELOPE, entry.getValue().fresh())
                            .where(SYNC_TARGET.TARGET_NAME.eq(entry.getKey()))
                            .and(SYNC_TARGET.SECRET_ENVELOPE.eq(entry.getValue().old()))
                            .execute())
                .sum());
  }

  @Override
  public boolean remove(String name) {
    return database.transaction(
            ctx -> ctx.deleteFrom(SYNC_TARGET).where(SYNC_TARGET.TARGET_NAME.eq(name)).execute())
        > 0;
  }

  @Override
  public Dhis2RemoteSettings dhis2Settings() {
    return database.transaction(
        ctx ->
            new Dhis2RemoteSettings(
                settings.text(ctx, "keyRemoteInstanceUrl").orElse(null),
                settings.text(ctx, "keyRemoteInstanceUsername").orElse(null),
                settings.text(ctx, "keyRemoteInstancePassword").orElse(null)));
  }

  private static Optional<StoredTarget> find(DSLContext ctx, String name) {
    return ctx.selectFrom(SYNC_TARGET)
        .where(SYNC_TARGET.TARGET_NAME.eq(name))
        .fetchOptional(JooqSyncTargetStore::stored);
  }

  private static Optional<SyncTarget> target(DSLContext ctx, String name) {
    return find(ctx, name).map(StoredTarget::target);
  }

  private static StoredTarget stored(Record row) {
    return new StoredTarget(
        new SyncTarget(
            row.get(SYNC_TARGET.TARGET_NAME),
            new RemoteUrl(
                URI.create(row.get(SYNC_TARGET.BASE_URL)), row.get(SYNC_TARGET.INSECURE_ALLOWED)),
            Authentication.valueOf(row.get(SYNC_TARGET.AUTHENTICATION)),
            row.get(SYNC_TARGET.USERNAME),
            row.get(SYNC_TARGET.CREATED_AT).toInstant(),
            row.get(SYNC_TARGET.CHANGED_AT).toInstant()),
        row.get(SYNC_TARGET.SECRET_ENVELOPE));
  }
}
