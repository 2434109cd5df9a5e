package io.github.dhisadmin.examples.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.MetadataVersionService;
import io.github.dhisadmin.sync.metadata.NewMetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionType;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import io.github.dhisadmin.testkit.remote.StoredKind;
import io.github.dhisadmin.testkit.remote.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A central instance makes versions, and one in the field takes them over. */
class TwoInstancesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension CENTRAL = Dhis2DatabaseExtension.v242().freshForEachTest();

  @RegisterExtension
  static final Dhis2DatabaseExtension FIELD = Dhis2DatabaseExtension.v242().freshForEachTest();

  @TempDir private Path directory;
  private FakeDhis2 centralServer;
  private FakeDhis2 fieldServer;
  private DhisAdmin central;
  private DhisAdmin field;

  @BeforeEach
  void start() {
    centralServer = server("F_METADATA_MANAGE", "F_METADATA_EXPORT", "central");
    fieldServer = server("F_METADATA_IMPORT", "F_METADATA_EXPORT", "field");
    central = MetadataSyncProcess.open(CENTRAL.dataSource(), directory.resolve("central"));
    field = MetadataSyncProcess.open(FIELD.dataSource(), directory.resolve("field"));
    add(central, "local", centralServer);
    add(field, "local", fieldServer);
    add(field, "central", centralServer);
    hold("Constant001", "2026-01-10T08:00:00.000");
    hold("Constant002", "2026-02-10T08:00:00.000");
    hold("Constant003", "2026-03-10T08:00:00.000");
  }

  @AfterEach
  void stop() {
    central.close();
    field.close();
    centralServer.close();
    fieldServer.close();
  }

  @Test
  void what_changed_between_two_moments_travels_as_a_version() throws IOException {
    MetadataVersionService versions = central.sync().metadataVersions();
    MetadataVersion first =
        versions.create(
            NewMetadataVersion.between(VersionType.ATOMIC, day(1, 1), day(2, 1)),
            RunControl.none());
    MetadataVersion second =
        versions.create(NewMetadataVersion.of(VersionType.BEST_EFFORT), RunControl.none());

    serve(first);
    serve(second);
    MetadataSyncResult result = field.sync().metadata().run(MetadataSyncProcess.request());

    assertThat(versions.list())
        .extracting(MetadataVersion::name, MetadataVersion::type)
        .containsExactly(
            tuple("Version_1", VersionType.ATOMIC), tuple("Version_2", VersionType.BEST_EFFORT));
    assertThat(result.applied()).as(result.message()).containsExactly("Version_1", "Version_2");
    assertThat(fieldServer.stored(StoredKind.METADATA))
        .extracting(StoredObject::key)
        .containsExactly("constants/Constant001", "constants/Constant002", "constants/Constant003");
    assertThat(fieldServer.requests("/api/metadata").get(0).body())
        .as("a version holds nothing of before or after")
        .contains("Constant001")
        .doesNotContain("Constant002", "Constant003");
    assertThat(field.sync().metadataVersions().list())
        .extracting(MetadataVersion::hash)
        .containsExactly(first.hash(), second.hash());
  }

  @Test
  void next_version_begins_where_the_one_before_ended() {
    MetadataVersionService versions = central.sync().metadataVersions();
    versions.create(
        NewMetadataVersion.between(VersionType.ATOMIC, day(1, 1), day(2, 10)), RunControl.none());

    versions.create(NewMetadataVersion.of(VersionType.ATOMIC), RunControl.none());

    RemoteRequest export = centralServer.requests("/api/metadata").get(1);
    assertThat(export.query("filter", "")).contains("lastUpdated:ge:2026-02-10T00:00:00.000");
  }

  @Test
  void version_that_is_not_there_cannot_be_exported() {
    assertThatThrownBy(
            () ->
                central.sync().metadataVersions().export("Version_9", new ByteArrayOutputStream()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Version_9");
  }

  /** The web interface of the central DHIS2 serves what the library has stored for it. */
  private void serve(MetadataVersion version) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    central.sync().metadataVersions().export(version.name(), zipped);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.toByteArray()))) {
      centralServer
          .metadataVersions()
          .publish(
              version.name(),
              version.type().name(),
              version.created().toString(),
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(centralServer.metadataVersions().hash(version.name())).isEqualTo(version.hash());
  }

  private void hold(String uid, String updated) {
    centralServer.hold(
        "constants",
        "{\"id\":\"%s\",\"name\":\"%s\",\"lastUpdated\":\"%s\"}".formatted(uid, uid, updated));
  }

  private static LocalDateTime day(int month, int day) {
    return LocalDateTime.of(2026, month, day, 0, 0);
  }

  private static FakeDhis2 server(String authority, String other, String systemId) {
    return FakeDhis2.builder()
        .user("sync", "Very-secret-1", authority, other)
        .systemId(systemId)
        .start();
  }

  private static void add(DhisAdmin admin, String name, FakeDhis2 server) {
    admin
        .sync()
        .targets()
        .add(
            name,
            RemoteUrl.of(server.url().toString()),
            Credentials.basic("sync", Secret.of("Very-secret-1")));
  }
}
