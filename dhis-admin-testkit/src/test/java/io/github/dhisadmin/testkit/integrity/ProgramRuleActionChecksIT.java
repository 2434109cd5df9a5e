package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.ProgramRuleActionFixture;
import io.github.dhisadmin.testkit.fixture.ProgramRuleFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramRuleActionChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String OBJECTS = "program_rule_actions_without_data_object";
  private static final String NOTIFICATIONS = "program_rule_actions_without_notification";
  private static final String SECTIONS = "program_rule_actions_without_section";
  private static final String STAGES = "program_rule_actions_without_stage_id";
  private static final String RULES = "program_rule_actions_without_rule";

  private IntegrityBed checks;
  private Dhis2Fixture dhis2;
  private ProgramRuleFixture rule;

  private void open(Shape shape) {
    checks = new IntegrityBed(POSTGRES.database(shape));
    dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.program("Malaria").stage("Case");
    dhis2.optionSet("Colours").options("RED");
    rule = dhis2.programRule("Rule", "Malaria");
    dhis2.programRule("Other rule", "Tuberculosis");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void actions_on_a_field_need_a_data_element_or_an_attribute(Shape shape) {
    open(shape);
    ProgramRuleActionFixture hiding = action("1", "HIDEFIELD").content("field");
    action("2", "SETMANDATORYFIELD");
    action("3", "HIDEFIELD").dataElement("Fever");
    action("4", "SETMANDATORYFIELD").attribute("Weight");
    action("5", "SHOWWARNING");
    action("6", "HIDESECTION");

    assertThat(checks.lines(OBJECTS))
        .contains(
            "WARNING "
                + hiding.uid()
                + " HIDEFIELD of Rule: no data element or attribute [Rule, Malaria]");
    assertThat(checks.names(OBJECTS))
        .containsExactly("HIDEFIELD of Rule", "SETMANDATORYFIELD of Rule");
    assertThat(IntegrityBed.refs(checks.issues(OBJECTS).get(0)))
        .containsExactly(
            "programRules " + rule.uid(), "programs " + dhis2.program("Malaria").uid());
    assertThat(checks.total(OBJECTS)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void actions_on_options_need_the_option_as_well(Shape shape) {
    open(shape);
    ProgramRuleActionFixture empty = action("1", "HIDEOPTION");
    ProgramRuleActionFixture anything = action("2", "HIDEOPTION").dataElement("Colour");
    ProgramRuleActionFixture nowhere = action("3", "HIDEOPTION").option("Colours", "RED");
    action("4", "HIDEOPTION").attribute("Colour").option("Colours", "RED");
    ProgramRuleActionFixture group = action("5", "HIDEOPTIONGROUP").dataElement("Colour");
    action("6", "HIDEOPTIONGROUP").dataElement("Colour").optionGroup("Dark");
    ProgramRuleActionFixture show = action("7", "SHOWOPTIONGROUP").option("Colours", "RED");
    action("8", "SHOWOPTIONGROUP").attribute("Colour").optionGroup("Dark");

    assertThat(checks.lines(OBJECTS))
        .containsExactlyInAnyOrder(
            line(empty, "HIDEOPTION", "no data element or attribute; no option"),
            line(anything, "HIDEOPTION", "no option"),
            line(nowhere, "HIDEOPTION", "no data element or attribute"),
            line(group, "HIDEOPTIONGROUP", "no option group"),
            line(show, "SHOWOPTIONGROUP", "no data element or attribute; no option group"));
    assertThat(checks.total(OBJECTS)).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void assignments_need_a_field_or_a_variable(Shape shape) {
    open(shape);
    ProgramRuleActionFixture nowhere = action("1", "ASSIGN").content(null);
    ProgramRuleActionFixture blank = action("2", "ASSIGN").content(" \n");
    action("3", "ASSIGN").content("#{weight}");
    action("4", "ASSIGN").dataElement("Weight");
    action("5", "ASSIGN").attribute("Weight").content("");
    String comment = "no data element, attribute or variable to assign to";

    assertThat(checks.lines(OBJECTS))
        .containsExactlyInAnyOrder(
            line(nowhere, "ASSIGN", comment), line(blank, "ASSIGN", comment));
    assertThat(checks.total(OBJECTS)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void messages_need_a_template(Shape shape) {
    open(shape);
    ProgramRuleActionFixture send = action("1", "SENDMESSAGE");
    ProgramRuleActionFixture schedule = action("2", "SCHEDULEMESSAGE").dataElement("Fever");
    action("3", "SENDMESSAGE").notificationTemplate("Welcome");
    action("4", "SCHEDULEMESSAGE").notificationTemplate("Goodbye");
    action("5", "SHOWWARNING");

    assertThat(checks.lines(NOTIFICATIONS))
        .containsExactly(
            "SEVERE " + schedule.uid() + " SCHEDULEMESSAGE of Rule: no template [Rule, Malaria]",
            "SEVERE " + send.uid() + " SENDMESSAGE of Rule: no template [Rule, Malaria]");
    assertThat(checks.total(NOTIFICATIONS)).isEqualTo(4);
  }

  @Test
  void template_that_an_older_version_names_by_uid_must_exist() {
    open(Shape.V2_40);
    ProgramRuleActionFixture blank = action("1", "SENDMESSAGE").templateUid(" ");
    ProgramRuleActionFixture dangling = action("2", "SENDMESSAGE").templateUid("deleted1234");
    action("3", "SENDMESSAGE").notificationTemplate("Welcome");
    action("4", "SHOWERROR").templateUid("deleted1234");

    assertThat(checks.lines(NOTIFICATIONS))
        .containsExactlyInAnyOrder(
            "SEVERE " + blank.uid() + " SENDMESSAGE of Rule: no template [Rule, Malaria]",
            "SEVERE "
                + dangling.uid()
                + " SENDMESSAGE of Rule: no template with uid deleted1234 [Rule, Malaria]");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void hidden_sections_must_be_named(Shape shape) {
    open(shape);
    ProgramRuleActionFixture lost = action("1", "HIDESECTION").stage("Case");
    action("2", "HIDESECTION").section("First hour");
    action("3", "HIDEFIELD");

    assertThat(checks.lines(SECTIONS)).containsExactly(line(lost, "HIDESECTION", "no section"));
    assertThat(checks.total(SECTIONS)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void hidden_and_scheduled_stages_must_be_named(Shape shape) {
    open(shape);
    ProgramRuleActionFixture hide = action("1", "HIDEPROGRAMSTAGE").section("First hour");
    ProgramRuleActionFixture schedule = action("2", "SCHEDULEEVENT");
    action("3", "HIDEPROGRAMSTAGE").stage("Case");
    action("4", "SCHEDULEEVENT").stage("Case");
    action("5", "HIDESECTION");

    assertThat(checks.lines(STAGES))
        .containsExactly(
            line(hide, "HIDEPROGRAMSTAGE", "no program stage"),
            line(schedule, "SCHEDULEEVENT", "no program stage"));
    assertThat(checks.total(STAGES)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void action_without_rule_is_found_by_every_check_it_concerns(Shape shape) {
    open(shape);
    ProgramRuleActionFixture lost = action("1", "HIDEFIELD").withoutRule();
    ProgramRuleActionFixture sound = action("2", "HIDEFIELD").dataElement("Fever").withoutRule();
    action("3", "HIDEFIELD").dataElement("Fever");

    assertThat(checks.lines(RULES))
        .containsExactlyInAnyOrder(
            "WARNING " + lost.uid() + " HIDEFIELD: no rule",
            "WARNING " + sound.uid() + " HIDEFIELD: no rule");
    assertThat(checks.total(RULES)).isEqualTo(3);
    assertThat(checks.lines(OBJECTS))
        .containsExactly("WARNING " + lost.uid() + " HIDEFIELD: no data element or attribute");
  }

  private ProgramRuleActionFixture action(String name, String type) {
    return dhis2.programRuleAction(name, "Rule", type);
  }

  private static String line(ProgramRuleActionFixture action, String type, String comment) {
    return "WARNING " + action.uid() + " " + type + " of Rule: " + comment + " [Rule, Malaria]";
  }
}
