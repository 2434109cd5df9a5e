package io.github.dhisadmin.core.internal.job.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dhisadmin.error.InvalidRequestException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One class of parameters of the DHIS2 server, and how texts become what the server stores of it:
 * the name of the class and an object, in which a collection stands behind the name of the
 * collection's class (2.41 to 2.43, JobParameters).
 *
 * @param className without its package
 * @param fields what it has
 */
record HostParameters(String className, List<Field> fields) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String PACKAGE = "org.hisp.dhis.scheduling.parameters.";
  private static final String SET = "java.util.HashSet";
  private static final String LIST = "java.util.ArrayList";
  private static final Pattern UID_FORM = Pattern.compile("[A-Za-z][A-Za-z0-9]{10}");

  HostParameters {
    fields = List.copyOf(fields);
  }

  static HostParameters of(String className, Field... fields) {
    return new HostParameters(className + "JobParameters", Arrays.asList(fields));
  }

  /** What a field may hold. */
  enum Kind {
    FLAG,
    NUMBER,
    /** One of the field's values. */
    CHOICE,
    TEXT,
    UID,
    /** Of texts. */
    TEXT_SET,
    /** Of the field's values. */
    CHOICE_SET,
    UID_SET,
    UID_LIST
  }

  /**
   * A field.
   *
   * @param required whether the server cannot do without
   * @param least of a number
   * @param most of a number
   * @param choices of a choice
   */
  record Field(String name, Kind kind, boolean required, int least, int most, Set<String> choices) {
    static Field flag(String name) {
      return of(name, Kind.FLAG);
    }

    static Field number(String name) {
      return number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static Field number(String name, int least, int most) {
      return new Field(name, Kind.NUMBER, false, least, most, Set.of());
    }

    static Field choice(String name, String... choices) {
      return new Field(name, Kind.CHOICE, false, 0, 0, Set.of(choices));
    }

    static Field choices(String name, String... choices) {
      return new Field(name, Kind.CHOICE_SET, false, 0, 0, Set.of(choices));
    }

    static Field of(String name, Kind kind) {
      return new Field(name, kind, false, 0, 0, Set.of());
    }

    Field needed() {
      return new Field(name, kind, true, least, most, choices);
    }
  }

  /**
   * The parameters as the server stores them.
   *
   * @throws InvalidRequestException if one is unknown, missing or not what the server takes; tells
   *     all of them
   */
  String write(Map<String, String> values) {
    Set<String> problems = new TreeSet<>();
    Set<String> names = fields.stream().map(Field::name).collect(Collectors.toSet());
    values.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> problems.add("'" + name + "' is none of its parameters"));
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(json)) {
      generator.writeStartArray();
      generator.writeString(PACKAGE + className);
      generator.writeStartObject();
      for (Field field : fields) {
        String value = values.getOrDefault(field.name(), "").trim();
        if (!value.isEmpty()) {
          write(generator, field, value, problems);
        } else if (field.required()) {
          problems.add("'" + field.name() + "' is missing (E4000)");
        }
      }
      generator.writeEndObject();
      generator.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(
          problems.stream().collect(Collectors.joining("; ", "Parameters: ", ".")));
    }
    return json.toString();
  }

  private static void write(
      JsonGenerator generator, Field field, String value, Set<String> problems) throws IOException {
    generator.writeFieldName(field.name());
    switch (field.kind()) {
      case FLAG -> generator.writeBoolean(flag(field, value, problems));
      case NUMBER -> generator.writeNumber(number(field, value, problems));
      case CHOICE, TEXT, UID -> {
        check(field, value, problems);
        generator.writeString(value);
      }
      case TEXT_SET, CHOICE_SET, UID_SET -> writeAll(generator, SET, field, value, problems);
      case UID_LIST -> writeAll(generator, LIST, field, value, problems);
    }
  }

  private static void writeAll(
      JsonGenerator generator, String collection, Field field, String value, Set<String> problems)
      throws IOException {
    generator.writeStartArray();
    generator.writeString(collection);
    generator.writeStartArray();
    for (String text : value.split(",", -1)) {
      check(field, text.trim(), problems);
      generator.writeString(text.trim());
    }
    generator.writeEndArray();
    generator.writeEndArray();
  }

  private static boolean flag(Field field, String value, Set<String> problems) {
    if (!value.equals("true") && !value.equals("false")) {
      problems.add("'" + field.name() + "' is true or false");
    }
    return Boolean.parseBoolean(value);
  }

  private static int number(Field field, String value, Set<String> problems) {
    try {
      int number = Integer.parseInt(value);
      if (number < field.least() || number > field.most()) {
        problems.add(
            "'%s' is from %d to %d (E4008)".formatted(field.name(), field.least(), field.most()));
      }
      return number;
    } catch (NumberFormatException e) {
      problems.add("'" + field.name() + "' is a whole number");
      return 0;
    }
  }

  private static void check(Field field, String text, Set<String> problems) {
    boolean fits =
        switch (field.kind()) {
          case UID, UID_SET, UID_LIST -> UID_FORM.matcher(text).matches();
          case CHOICE, CHOICE_SET -> field.choices().contains(text);
          default -> !text.isEmpty();
        };
    if (!fits) {
      problems.add("'" + field.name() + "' does not take '" + text + "' (E4014)");
    }
  }
}
