package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.ProgramFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramIndicatorChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String CHECK = "program_indicators_without_expression";

  @ParameterizedTest
  @EnumSource(Shape.class)
  void program_indicators_need_an_expression_that_is_not_blank(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    ProgramFixture program = Dhis2Fixture.on(checks.dataSource()).program("Malaria");
    checks.execute(
        programIndicator(shape, "noneuid0001", "1 none", "null"),
        programIndicator(shape, "emptyuid002", "2 empty", "''"),
        programIndicator(shape, "blankuid003", "3 blank", "E' \\t\\n'"),
        programIndicator(shape, "sounduid004", "4 sound", "'V{event_count}'"));

    assertThat(checks.lines(CHECK))
        .containsExactly(
            "SEVERE noneuid0001 1 none [Malaria]",
            "SEVERE emptyuid002 2 empty [Malaria]",
            "SEVERE blankuid003 3 blank [Malaria]");
    assertThat(IntegrityBed.refs(checks.issues(CHECK).get(0)))
        .containsExactly("programs " + program.uid());
    assertThat(checks.total(CHECK)).isEqualTo(4);
    assertThat(checks.check(CHECK).definition().traits().byDefault()).isTrue();
  }

  /** From 2.42 on the option combos of exported values belong to combos of the indicator. */
  private static String programIndicator(Shape shape, String uid, String name, String expression) {
    boolean hasCombos = shape != Shape.V2_40;
    return "insert into programindicator (programindicatorid, uid, created, lastupdated, name,"
        + " shortname, analyticstype, programid, expression"
        + (hasCombos ? ", categorycomboid, attributecomboid" : "")
        + ") select nextval('hibernate_sequence'), '"
        + uid
        + "', now(), now(), '"
        + name
        + "', '"
        + name
        + "', 'EVENT', p.programid, "
        + expression
        + (hasCombos ? ", p.categorycomboid, p.categorycomboid" : "")
        + " from program p";
  }
}
