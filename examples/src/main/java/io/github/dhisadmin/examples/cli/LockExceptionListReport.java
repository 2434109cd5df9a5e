package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.datalock.LockException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lock exceptions that there are. */
record LockExceptionListReport(List<ExceptionReport> lockExceptions) implements Report {

  /** One exception. */
  record ExceptionReport(
      String dataSet,
      String dataSetName,
      String period,
      String organisationUnit,
      String organisationUnitName,
      @Nullable String created,
      int rows) {

    private static ExceptionReport of(LockException exception) {
      return new ExceptionReport(
          exception.dataSet(),
          exception.dataSetName(),
          exception.period(),
          exception.organisationUnit(),
          exception.organisationUnitName(),
          exception.created().map(String::valueOf).orElse(null),
          exception.rows());
    }
  }

  static LockExceptionListReport of(List<LockException> exceptions) {
    return new LockExceptionListReport(exceptions.stream().map(ExceptionReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (ExceptionReport exception : lockExceptions) {
      text.row(
          exception.dataSetName,
          exception.period,
          exception.organisationUnitName,
          exception.created == null ? "" : exception.created,
          exception.rows > 1 ? exception.rows + " rows" : "");
    }
    text.writeTo(out);
  }
}
