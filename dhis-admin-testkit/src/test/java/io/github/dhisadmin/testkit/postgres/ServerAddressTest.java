package io.github.dhisadmin.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerAddressTest {
  @Test
  void parameters_of_the_url_are_kept_for_every_database() {
    ServerAddress address =
        ServerAddress.parse(
            "jdbc:postgresql://db.example:5433/postgres?sslmode=disable", "dhis", "secret");

    assertThat(address.jdbcUrl("copy"))
        .isEqualTo("jdbc:postgresql://db.example:5433/copy?sslmode=disable");
  }

  @Test
  void url_without_database_is_accepted() {
    assertThat(ServerAddress.parse("jdbc:postgresql://localhost", "dhis", null).jdbcUrl("copy"))
        .isEqualTo("jdbc:postgresql://localhost/copy");
  }

  @Test
  void password_is_not_in_the_text() {
    assertThat(ServerAddress.parse("jdbc:postgresql://localhost/x", "dhis", "secret").toString())
        .doesNotContain("secret");
  }

  @Test
  void other_databases_are_refused() {
    assertThatThrownBy(() -> ServerAddress.parse("jdbc:h2:mem:x", "dhis", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
