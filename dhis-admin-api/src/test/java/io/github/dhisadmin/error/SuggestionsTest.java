package io.github.dhisadmin.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private final Suggestions suggestions =
      new Suggestions(List.of("orgunitstructure", "periodstructure", "dataset", "IWIN", "OO"));

  @Test
  void misspelt_name_is_recognised() {
    assertThat(suggestions.near("orgunitstrukture")).containsExactly("orgunitstructure");
  }

  @Test
  void nearest_comes_first() {
    assertThat(suggestions.near("structure"))
        .containsExactly("periodstructure", "orgunitstructure");
  }

  @Test
  void case_does_not_matter_in_any_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(suggestions.near("iwim")).containsExactly("IWIN");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void short_name_is_not_found_inside_every_long_one() {
    assertThat(suggestions.near("foobooloo")).isEmpty();
  }

  @Test
  void name_like_no_other_is_answered_with_all() {
    assertThat(suggestions.forName("zzzzzz"))
        .isEqualTo("Known are: orgunitstructure, periodstructure, dataset, IWIN, OO.");
  }

  @Test
  void sentence_names_what_may_have_been_meant() {
    assertThat(suggestions.forName("datasett")).isEqualTo("Did you mean dataset?");
  }
}
