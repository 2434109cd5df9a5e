package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.corpus.Selection.Combos;
import io.github.dhisadmin.bench.corpus.Selection.Dimension;
import io.github.dhisadmin.bench.corpus.Selection.Dimensions;
import io.github.dhisadmin.bench.corpus.Selection.Unit;
import io.github.dhisadmin.bench.corpus.Selection.Units;
import java.util.List;
import java.util.Optional;

/** What queries of a country of five units ask for. */
final class SmallSelection {
  private static final Dimensions ALL =
      new Dimensions(
          Optional.of(new Dimension("Type", List.of("Clinic", "Post"))),
          Optional.of(new Dimension("Topic", List.of("Malaria"))),
          Optional.of(new Dimension("Sex", List.of("Female", "Male"))));

  private SmallSelection() {}

  static Selection withDimensions() {
    return with(ALL);
  }

  static Selection with(Dimensions dimensions) {
    return new Selection(
        List.of(2023, 2024, 2025),
        List.of("dxA", "dxB", "dxC", "dxD", "dxE"),
        new Units(
            List.of(List.of("ouA"), List.of("ouB", "ouC"), List.of("ouD"), List.of("ouE")),
            new Unit("ouD", 3, "/ouA/ouB/ouD"),
            new Unit("ouE", 4, "/ouA/ouB/ouD/ouE")),
        new Combos(List.of("coA", "coB"), "aoA"),
        dimensions);
  }
}
