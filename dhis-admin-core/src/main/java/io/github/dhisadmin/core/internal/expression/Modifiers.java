package io.github.dhisadmin.core.internal.expression;

import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser.IntegerLiteralContext;

/** Checks arguments of functions that follow an item after a dot. */
final class Modifiers {
  /** The constants of AggregationType of DHIS2 2.42. */
  private static final Set<String> AGGREGATION_TYPES =
      Set.of(
          "SUM",
          "AVERAGE",
          "AVERAGE_SUM_ORG_UNIT",
          "LAST",
          "LAST_AVERAGE_ORG_UNIT",
          "LAST_LAST_ORG_UNIT",
          "LAST_IN_PERIOD",
          "LAST_IN_PERIOD_AVERAGE_ORG_UNIT",
          "FIRST",
          "FIRST_AVERAGE_ORG_UNIT",
          "FIRST_FIRST_ORG_UNIT",
          "COUNT",
          "STDDEV",
          "VARIANCE",
          "MIN",
          "MAX",
          "MIN_SUM_ORG_UNIT",
          "MAX_SUM_ORG_UNIT",
          "NONE",
          "CUSTOM",
          "DEFAULT");

  private Modifiers() {}

  /** Hears of an argument that its function cannot take. */
  @FunctionalInterface
  interface Complaint {
    void about(Token token, String message);
  }

  static void aggregationType(Token type, Complaint complaint) {
    if (!AGGREGATION_TYPES.contains(type.getText())) {
      complaint.about(type, "there is no such aggregation type");
    }
  }

  static void date(Token date, Complaint complaint) {
    String[] parts = date.getText().split("-", -1);
    if (parts.length != 3 || !Type.isDate(parts[0], parts[1], parts[2])) {
      complaint.about(date, "there is no such day");
    }
  }

  static void offset(IntegerLiteralContext offset, Complaint complaint) {
    try {
      Integer.parseInt(offset.getText());
    } catch (NumberFormatException e) {
      complaint.about(offset.getStart(), "the offset is too large");
    }
  }
}
