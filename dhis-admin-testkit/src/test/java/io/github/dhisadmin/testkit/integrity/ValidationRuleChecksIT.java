package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.ValidationRuleFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValidationRuleChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  @ParameterizedTest
  @EnumSource(Shape.class)
  void rules_need_a_group(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    ValidationRuleFixture loose = dhis2.validationRule("Loose");
    dhis2.validationRule("Member").groups("Doses", "Stock");

    assertThat(checks.lines("validation_rules_without_groups"))
        .containsExactly("WARNING " + loose.uid() + " Loose");
    assertThat(checks.total("validation_rules_without_groups")).isEqualTo(2);
  }
}
