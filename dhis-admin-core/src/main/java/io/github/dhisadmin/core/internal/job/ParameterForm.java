package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.job.ParameterDescription;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a job type between a record, stored JSON and the texts of a form. Reads the
 * record's components once.
 */
final class ParameterForm<P extends Record> {
  private final Class<P> type;
  private final Constructor<P> constructor;
  private final List<ParameterField> fields;

  private ParameterForm(Class<P> type, Constructor<P> constructor, List<ParameterField> fields) {
    this.type = type;
    this.constructor = constructor;
    this.fields = fields;
  }

  /**
   * The form of a record.
   *
   * @throws ConfigurationException if a component is of a type that cannot be stored
   */
  static <P extends Record> ParameterForm<P> of(Class<P> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<P> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return new ParameterForm<>(
          type, constructor, Arrays.stream(components).map(ParameterField::of).toList());
    } catch (NoSuchMethodException e) {
      throw new LinkageError("a record without its constructor: " + type, e);
    }
  }

  List<ParameterDescription> descriptions() {
    return fields.stream().map(ParameterField::description).toList();
  }

  /** Values by name; those that are null are left out. */
  Map<String, Object> values(P parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterField field : fields) {
      Object value = field.read(parameters);
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    return values;
  }

  String json(P parameters) {
    return JsonFields.write(values(parameters));
  }

  /**
   * The record of stored values.
   *
   * @throws InvalidRequestException with everything that is wrong
   */
  P parse(String json) {
    return make(JsonFields.read(json));
  }

  /**
   * The record of values by name, of texts or of what JSON holds.
   *
   * @throws InvalidRequestException with everything that is wrong
   */
  P make(Map<String, ?> values) {
    List<String> problems = new ArrayList<>();
    List<String> names = fields.stream().map(ParameterField::name).toList();
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        problems.add(
            "'"
                + name
                + "' is no parameter."
                + (names.isEmpty() ? "" : " " + new Suggestions(names).forName(name)));
      }
    }
    @Nullable Object[] arguments = new Object[fields.size()];
    for (int i = 0; i < arguments.length; i++) {
      ParameterField field = fields.get(i);
      try {
        arguments[i] = field.convert(values.get(field.name()));
      } catch (InvalidRequestException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(String.join(" ", problems));
    }
    return construct(arguments);
  }

  /** Checks values that came as a record, as if they had come as text. */
  void check(P parameters) {
    make(values(parameters));
  }

  private P construct(@Nullable Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof DhisAdminException refused) {
        throw refused;
      }
      throw new InvalidRequestException(
          "The parameters of " + type.getSimpleName() + " are refused: " + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record that cannot be made: " + type, e);
    }
  }
}
