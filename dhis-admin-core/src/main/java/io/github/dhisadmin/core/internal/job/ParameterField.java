package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.job.Parameter;
import io.github.dhisadmin.job.ParameterDescription;
import io.github.dhisadmin.job.ParameterKind;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One parameter: a component of a record, what may be in it, and how it is read and written. */
final class ParameterField {
  private final ParameterDescription description;
  private final Class<?> type;
  private final Class<?> element;
  private final Method accessor;

  private ParameterField(
      ParameterDescription description, Class<?> type, Class<?> element, Method accessor) {
    this.description = description;
    this.type = type;
    this.element = element;
    this.accessor = accessor;
  }

  static ParameterField of(RecordComponent component) {
    Class<?> type = component.getType();
    boolean many = type == List.class || type == Set.class;
    Class<?> element = many ? elementOf(component) : type;
    ParameterKind kind = kind(component, element, many);
    Parameter details = component.getAnnotation(Parameter.class);
    String byDefault =
        details == null || details.byDefault().isEmpty() ? null : details.byDefault();
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new ParameterField(
        new ParameterDescription(
            component.getName(),
            kind,
            details == null ? "" : details.description(),
            byDefault == null && !nullable && !many && kind != ParameterKind.FLAG,
            byDefault,
            details == null || details.min() == Long.MIN_VALUE ? null : details.min(),
            details == null || details.max() == Long.MAX_VALUE ? null : details.max(),
            choices(element)),
        type,
        element,
        accessor);
  }

  private static Class<?> elementOf(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
            && generic.getActualTypeArguments()[0] instanceof Class<?> element
        ? element
        : Object.class;
  }

  private static ParameterKind kind(RecordComponent component, Class<?> element, boolean many) {
    if (element == String.class) {
      return many ? ParameterKind.TEXTS : ParameterKind.TEXT;
    }
    if (element.isEnum()) {
      return many ? ParameterKind.CHOICES : ParameterKind.CHOICE;
    }
    if (!many && Set.of(int.class, Integer.class, long.class, Long.class).contains(element)) {
      return ParameterKind.NUMBER;
    }
    if (!many && Set.of(boolean.class, Boolean.class).contains(element)) {
      return ParameterKind.FLAG;
    }
    throw new ConfigurationException(
        List.of(
            "parameter "
                + component.getName()
                + " of "
                + component.getDeclaringRecord().getSimpleName()
                + " must be text, a whole number, a flag, an enum, or a list or set of texts or"
                + " enums"));
  }

  private static List<String> choices(Class<?> element) {
    return element.isEnum()
        ? Arrays.stream(element.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList()
        : List.of();
  }

  String name() {
    return description.name();
  }

  ParameterDescription description() {
    return description;
  }

  /** What JSON holds for the component of a record; null for none. */
  @Nullable Object read(Record parameters) {
    Object value;
    try {
      value = accessor.invoke(parameters);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a component that cannot be read: " + accessor, e);
    }
    if (value instanceof Collection<?> values) {
      Stream<String> texts = values.stream().map(ParameterField::text);
      return (type == Set.class ? texts.sorted() : texts).toList();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value instanceof Number number ? (Long) number.longValue() : value;
  }

  private static String text(Object element) {
    return element instanceof Enum<?> constant ? constant.name() : String.valueOf(element);
  }

  /**
   * A value for the component.
   *
   * @param given text, or what JSON holds; null if nothing is given
   * @throws InvalidRequestException if it cannot be one
   */
  @Nullable Object convert(@Nullable Object given) {
    Object value = given == null ? description.defaultOrNull() : given;
    return switch (description.kind()) {
      case TEXT -> value == null ? absent() : inLimits(String.valueOf(value));
      case NUMBER -> value == null ? absent() : number(value);
      case FLAG -> value != null && flag(value);
      case CHOICE -> value == null ? absent() : choice(String.valueOf(value));
      case TEXTS, CHOICES -> many(value);
    };
  }

  private @Nullable Object absent() {
    if (description.required()) {
      throw refused("is missing.");
    }
    return null;
  }

  private Object number(Object value) {
    long number;
    try {
      number = Long.parseLong(String.valueOf(value).strip());
    } catch (NumberFormatException e) {
      throw refused("must be a whole number, but is '" + value + "'.");
    }
    limit(number, "");
    if (type == int.class || type == Integer.class) {
      if (number != (int) number) {
        throw refused("must be a number of at most ten digits, but is " + number + ".");
      }
      return (int) number;
    }
    return number;
  }

  private String inLimits(String text) {
    limit(text.length(), "the length of ");
    return text;
  }

  private void limit(long number, String what) {
    Long min = description.minOrNull();
    Long max = description.maxOrNull();
    if ((min != null && number < min) || (max != null && number > max)) {
      throw refused(
          "is out of limits: "
              + what
              + number
              + " is not"
              + (min == null ? "" : " at least " + min)
              + (min != null && max != null ? " and" : "")
              + (max == null ? "" : " at most " + max)
              + ".");
    }
  }

  private boolean flag(Object value) {
    String text = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      throw refused("must be true or false, but is '" + value + "'.");
    }
    return text.equals("true");
  }

  private Object choice(String text) {
    String wanted = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    for (Object constant : element.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(wanted)) {
        return constant;
      }
    }
    throw refused(
        "cannot be '" + text + "'. " + new Suggestions(description.choices()).forName(text));
  }

  private Object many(@Nullable Object value) {
    List<String> texts;
    if (value == null) {
      texts = List.of();
    } else if (value instanceof Collection<?> values) {
      texts = values.stream().map(String::valueOf).toList();
    } else {
      texts =
          Arrays.stream(String.valueOf(value).split(","))
              .map(String::strip)
              .filter(text -> !text.isEmpty())
              .toList();
    }
    limit(texts.size(), "a number of ");
    List<?> elements =
        description.kind() == ParameterKind.CHOICES
            ? texts.stream().map(this::choice).toList()
            : texts;
    return type == Set.class ? Set.copyOf(new LinkedHashSet<>(elements)) : elements;
  }

  private InvalidRequestException refused(String why) {
    return new InvalidRequestException("Parameter '" + name() + "' " + why);
  }
}
