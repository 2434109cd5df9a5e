package io.github.dhisadmin.testkit.demo;

import static io.github.dhisadmin.testkit.demo.MetadataWriter.uid;

import java.util.Map;

/** Writes sound metadata of programs: stages, program indicators, rules, actions, variables. */
final class ProgramMetadata {
  static final String PROGRAM = "Prog";
  static final String STAGE = "PrSt";
  static final String ELEMENT = "TrDe";
  static final String RULE = "PrRu";
  static final int PROGRAMS = 20;

  private static final String ATTRIBUTE = "TrAt";
  private static final String TEMPLATE = "PrNt";
  private static final String SECTION = "PsSe";
  private static final String VARIABLE = "PrRv";
  private static final int STAGES = 2 * PROGRAMS;
  private static final int ELEMENTS_OF_STAGE = 10;
  private static final int ATTRIBUTES = 10;

  private final MetadataWriter writer;
  private final MetadataSize size;

  ProgramMetadata(MetadataWriter writer, MetadataSize size) {
    this.writer = writer;
    this.size = size;
  }

  void generate() {
    programs();
    stages();
    attributes();
    programIndicators();
    rules();
    variables();
  }

  private void programs() {
    writer.objects(
        PROGRAM,
        "program",
        PROGRAMS,
        Map.of(
            "type", "'WITHOUT_REGISTRATION'",
            "skipoffline", "false",
            "categorycomboid", String.valueOf(AggregateMetadata.defaultCombo(writer))));
  }

  private void stages() {
    writer.objects(STAGE, "programstage", STAGES, stage(writer.id(PROGRAM, "1 + (n - 1) / 2")));
    int elements = STAGES * ELEMENTS_OF_STAGE;
    writer.objects(ELEMENT, "dataelement", elements, trackerElement(writer, "INTEGER"));
    writer.objects(
        "PsDe",
        "programstagedataelement",
        elements,
        Map.of(
            "programstageid", writer.id(STAGE, "1 + (n - 1) / " + ELEMENTS_OF_STAGE),
            "dataelementid", writer.id(ELEMENT, "n"),
            "compulsory", "false",
            "skipsynchronization", "false",
            "skipanalytics", "false"));
    writer.objects(
        SECTION,
        "programstagesection",
        STAGES,
        Map.of("programstageid", writer.id(STAGE, "n"), "sortorder", "1"));
    writer.objects(
        TEMPLATE,
        "programnotificationtemplate",
        PROGRAMS,
        Map.of("messagetemplate", "'Hello'", "sendrepeatable", "false"));
  }

  /** The columns of a stage of a program, or of none if that is null. */
  static Map<String, String> stage(String program) {
    return Map.of(
        "programid", program,
        "mindaysfromstart", "0",
        "repeatable", "true",
        "validationstrategy", "'ON_UPDATE_AND_INSERT'",
        "enableuserassignment", "false");
  }

  /** The columns of a data element of events. */
  static Map<String, String> trackerElement(MetadataWriter writer, String valueType) {
    return Map.of(
        "valuetype", "'" + valueType + "'",
        "domaintype", "'TRACKER'",
        "aggregationtype", "'SUM'",
        "zeroissignificant", "false",
        "categorycomboid", String.valueOf(AggregateMetadata.defaultCombo(writer)));
  }

  private void attributes() {
    writer.objects(
        ATTRIBUTE,
        "trackedentityattribute",
        ATTRIBUTES,
        Map.of(
            "valuetype", "'INTEGER'", "aggregationtype", "'SUM'", "skipsynchronization", "false"));
    writer.reserve("PrAt", (long) PROGRAMS * ATTRIBUTES);
    writer.links(
        "program_attributes",
        (long) PROGRAMS * ATTRIBUTES,
        Map.of(
            "programtrackedentityattributeid", writer.id("PrAt", "n"),
            "uid", uid("PrAt", "n"),
            "created", "now()",
            "lastupdated", "now()",
            "programid", writer.id(PROGRAM, "1 + (n - 1) / " + ATTRIBUTES),
            "trackedentityattributeid", writer.id(ATTRIBUTE, "1 + (n - 1) % " + ATTRIBUTES)));
  }

