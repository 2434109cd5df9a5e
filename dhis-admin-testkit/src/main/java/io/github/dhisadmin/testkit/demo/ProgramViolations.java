package io.github.dhisadmin.testkit.demo;

import static io.github.dhisadmin.testkit.demo.MetadataWriter.uids;
import static io.github.dhisadmin.testkit.demo.ProgramMetadata.ELEMENT;
import static io.github.dhisadmin.testkit.demo.ProgramMetadata.PROGRAM;
import static io.github.dhisadmin.testkit.demo.ProgramMetadata.RULE;

import java.util.HashMap;
import java.util.Map;

/** Plants violations among program stages, rules, their actions and variables. */
final class ProgramViolations {
  private final MetadataWriter writer;
  private final int planted;
  private final PlantedIssues.Collector issues;

  ProgramViolations(MetadataWriter writer, int planted, PlantedIssues.Collector issues) {
    this.writer = writer;
    this.planted = planted;
    this.issues = issues;
  }

  void plant() {
    programs();
    rules();
    actions();
    variables();
  }

  private void programs() {
    writer.objects("PSNP", "programstage", planted, ProgramMetadata.stage("null"));
    issues.expect(uids("PSNP", planted), "program_stages_no_programs");

    writer.objects(
        "TAID",
        "dataelement",
        planted,
        ProgramMetadata.trackerElement(writer, "TRACKER_ASSOCIATE"));
    issues.expect(uids("TAID", planted), "tracker_associate_is_deprecated");
  }

  private void rules() {
    rules("PRWC", "case when n % 2 = 0 then ' ' end", "1");
    withAction("PRWC");
    issues.expect(uids("PRWC", planted), "program_rules_without_condition");

    rules("PRNP", "'true'", "null");
    withAction("PRNP");
    issues.expect(uids("PRNP", planted), "program_rules_no_priority");

    rules("PRNA", "'true'", "1");
    issues.expect(uids("PRNA", planted), "program_rules_no_action");
  }

  private void rules(String family, String condition, String priority) {
    writer.objects(
        family,
        "programrule",
        planted,
        Map.of(
            "programid", writer.id(PROGRAM, "1"),
            "rulecondition", condition,
            "priority", priority));
  }

  private void withAction(String rules) {
    actions(
        rules + "A",
        "HIDEFIELD",
        Map.of("programruleid", writer.id(rules, "n"), "dataelementid", writer.id(ELEMENT, "1")));
  }

  private void actions() {
    String rule = writer.id(RULE, "1");
    actions("PRAWDO", "HIDEFIELD", Map.of("programruleid", rule));
    issues.expect(uids("PRAWDO", planted), "program_rule_actions_without_data_object");

    actions("PRAWN", "SENDMESSAGE", Map.of("programruleid", rule));
    issues.expect(uids("PRAWN", planted), "program_rule_actions_without_notification");

    actions("PRAWS", "HIDESECTION", Map.of("programruleid", rule));
    issues.expect(uids("PRAWS", planted), "program_rule_actions_without_section");

    actions("PRAWSI", "HIDEPROGRAMSTAGE", Map.of("programruleid", rule));
    issues.expect(uids("PRAWSI", planted), "program_rule_actions_without_stage_id");

    actions("PRAWR", "SHOWWARNING", Map.of());
    issues.expect(uids("PRAWR", planted), "program_rule_actions_without_rule");
  }

  private void actions(String family, String type, Map<String, String> values) {
    Map<String, String> row = new HashMap<>(values);
    row.put("actiontype", "'" + type + "'");
    writer.objects(family, "programruleaction", planted, row);
  }

  private void variables() {
    variables("PRVWDE", "DATAELEMENT_CURRENT_EVENT", "null");
    issues.expect(uids("PRVWDE", planted), "program_rule_variables_without_data_element");

    variables("PRVWA", "TEI_ATTRIBUTE", "null");
    issues.expect(uids("PRVWA", planted), "program_rule_variables_without_attribute");

    variables("PRVWS", "DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE", writer.id(ELEMENT, "1"));
    issues.expect(uids("PRVWS", planted), "program_rule_variables_without_program_stage");
  }

  private void variables(String family, String sourceType, String dataElement) {
    writer.objects(
        family,
        "programrulevariable",
        planted,
        Map.of(
            "programid",
            writer.id(PROGRAM, "1"),
            "valuetype",
            "'INTEGER'",
            "sourcetype",
            "'" + sourceType + "'",
            "dataelementid",
            dataElement));
  }
}
