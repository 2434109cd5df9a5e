package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferenceFacts;
import io.github.dhisadmin.spi.ReferredObject;
import io.github.dhisadmin.spi.ReferredType;
import java.util.List;
import java.util.Set;

/**
 * Judges expressions in a small imagined database. Uids tell what they are of; {@code goneGone001}
 * is of nothing. A program indicator belongs to {@code programOne1}.
 */
final class Judge {
  private static final List<ReferredObject> OBJECTS =
      List.of(
          valued(ReferredType.DATA_ELEMENT, "deNumber001", "INTEGER_POSITIVE"),
          valued(ReferredType.DATA_ELEMENT, "deText00001", "LONG_TEXT"),
          valued(ReferredType.DATA_ELEMENT, "deBoolean01", "BOOLEAN"),
          valued(ReferredType.DATA_ELEMENT, "deTrueOnly1", "TRUE_ONLY"),
          valued(ReferredType.DATA_ELEMENT, "deDate00001", "DATE"),
          valued(ReferredType.TRACKED_ENTITY_ATTRIBUTE, "attrNumber1", "NUMBER"),
          valued(ReferredType.TRACKED_ENTITY_ATTRIBUTE, "attrText001", "TEXT"),
          valued(ReferredType.TRACKED_ENTITY_ATTRIBUTE, "attrElsewhe", "NUMBER"),
          stage("stageRepeat", "programOne1", true),
          stage("stageSingle", "programOne1", false),
          stage("stageOther1", "programTwo2", true),
          plain(ReferredType.PROGRAM, "programOne1"),
          plain(ReferredType.PROGRAM, "programTwo2"),
          plain(ReferredType.CATEGORY_OPTION_COMBO, "optionComb1"),
          plain(ReferredType.CATEGORY_OPTION_COMBO, "optionComb2"),
          plain(ReferredType.CATEGORY_OPTION, "catOption01"),
          plain(ReferredType.CATEGORY_OPTION_GROUP, "optionGrp01"),
          plain(ReferredType.CATEGORY_OPTION_GROUP, "optionGrp02"),
          plain(ReferredType.DATA_ELEMENT_GROUP, "elementGrp1"),
          plain(ReferredType.PROGRAM_INDICATOR, "programInd1"),
          plain(ReferredType.INDICATOR, "indicator01"),
          plain(ReferredType.DATA_SET, "dataSet0001"),
          plain(ReferredType.ORGANISATION_UNIT, "orgUnit0001"),
          plain(ReferredType.ORGANISATION_UNIT_GROUP, "unitGroup01"),
          plain(ReferredType.CONSTANT, "constant001"),
          plain(ReferredType.RELATIONSHIP_TYPE, "relationTyp"));

  private static final Set<Membership> MEMBERSHIPS =
      Set.of(
          new Membership(
              Membership.Kind.OPTION_COMBO_OF_DATA_ELEMENT, "deNumber001", "optionComb1"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_STAGE, "stageRepeat", "deNumber001"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_STAGE, "stageRepeat", "deText00001"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_STAGE, "stageRepeat", "deBoolean01"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_STAGE, "stageRepeat", "deTrueOnly1"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_STAGE, "stageRepeat", "deDate00001"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_STAGE, "stageSingle", "deNumber001"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_STAGE, "stageOther1", "deNumber001"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_PROGRAM, "programOne1", "deNumber001"),
          new Membership(Membership.Kind.DATA_ELEMENT_OF_PROGRAM, "programOne1", "deBoolean01"),
          new Membership(Membership.Kind.ATTRIBUTE_OF_PROGRAM, "programOne1", "attrNumber1"),
          new Membership(Membership.Kind.ATTRIBUTE_OF_PROGRAM, "programOne1", "attrText001"));

  private final ExpressionAnalyzer analyzer = new ExpressionAnalyzer();

  List<Problem> problems(ExpressionKind kind, String text) {
    String program = Dialect.of(kind) == Dialect.PROGRAM_INDICATOR ? "programOne1" : null;
    return analyzer.judge(
        analyzer.analyze(kind, text),
        new Surroundings(program, new ReferenceFacts(OBJECTS, MEMBERSHIPS), Set.of()));
  }

  List<ProblemStatus> statuses(ExpressionKind kind, String text) {
    return problems(kind, text).stream().map(Problem::status).toList();
  }

  /** Problems as status, place and token, such as {@code SYNTAX_ERROR 1:2 +}. */
  List<String> places(ExpressionKind kind, String text) {
    return problems(kind, text).stream()
        .map(
            problem ->
                (problem.status()
                        + " "
                        + problem.at().line()
                        + ":"
                        + problem.at().column()
                        + " "
                        + problem.token())
                    .strip())
        .toList();
  }

  private static ReferredObject plain(ReferredType type, String uid) {
    return new ReferredObject(new Reference(type, uid), null, null, false);
  }

  private static ReferredObject valued(ReferredType type, String uid, String valueType) {
    return new ReferredObject(new Reference(type, uid), valueType, null, false);
  }

  private static ReferredObject stage(String uid, String program, boolean repeatable) {
    return new ReferredObject(
        new Reference(ReferredType.PROGRAM_STAGE, uid), null, program, repeatable);
  }
}
