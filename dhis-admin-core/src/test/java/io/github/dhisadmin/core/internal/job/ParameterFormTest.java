package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.Parameter;
import io.github.dhisadmin.job.ParameterDescription;
import io.github.dhisadmin.job.ParameterKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of parameters as forms, as JSON and as text. */
class ParameterFormTest {
  private final ParameterForm<Everything> form = ParameterForm.of(Everything.class);

  enum Colour {
    RED,
    DARK_GREEN
  }

  record Everything(
      @Parameter(description = "Who gets it") String receiver,
      @Parameter(byDefault = "60", min = 5, max = 200) int pageSize,
      @Nullable Long limit,
      boolean dryRun,
      @Parameter(byDefault = "RED") Colour colour,
      @Parameter(max = 2) List<String> names,
      Set<Colour> colours) {}

  record Strange(Object anything) {}

  @Test
  void form_tells_what_can_be_set() {
    assertThat(form.descriptions())
        .extracting(
            ParameterDescription::name, ParameterDescription::kind, ParameterDescription::required)
        .containsExactly(
            tuple("receiver", ParameterKind.TEXT, true),
            tuple("pageSize", ParameterKind.NUMBER, false),
            tuple("limit", ParameterKind.NUMBER, false),
            tuple("dryRun", ParameterKind.FLAG, false),
            tuple("colour", ParameterKind.CHOICE, false),
            tuple("names", ParameterKind.TEXTS, false),
            tuple("colours", ParameterKind.CHOICES, false));
    assertThat(form.descriptions().get(1))
        .satisfies(
            size -> {
              assertThat(size.defaultValue()).contains("60");
              assertThat(size.min()).hasValue(5);
              assertThat(size.max()).hasValue(200);
            });
    assertThat(form.descriptions().get(4).choices()).containsExactly("RED", "DARK_GREEN");
  }

  @Test
  void texts_of_a_form_become_values_and_defaults_fill_the_rest() {
    assertThat(
            form.make(
                Map.of(
                    "receiver", "me", "names", "a, b", "colours", "dark-green", "dryRun", "TRUE")))
        .isEqualTo(
            new Everything(
                "me", 60, null, true, Colour.RED, List.of("a", "b"), Set.of(Colour.DARK_GREEN)));
  }

  @Test
  void values_come_back_from_json_as_they_went() {
    Everything parameters =
        new Everything(
            "\"x\"\n", 7, 1L << 40, true, Colour.DARK_GREEN, List.of(), Set.of(Colour.RED));

    assertThat(form.parse(form.json(parameters))).isEqualTo(parameters);
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    assertThatThrownBy(
            () ->
                form.make(
                    Map.of(
                        "pageSize",
                        "4",
                        "colour",
                        "blue",
                        "dryRun",
                        "maybe",
                        "recever",
                        "me",
                        "names",
                        "a,b,c")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'receiver' is missing")
        .hasMessageContaining("at least 5 and at most 200")
        .hasMessageContaining("'colour' cannot be 'blue'")
        .hasMessageContaining("'dryRun' must be true or false")
        .hasMessageContaining("Did you mean receiver")
        .hasMessageContaining("a number of 3");
  }

  @Test
  void class_names_in_stored_json_are_nothing_but_a_broken_value() {
    assertThatThrownBy(() -> form.parse("[\"java.lang.ProcessBuilder\", {}]"))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> form.parse("{\"receiver\": {\"@class\": \"x\"}}"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void record_that_no_form_can_show_is_a_mistake_of_the_host() {
    assertThatThrownBy(() -> ParameterForm.of(Strange.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("anything");
  }
}
