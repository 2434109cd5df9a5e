package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.ProgramFixture;
import io.github.dhisadmin.testkit.fixture.ProgramRuleFixture;
import io.github.dhisadmin.testkit.fixture.ProgramRuleVariableFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramRuleChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String CONDITIONS = "program_rules_without_condition";
  private static final String PRIORITIES = "program_rules_no_priority";
  private static final String ACTIONS = "program_rules_no_action";
  private static final String ELEMENTS = "program_rule_variables_without_data_element";
  private static final String ATTRIBUTES = "program_rule_variables_without_attribute";
  private static final String STAGES = "program_rule_variables_without_program_stage";

  @ParameterizedTest
  @EnumSource(Shape.class)
  void rules_need_a_condition_that_is_not_blank(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    ProgramFixture program = dhis2.program("Malaria");
    ProgramRuleFixture none = dhis2.programRule("1 none", "Malaria").condition(null);
    ProgramRuleFixture empty = dhis2.programRule("2 empty", "Malaria").condition("");
    ProgramRuleFixture blank = dhis2.programRule("3 blank", "Malaria").condition(" \t\n ");
    dhis2.programRule("4 always", "Malaria").condition("true");
    dhis2.programRule("5 short", "Tuberculosis").condition(" 1");

    assertThat(checks.lines(CONDITIONS))
        .containsExactly(
            "WARNING " + none.uid() + " 1 none [Malaria]",
            "WARNING " + empty.uid() + " 2 empty [Malaria]",
            "WARNING " + blank.uid() + " 3 blank [Malaria]");
    assertThat(IntegrityBed.refs(checks.issues(CONDITIONS).get(0)))
        .containsExactly("programs " + program.uid());
    assertThat(checks.total(CONDITIONS)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void missing_priority_matters_where_values_are_assigned(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    ProgramRuleFixture assigning = dhis2.programRule("Assigns", "Malaria").priority(null);
    dhis2.programRuleAction("a1", "Assigns", "ASSIGN");
    dhis2.programRuleAction("a2", "Assigns", "ASSIGN");
    ProgramRuleFixture hiding = dhis2.programRule("Hides", "Malaria").priority(null);
    dhis2.programRuleAction("a3", "Hides", "HIDEFIELD");
    ProgramRuleFixture idle = dhis2.programRule("Idle", "Malaria").priority(null);
    dhis2.programRule("Ranked", "Tuberculosis").priority(0);
    dhis2.programRuleAction("a4", "Ranked", "ASSIGN");

    assertThat(checks.lines(PRIORITIES))
        .containsExactly(
            "WARNING " + assigning.uid() + " Assigns: assigns values [Malaria]",
            "INFO " + hiding.uid() + " Hides [Malaria]",
            "INFO " + idle.uid() + " Idle [Malaria]");
    assertThat(checks.total(PRIORITIES)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void rules_need_an_action(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    ProgramRuleFixture idle = dhis2.programRule("Idle", "Malaria");
    dhis2.programRule("Busy", "Tuberculosis");
    dhis2.programRuleAction("a1", "Busy", "HIDEFIELD");
    dhis2.programRuleAction("a2", "Busy", "HIDEFIELD").withoutRule();

    assertThat(checks.lines(ACTIONS)).containsExactly("SEVERE " + idle.uid() + " Idle [Malaria]");
    assertThat(checks.total(ACTIONS)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void variables_of_data_elements_need_one(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    ProgramFixture program = dhis2.program("Malaria").stage("Case");
    ProgramRuleVariableFixture newest =
        dhis2
            .programRuleVariable("1", "Malaria", "DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE")
            .stage("Case");
    dhis2.programRuleVariable("2", "Malaria", "DATAELEMENT_NEWEST_EVENT_PROGRAM");
    dhis2.programRuleVariable("3", "Malaria", "DATAELEMENT_CURRENT_EVENT");
    dhis2.programRuleVariable("4", "Malaria", "DATAELEMENT_PREVIOUS_EVENT").attribute("Weight");
    dhis2.programRuleVariable("5", "Malaria", "DATAELEMENT_CURRENT_EVENT").dataElement("Fever");
    dhis2.programRuleVariable("6", "Tuberculosis", "CALCULATED_VALUE");
    dhis2.programRuleVariable("7", "Malaria", "TEI_ATTRIBUTE");

    assertThat(checks.names(ELEMENTS)).containsExactly("1", "2", "3", "4");
    assertThat(checks.lines(ELEMENTS)).contains("WARNING " + newest.uid() + " 1 [Malaria]");
    assertThat(IntegrityBed.refs(checks.issues(ELEMENTS).get(0)))
        .containsExactly("programs " + program.uid());
    assertThat(checks.total(ELEMENTS)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void variables_of_attributes_need_one(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    ProgramRuleVariableFixture lost =
        dhis2.programRuleVariable("1", "Malaria", "TEI_ATTRIBUTE").dataElement("Fever");
    dhis2.programRuleVariable("2", "Malaria", "TEI_ATTRIBUTE").attribute("Weight");
    dhis2.programRuleVariable("3", "Tuberculosis", "CALCULATED_VALUE");
    dhis2.programRuleVariable("4", "Malaria", "DATAELEMENT_CURRENT_EVENT");

    assertThat(checks.lines(ATTRIBUTES)).containsExactly("WARNING " + lost.uid() + " 1 [Malaria]");
    assertThat(checks.total(ATTRIBUTES)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void variables_of_the_newest_event_of_a_stage_need_the_stage(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.program("Malaria").stage("Case");
    String ofStage = "DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE";
    ProgramRuleVariableFixture lost =
        dhis2.programRuleVariable("1", "Malaria", ofStage).dataElement("Fever");
    dhis2.programRuleVariable("2", "Malaria", ofStage).dataElement("Fever").stage("Case");
    dhis2
        .programRuleVariable("3", "Tuberculosis", "DATAELEMENT_NEWEST_EVENT_PROGRAM")
        .dataElement("Fever");

    assertThat(checks.lines(STAGES)).containsExactly("WARNING " + lost.uid() + " 1 [Malaria]");
    assertThat(checks.total(STAGES)).isEqualTo(2);
  }
}