  private void programIndicators() {
    // program 1 + n % 20 has the stages 1 + 2 * (n % 20) and the one after it
    String stage = "1 + 2 * (n % " + PROGRAMS + ")";
    String value =
        "#{' || "
            + uid(STAGE, stage)
            + " || '.' || "
            + uid(ELEMENT, "(" + stage + " - 1) * " + ELEMENTS_OF_STAGE + " + 1 + n % 10")
            + " || '}";
    String attribute = "A{' || " + uid(ATTRIBUTE, "1 + n % " + ATTRIBUTES) + " || '}";
    writer.objects(
        "PrIn",
        "programindicator",
        size.programIndicators(),
        programIndicator(
            writer,
            writer.id(PROGRAM, "1 + n % " + PROGRAMS),
            "case n % 3 when 0 then 'V{event_count}' when 1 then '"
                + value
                + " * ' || n else 'd2:' || 'condition(\""
                + value
                + " > 1\", 1, 0) + "
                + attribute
                + "' end",
            "case when n % 2 = 0 then '"
                + value
                + " > ' || n || ' && V{event_status} == ''COMPLETED''' end"));
  }

  /** The columns of a program indicator. */
  static Map<String, String> programIndicator(
      MetadataWriter writer, String program, String expression, String filter) {
    String combo = String.valueOf(AggregateMetadata.defaultCombo(writer));
    return Map.of(
        "programid", program,
        "expression", expression,
        "filter", filter,
        "analyticstype", "'EVENT'",
        "categorycomboid", combo,
        "attributecomboid", combo);
  }

  private void rules() {
    writer.objects(
        RULE,
        "programrule",
        size.programRules(),
        Map.of(
            "programid", writer.id(PROGRAM, "1 + (n - 1) % " + PROGRAMS),
            "rulecondition", "'#{v} > ' || n",
            "priority", "1 + n % 9"));
    writer.objects(
        "PrRa",
        "programruleaction",
        size.programRules(),
        Map.of(
            "programruleid",
            writer.id(RULE, "n"),
            "actiontype",
            "(array['HIDEFIELD', 'ASSIGN', 'SENDMESSAGE', 'HIDESECTION', 'HIDEPROGRAMSTAGE'])[1 + n % 5]",
            "dataelementid",
            "case n % 5 when 0 then " + writer.id(ELEMENT, "1 + n % 400") + " end",
            "content",
            "case n % 5 when 1 then '#{v}' end",
            "notificationtemplateid",
            "case n % 5 when 2 then " + writer.id(TEMPLATE, "1 + n % " + PROGRAMS) + " end",
            "programstagesectionid",
            "case n % 5 when 3 then " + writer.id(SECTION, "1 + n % " + STAGES) + " end",
            "programstageid",
            "case n % 5 when 4 then " + writer.id(STAGE, "1 + n % " + STAGES) + " end"));
  }

  private void variables() {
    writer.objects(
        VARIABLE,
        "programrulevariable",
        STAGES,
        Map.of(
            "programid",
            writer.id(PROGRAM, "1 + (n - 1) / 2"),
            "valuetype",
            "'INTEGER'",
            "sourcetype",
            "case when n % 2 = 0 then 'DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE' else 'TEI_ATTRIBUTE' end",
            "programstageid",
            "case when n % 2 = 0 then " + writer.id(STAGE, "n") + " end",
            "dataelementid",
            "case when n % 2 = 0 then " + writer.id(ELEMENT, "n * " + ELEMENTS_OF_STAGE) + " end",
            "trackedentityattributeid",
            "case when n % 2 = 1 then " + writer.id(ATTRIBUTE, "1 + n % " + ATTRIBUTES) + " end"));
  }
}
