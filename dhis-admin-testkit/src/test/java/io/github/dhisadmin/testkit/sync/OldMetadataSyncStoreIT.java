package io.github.dhisadmin.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.sync.metadata.VersionType;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.ObjectHeader;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is spelled otherwise in 2.40. */
class OldMetadataSyncStoreIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.shape(Shape.V2_40);

  @Test
  void renamed_tables_are_compared_and_settings_are_quoted() throws SQLException {
    MetadataSyncStore store = JooqPersistence.of(DHIS2.dataSource()).sync().metadata();

    for (String type : List.of("categories", "categoryOptions", "users", "programStages")) {
      assertThat(store.compare(type, List.of(new ObjectHeader("abcdefghijk", "c", "n"))))
          .as(type)
          .isPresent();
    }
    store.publish(
        VersionType.ATOMIC, LocalDateTime.of(2026, 1, 1, 8, 0), "a".repeat(32), "{\"a\":1}");

    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select value from systemsetting where name = 'keySystemMetadataVersion'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("\"Version_1\"");
    }
  }
}
