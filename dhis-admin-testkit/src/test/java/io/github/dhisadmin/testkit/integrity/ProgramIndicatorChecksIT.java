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
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    ProgramFixture program = dhis2.program("Malaria");
    String none = dhis2.programIndicator("1 none", "Malaria").expression(null).uid();
    String empty = dhis2.programIndicator("2 empty", "Malaria").expression("").uid();
    String blank = dhis2.programIndicator("3 blank", "Malaria").expression(" \t\n").uid();
    dhis2.programIndicator("4 sound", "Tuberculosis").expression("V{event_count}");

    assertThat(checks.lines(CHECK))
        .containsExactly(
            "SEVERE " + none + " 1 none [Malaria]",
            "SEVERE " + empty + " 2 empty [Malaria]",
            "SEVERE " + blank + " 3 blank [Malaria]");
    assertThat(IntegrityBed.refs(checks.issues(CHECK).get(0)))
        .containsExactly("programs " + program.uid());
    assertThat(checks.total(CHECK)).isEqualTo(4);
    assertThat(checks.check(CHECK).definition().traits().byDefault()).isTrue();
  }
}
