package io.github.dhisadmin.testkit.minmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random values, bounds of which a naive program computes one by one. */
class MinMaxOracleIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final List<String> TYPES =
      List.of(
          "INTEGER",
          "INTEGER_POSITIVE",
          "INTEGER_NEGATIVE",
          "INTEGER_ZERO_OR_POSITIVE",
          "NUMBER",
          "PERCENTAGE",
          "TEXT");
  private static final List<String> UNITS = List.of("Country", "North", "Clinic", "South");
  private static final List<String> COMBOS = List.of("default", "Female", "Male");
  private static final List<String> TEXTS = List.of("x", "", "1,5", "--3", "١٢", "1 000");
  private static final double FACTOR = 1.7;

  /** Two programs may round differently where a bound is this near to the half of a number. */
  private static final double UNDECIDED = 1e-6;

  private record Key(String element, String unit, String combo) {}

  private record Bounds(int minimum, int maximum, boolean generated) {}

  /** What the oracle knows of a key. */
  private record Expected(Optional<Bounds> bounds, boolean undecided) {}

  @ParameterizedTest
  @CsvSource({
    "V2_42, 1, false",
    "V2_42, 2, true",
    "V2_40, 3, true",
    "V2_43, 4, false",
    "V2_43, 5, true"
  })
  void bounds_are_those_of_a_naive_program(Shape shape, long seed, boolean amongBillions) {
    MinMaxBed bed = new MinMaxBed(POSTGRES.database(shape));
    Random random = new Random(seed);
    Dhis2Fixture dhis2 = bed.dhis2();
    dhis2.category("Sex").options("Female", "Male");
    dhis2.categoryCombo("Sexes").categories("Sex");
    TYPES.forEach(type -> bed.element(type, type));
    TYPES.forEach(type -> dhis2.dataElement(type).categoryCombo("Sexes"));
    dhis2.dataElement("NUMBER").categoryCombo("default");
    Map<Key, List<String>> values = values(bed, random);
    Map<Key, Bounds> before = storeBounds(bed, random);
    if (amongBillions) {
      bed.believeInValues(4_000_000_000L);
    }

    MinMaxGeneration generation = MinMaxGeneration.of(bed.subtree("North", "South")).factor(FACTOR);
    MinMaxResult planned = bed.store().preview(generation);
    MinMaxResult done = bed.store().generate(generation, new Cancellation());

    Map<Key, Bounds> after = stored(bed);
    Map<Key, Expected> expected = expected(values, before);
    assertThat(expected.values())
        .filteredOn(each -> each.bounds().isPresent())
        .hasSizeGreaterThan(15);
    expected.forEach(
        (key, bounds) -> {
          if (!bounds.undecided()) {
            assertThat(Optional.ofNullable(after.get(key)))
                .as("%s", key)
                .isEqualTo(bounds.bounds());
          }
        });
    assertThat(expected).containsKeys(after.keySet().toArray(Key[]::new));
    assertThat(planned).isEqualTo(done);
    assertThat(done.added())
        .isEqualTo(after.keySet().stream().filter(key -> !before.containsKey(key)).count());
    assertThat(done.removed())
        .isEqualTo(before.keySet().stream().filter(key -> !after.containsKey(key)).count());
    assertThat(done.changed())
        .isEqualTo(
            before.entrySet().stream()
                .filter(old -> after.containsKey(old.getKey()))
                .filter(old -> !after.get(old.getKey()).equals(old.getValue()))
                .count());
  }

  /** Some values for most keys, from hardly any spread to a wide one. */
  private static Map<Key, List<String>> values(MinMaxBed bed, Random random) {
    Map<Key, List<String>> values = new LinkedHashMap<>();
    for (String element : TYPES) {
      for (String unit : UNITS) {
        for (String combo : COMBOS) {
          List<String> some = new ArrayList<>();
          int spread = 1 + random.nextInt(random.nextBoolean() ? 3 : 4000);
          int count = random.nextInt(9);
          for (int month = 1; month <= count; month++) {
            String value = value(random, element, spread);
            bed.dhis2()
                .dataValue(element, "2025%02d".formatted(month), unit)
                .categoryOptionCombo(combo)
                .attributeOptionCombo(random.nextBoolean() ? "default" : "Female")
                .value(value);
            some.add(value);
          }
          values.put(new Key(element, unit, combo), some);
        }
      }
    }
    return values;
  }

  private static String value(Random random, String type, int spread) {
    if (random.nextInt(12) == 0) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    int number = random.nextInt(spread) - (type.equals("INTEGER_NEGATIVE") ? spread : 0);
    return type.equals("NUMBER") ? number + "." + random.nextInt(100) : String.valueOf(number);
  }

  private static Map<Key, Bounds> storeBounds(MinMaxBed bed, Random random) {
    for (String element : TYPES) {
      for (String unit : UNITS) {
        if (random.nextInt(3) == 0) {
          bed.bound(element, unit, -1, random.nextInt(5), random.nextBoolean());
        }
      }
    }
    return stored(bed);
  }

  private static Map<Key, Bounds> stored(MinMaxBed bed) {
    Map<Key, Bounds> stored = new HashMap<>();
    for (String line : bed.bounds()) {
      String[] parts = line.split("\\|", -1);
      String[] bounds = parts[3].split("\\.\\.", -1);
      stored.put(
          new Key(parts[0], parts[1], parts[2]),
          new Bounds(
              Integer.parseInt(bounds[0]),
              Integer.parseInt(bounds[1]),
              parts[4].equals("generated")));
    }
    return stored;
  }

  private static Map<Key, Expected> expected(
      Map<Key, List<String>> values, Map<Key, Bounds> before) {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                value -> expected(value.getKey(), value.getValue(), before.get(value.getKey()))));
  }

  private static Expected expected(Key key, List<String> values, Bounds before) {
    boolean inScope = !key.unit().equals("Country");
    if (!inScope || (before != null && !before.generated())) {
      return new Expected(Optional.ofNullable(before), false);
    }
    boolean ownCombo = key.element().equals("NUMBER") == key.combo().equals("default");
    if (key.element().equals("TEXT") || !ownCombo) {
      return new Expected(Optional.empty(), false);
    }
    double[] numbers =
        values.stream()
            .filter(value -> value.matches("-?[0-9]+(\\.[0-9]+)?"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    double mean = 0;
    for (double number : numbers) {
      mean += number / numbers.length;
    }
    double variance = 0;
    boolean differ = false;
    for (double number : numbers) {
      variance += (number - mean) * (number - mean) / numbers.length;
      differ |= number != numbers[0];
    }
    if (!differ) {
      return new Expected(Optional.empty(), false);
    }
    double lower = mean - FACTOR * Math.sqrt(variance);
    double upper = mean + FACTOR * Math.sqrt(variance);
    long minimum = Math.round(lower);
    long maximum = Math.round(upper);
    if (List.of("INTEGER_POSITIVE", "INTEGER_ZERO_OR_POSITIVE").contains(key.element())) {
      minimum = Math.max(0, minimum);
    }
    if (key.element().equals("INTEGER_NEGATIVE")) {
      maximum = Math.min(0, maximum);
    }
    boolean undecided = isNearHalf(lower) || isNearHalf(upper);
    return new Expected(
        Optional.of(new Bounds(Math.toIntExact(minimum), Math.toIntExact(maximum), true)),
        undecided);
  }

  private static boolean isNearHalf(double number) {
    return Math.abs(number - Math.floor(number) - 0.5) < UNDECIDED;
  }
}
