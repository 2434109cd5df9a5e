package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.METADATAVERSION;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionType;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The versions this DHIS2 has, as rows of DHIS2's own table. */
final class LocalVersions {
  private final DSLContext ctx;

  LocalVersions(DSLContext ctx) {
    this.ctx = ctx;
  }

  List<MetadataVersion> all() {
    return ctx.selectFrom(METADATAVERSION).fetch(LocalVersions::version).stream()
        .sorted(MetadataVersion.IN_ORDER)
        .toList();
  }

  /** A version that was imported now. */
  void imported(MetadataVersion version) {
    remove(version);
    insert(version, SystemSettings.NOW);
  }

  /** A version that was made here. */
  void made(MetadataVersion version) {
    insert(version, DSL.inline((LocalDateTime) null));
  }

  void remove(MetadataVersion version) {
    ctx.deleteFrom(METADATAVERSION).where(METADATAVERSION.NAME.eq(version.name())).execute();
  }

  private void insert(MetadataVersion version, Field<LocalDateTime> imported) {
    ctx.insertInto(METADATAVERSION)
        .set(
            METADATAVERSION.VERSIONID,
            DSL.sequence(DSL.name("hibernate_sequence"), Long.class).nextval())
        .set(METADATAVERSION.UID, version.uid())
        .set(METADATAVERSION.NAME, version.name())
        .set(METADATAVERSION.VERSIONTYPE, version.type().name())
        .set(METADATAVERSION.CREATED, version.created())
        .set(METADATAVERSION.LASTUPDATED, SystemSettings.NOW)
        .set(METADATAVERSION.HASHCODE, version.hash())
        .set(METADATAVERSION.IMPORTDATE, imported)
        .execute();
  }

  private static MetadataVersion version(Record row) {
    return new MetadataVersion(
        row.get(METADATAVERSION.NAME),
        row.get(METADATAVERSION.UID),
        type(row.get(METADATAVERSION.VERSIONTYPE)),
        row.get(METADATAVERSION.CREATED),
        row.get(METADATAVERSION.HASHCODE).toLowerCase(Locale.ROOT),
        row.get(METADATAVERSION.IMPORTDATE));
  }

  /** DHIS2 allows none, and then does as with the best effort. */
  private static VersionType type(String stored) {
    return "ATOMIC".equals(stored) ? VersionType.ATOMIC : VersionType.BEST_EFFORT;
  }
}
