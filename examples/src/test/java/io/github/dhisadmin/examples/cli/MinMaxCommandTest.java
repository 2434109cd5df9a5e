package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinMaxCommandTest {
  private static final MinMaxScope SUBTREE =
      MinMaxScope.subtree(List.of("dataSet0001"), List.of("unit0000001"));

  private final FakeServices services = FakeServices.succeeding();

  @ParameterizedTest
  @ValueSource(strings = {"generate", "remove"})
  void writing_without_confirmation_is_wrong_usage_and_connects_to_nothing(String command) {
    CliRun run = run(command);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--preview").contains("--confirm");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void preview_writes_nothing_and_tells_every_count() {
    CliRun run = run("generate", "--preview", "--format", "json");

    assertThat(run.json().toString())
        .isEqualTo(
            "{\"preview\":true,\"counts\":{\"added\":1,\"changed\":2,\"unchanged\":3,"
                + "\"removed\":4,\"manualKept\":5,\"ignoredValues\":6}}");
    assertThat(services.events).startsWith("preview " + MinMaxGeneration.of(SUBTREE));
  }

  @Test
  void options_reach_the_request() {
    run("generate", "--confirm", "--depth", "self", "--factor", "1.5", "--include-manual");

    MinMaxScope self = MinMaxScope.self(List.of("dataSet0001"), List.of("unit0000001"));
    assertThat(services.events)
        .startsWith("generate " + MinMaxGeneration.of(self).factor(1.5).replaceManual());
  }

  @Test
  void factor_that_gives_no_bounds_is_wrong_usage() {
    assertThat(run("generate", "--confirm", "--factor", "0").status()).isEqualTo(2);
    assertThat(services.opened).isEmpty();
  }

  @Test
  void removing_keeps_what_a_person_entered_unless_told_otherwise() {
    CliRun run = run("remove", "--preview");
    run("remove", "--confirm", "--include-manual");

    assertThat(run.out()).contains("Preview, nothing was written").contains("removed     4");
    assertThat(services.events)
        .containsSubsequence(
            "preview " + MinMaxRemoval.of(SUBTREE),
            "remove " + MinMaxRemoval.of(SUBTREE).withManual());
  }

  @Test
  void data_sets_and_units_must_be_named() {
    assertThat(services.run("min-max", "generate", "--preview").status()).isEqualTo(2);
    assertThat(services.run("min-max").err()).contains("generate or remove");
  }

  private CliRun run(String command, String... options) {
    String named = "min-max " + command + " --data-set dataSet0001 --org-unit unit0000001";
    return services.run(Arguments.of(named, options));
  }
}
