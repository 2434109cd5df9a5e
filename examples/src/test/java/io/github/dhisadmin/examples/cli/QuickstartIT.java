package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class QuickstartIT {

  @Test
  void does_the_main_job_from_nothing() {
    CliRun run = quickstart();

    assertThat(run.err()).contains("== analytics");
    assertThat(run.json().at("/steps"))
        .allSatisfy(
            step -> {
              assertThat(step.at("/ok").booleanValue()).as(step.toString()).isTrue();
              assertThat(step.at("/durationMs").isIntegralNumber()).isTrue();
            });
    assertThat(run.json().at("/steps").findValuesAsText("name"))
        .containsExactly(
            "postgresql",
            "demo-data",
            "resource-tables",
            "analytics",
            "sample-query",
            "integrity",
            "scheduled-job");
    assertThat(run.json().at("/steps/4/detail").textValue()).containsPattern(": [1-9][0-9]+");
    assertThat(run.json().at("/steps/5/detail").textValue()).containsPattern("^[1-9][0-9]* check");
    assertThat(run.json().at("/steps/6/detail").textValue()).contains("COMPLETED");
    assertThat(run.status()).isZero();
  }

  @Test
  void does_it_in_any_locale_and_time_zone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    try {
      assertThat(quickstart().status()).isZero();
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static CliRun quickstart() {
    return CliRun.of(
        JooqAdminSession::open,
        EmbeddedDemoServer::start,
        new Termination(),
        "quickstart",
        "--format",
        "json");
  }
}
