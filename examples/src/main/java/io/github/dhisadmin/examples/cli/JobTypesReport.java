package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.JobTypeDescription;
import io.github.dhisadmin.job.ParameterDescription;
import io.github.dhisadmin.job.ParameterKind;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of jobs that this program knows. */
record JobTypesReport(List<TypeReport> types) implements Report {

  /** One type. */
  record TypeReport(String name, String description, List<ParameterReport> parameters) {}

  /** One parameter of a type. */
  record ParameterReport(
      String name,
      ParameterKind kind,
      String description,
      boolean required,
      @Nullable String byDefault,
      @Nullable Long min,
      @Nullable Long max,
      List<String> choices) {

    private static ParameterReport of(ParameterDescription parameter) {
      return new ParameterReport(
          parameter.name(),
          parameter.kind(),
          parameter.description(),
          parameter.required(),
          parameter.defaultOrNull(),
          parameter.minOrNull(),
          parameter.maxOrNull(),
          parameter.choices());
    }
  }

  static JobTypesReport of(List<JobTypeDescription> types) {
    return new JobTypesReport(
        types.stream()
            .map(
                type ->
                    new TypeReport(
                        type.name(),
                        type.description(),
                        type.parameters().stream().map(ParameterReport::of).toList()))
            .toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    for (TypeReport type : types) {
      out.println(type.name + ": " + type.description);
      TextTable text = new TextTable();
      for (ParameterReport parameter : type.parameters) {
        text.row(
            parameter.name,
            parameter.kind,
            parameter.required ? "required" : "",
            parameter.byDefault == null ? "" : "default " + parameter.byDefault,
            parameter.description,
            String.join(", ", parameter.choices));
      }
      text.writeTo(out);
    }
  }
}
