package io.github.dhisadmin.testkit.integrity;

import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_DENOMINATOR;
import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_NUMERATOR;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_EXPRESSION;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_FILTER;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_LEFT_SIDE;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_RIGHT_SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Membership.Kind;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferenceFacts;
import io.github.dhisadmin.spi.ReferredObject;
import io.github.dhisadmin.spi.ReferredType;
import io.github.dhisadmin.spi.StoredExpression;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionStoreIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource(Shape.class)
  void expressions_come_by_name_with_those_of_one_owner_together(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    Dhis2Fixture dhis2 = Dhis2Fixture.on(database.dataSource());
    String b = dhis2.indicator("B").numerator("1").denominator("2").uid();
    String a = dhis2.indicator("A").numerator("").denominator("3").uid();
    String rule = dhis2.validationRule("R").leftSide("4").rightSide("5").uid();
    String sideless = dhis2.validationRule("S").uid();
    String program = dhis2.program("P").uid();
    String counted = dhis2.programIndicator("Q", "P").expression("6").filter("7 == 7").uid();
    String empty = dhis2.programIndicator("Z", "P").expression(null).filter(null).uid();

    assertThat(read(store(database), EnumSet.allOf(ExpressionKind.class)))
        .containsExactly(
            new StoredExpression(INDICATOR_NUMERATOR, a, "A", null, ""),
            new StoredExpression(INDICATOR_DENOMINATOR, a, "A", null, "3"),
            new StoredExpression(INDICATOR_NUMERATOR, b, "B", null, "1"),
            new StoredExpression(INDICATOR_DENOMINATOR, b, "B", null, "2"),
            new StoredExpression(VALIDATION_RULE_LEFT_SIDE, rule, "R", null, "4"),
            new StoredExpression(VALIDATION_RULE_RIGHT_SIDE, rule, "R", null, "5"),
            new StoredExpression(VALIDATION_RULE_LEFT_SIDE, sideless, "S", null, ""),
            new StoredExpression(VALIDATION_RULE_RIGHT_SIDE, sideless, "S", null, ""),
            new StoredExpression(PROGRAM_INDICATOR_EXPRESSION, counted, "Q", program, "6"),
            new StoredExpression(PROGRAM_INDICATOR_FILTER, counted, "Q", program, "7 == 7"),
            new StoredExpression(PROGRAM_INDICATOR_EXPRESSION, empty, "Z", program, ""),
            new StoredExpression(PROGRAM_INDICATOR_FILTER, empty, "Z", program, ""));
    assertThat(read(store(database), Set.of(VALIDATION_RULE_RIGHT_SIDE)))
        .extracting(StoredExpression::text)
        .containsExactly("5", "");
    assertThat(store(database).missing(EnumSet.allOf(ExpressionKind.class))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void every_type_of_object_is_found_by_its_own_uid_alone(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    Map<ReferredType, String> uids = oneOfEach(Dhis2Fixture.on(database.dataSource()));
    Set<Reference> asked = new HashSet<>();
    for (ReferredType type : ReferredType.values()) {
      uids.values().forEach(uid -> asked.add(new Reference(type, uid)));
      asked.add(new Reference(type, "goneGone001"));
    }

    ReferenceFacts facts = resolve(store(database), asked, Set.of());

    assertThat(uids).containsOnlyKeys(ReferredType.values());
    assertThat(asked)
        .filteredOn(reference -> facts.find(reference).isPresent())
        .containsExactlyInAnyOrderElementsOf(
            uids.entrySet().stream()
                .map(entry -> new Reference(entry.getKey(), entry.getValue()))
                .toList());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void objects_come_with_value_type_program_and_repeatability(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    Dhis2Fixture dhis2 = Dhis2Fixture.on(database.dataSource());
    Reference element =
        new Reference(
            ReferredType.DATA_ELEMENT, dhis2.dataElement("BCG").valueType("BOOLEAN").uid());
    Reference attribute =
        new Reference(
            ReferredType.TRACKED_ENTITY_ATTRIBUTE, dhis2.trackedEntityAttribute("Born", "DATE"));
    dhis2.program("Before");
    String program = dhis2.program("P").stage("Once", "X").stage("Often", "X").uid();
    dhis2.program("P").notRepeatable("Once");
    dhis2.program("After");
    Reference once = new Reference(ReferredType.PROGRAM_STAGE, dhis2.programStageUid("Once"));
    Reference often = new Reference(ReferredType.PROGRAM_STAGE, dhis2.programStageUid("Often"));

    ReferenceFacts facts =
        resolve(store(database), Set.of(element, attribute, once, often), Set.of());

    assertThat(facts.find(element)).contains(new ReferredObject(element, "BOOLEAN", null, false));
    assertThat(facts.find(attribute)).contains(new ReferredObject(attribute, "DATE", null, false));
    assertThat(facts.find(once)).contains(new ReferredObject(once, null, program, false));
    assertThat(facts.find(often)).contains(new ReferredObject(often, null, program, true));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void memberships_hold_where_the_links_are(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    Dhis2Fixture dhis2 = Dhis2Fixture.on(database.dataSource());
    dhis2.category("Sex").options("Female", "Male");
    dhis2.categoryCombo("Sexes").categories("Sex");
    dhis2.category("Age").options("Young", "Old");
    dhis2.categoryCombo("Ages").categories("Age");
    String own = dhis2.dataElement("Own").categoryCombo("Sexes").uid();
    String overridden = dhis2.dataElement("Overridden").uid();
    dhis2.dataSet("Set").dataElements("Own", "Overridden").disaggregation("Overridden", "Ages");
    String program =
        dhis2
            .program("Child")
            .withRegistration("Person")
            .stage("Birth", "Apgar")
            .stage("Visit", "Weight")
            .attributes("Card")
            .uid();
    dhis2.trackedEntityTypeAttribute("Person", "Born");
    String other = dhis2.program("Other").attributes("Elsewhere").uid();
    String birth = dhis2.programStageUid("Birth");
    String apgar = dhis2.dataElement("Apgar").uid();
    String weight = dhis2.dataElement("Weight").uid();
    String female = dhis2.categoryOptionComboUid("Female");
    String young = dhis2.categoryOptionComboUid("Young");
    String plain = dhis2.categoryOptionComboUid("default");
    List<Membership> holding =
        List.of(
            new Membership(Kind.OPTION_COMBO_OF_DATA_ELEMENT, own, female),
            new Membership(Kind.OPTION_COMBO_OF_DATA_ELEMENT, overridden, young),
            new Membership(Kind.OPTION_COMBO_OF_DATA_ELEMENT, overridden, plain),
            new Membership(Kind.DATA_ELEMENT_OF_STAGE, birth, apgar),
            new Membership(Kind.DATA_ELEMENT_OF_PROGRAM, program, apgar),
            new Membership(Kind.DATA_ELEMENT_OF_PROGRAM, program, weight),
            new Membership(
                Kind.ATTRIBUTE_OF_PROGRAM, program, dhis2.trackedEntityAttribute("Card", "TEXT")),
            new Membership(
                Kind.ATTRIBUTE_OF_PROGRAM, program, dhis2.trackedEntityAttribute("Born", "DATE")));
    List<Membership> not =
        List.of(
            new Membership(Kind.OPTION_COMBO_OF_DATA_ELEMENT, own, young),
            new Membership(Kind.OPTION_COMBO_OF_DATA_ELEMENT, own, plain),
            new Membership(Kind.OPTION_COMBO_OF_DATA_ELEMENT, overridden, female),
            new Membership(Kind.OPTION_COMBO_OF_DATA_ELEMENT, "goneGone001", female),
            new Membership(Kind.DATA_ELEMENT_OF_STAGE, birth, weight),
            new Membership(Kind.DATA_ELEMENT_OF_PROGRAM, other, apgar),
            new Membership(Kind.DATA_ELEMENT_OF_PROGRAM, program, own),
            new Membership(
                Kind.ATTRIBUTE_OF_PROGRAM,
                program,
                dhis2.trackedEntityAttribute("Elsewhere", "TEXT")),
            new Membership(
                Kind.ATTRIBUTE_OF_PROGRAM, other, dhis2.trackedEntityAttribute("Born", "DATE")));
    Set<Membership> asked = new HashSet<>(holding);
    asked.addAll(not);

    ReferenceFacts facts = resolve(store(database), Set.of(), asked);

    assertThat(holding).allMatch(facts::holds);
    assertThat(not).noneMatch(facts::holds);
  }

  @Test
  void number_of_queries_does_not_grow_with_what_is_asked() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.indicator("A");
    dhis2.validationRule("R").leftSide("1").rightSide("1");
    dhis2.programIndicator("Q", "P");
    List<String> uids = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      uids.add("u" + String.format("%010d", i));
    }
    Set<Reference> references = new HashSet<>();
    Set<Membership> memberships = new HashSet<>();
    for (String uid : uids) {
      Arrays.stream(ReferredType.values())
          .forEach(type -> references.add(new Reference(type, uid)));
      Arrays.stream(Kind.values()).forEach(kind -> memberships.add(new Membership(kind, uid, uid)));
    }

    try (StatementCount count = POSTGRES.dataSource().countStatements()) {
      store(POSTGRES.database())
          .inSnapshot(
              TIMEOUT,
              new Cancellation(),
              reader -> {
                reader.read(EnumSet.allOf(ExpressionKind.class), expression -> {});
                return reader.resolve(references, memberships);
              });

      assertThat(queries(count)).as("three kinds of owners, objects, memberships").hasSize(5);
    }
  }

  @Test
  void nothing_asked_is_no_query() {
    try (StatementCount count = POSTGRES.dataSource().countStatements()) {
      resolve(store(POSTGRES.database()), Set.of(), Set.of());

      assertThat(queries(count)).isEmpty();
    }
  }

  @Test
  void reading_ends_when_it_is_cancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(
            () ->
                store(POSTGRES.database())
                    .inSnapshot(TIMEOUT, cancellation, reader -> "never reached"))
        .isInstanceOf(CancelledException.class);
  }

  private static List<String> queries(StatementCount count) {
    return count.statements().stream().filter(sql -> sql.contains("\"uid\"")).toList();
  }

  private static Map<ReferredType, String> oneOfEach(Dhis2Fixture dhis2) {
    dhis2.category("Sex").options("Female");
    dhis2.categoryCombo("Sexes").categories("Sex");
    dhis2.program("Child").stage("Birth");
    Map<ReferredType, String> uids = new EnumMap<>(ReferredType.class);
    uids.put(ReferredType.CATEGORY_OPTION, dhis2.categoryOption("Female").uid());
    uids.put(ReferredType.CATEGORY_OPTION_COMBO, dhis2.categoryOptionComboUid("Female"));
    uids.put(ReferredType.CATEGORY_OPTION_GROUP, dhis2.categoryOptionGroup("Women").uid());
    uids.put(ReferredType.CONSTANT, dhis2.constant("Pi"));
    uids.put(ReferredType.DATA_ELEMENT, dhis2.dataElement("BCG").uid());
    uids.put(ReferredType.DATA_ELEMENT_GROUP, dhis2.dataElementGroup("Vaccines").uid());
    uids.put(ReferredType.DATA_SET, dhis2.dataSet("EPI").uid());
    uids.put(ReferredType.INDICATOR, dhis2.indicator("Coverage").uid());
    uids.put(ReferredType.ORGANISATION_UNIT, dhis2.organisationUnit("Kigali").uid());
    uids.put(ReferredType.ORGANISATION_UNIT_GROUP, dhis2.organisationUnitGroup("Public").uid());
    uids.put(ReferredType.PROGRAM, dhis2.program("Child").uid());
    uids.put(ReferredType.PROGRAM_INDICATOR, dhis2.programIndicator("Births", "Child").uid());
    uids.put(ReferredType.PROGRAM_STAGE, dhis2.programStageUid("Birth"));
    uids.put(ReferredType.RELATIONSHIP_TYPE, dhis2.relationshipType("Mother"));
    uids.put(ReferredType.TRACKED_ENTITY_ATTRIBUTE, dhis2.trackedEntityAttribute("Card", "TEXT"));
    return uids;
  }

  private static ExpressionStore store(Dhis2Database database) {
    return JooqPersistence.of(database.dataSource()).integrity().expressions();
  }

  private static List<StoredExpression> read(ExpressionStore store, Set<ExpressionKind> kinds) {
    List<StoredExpression> expressions = new ArrayList<>();
    store.inSnapshot(
        TIMEOUT,
        new Cancellation(),
        reader -> {
          reader.read(kinds, expressions::add);
          return expressions.size();
        });
    return expressions;
  }

  private static ReferenceFacts resolve(
      ExpressionStore store, Set<Reference> references, Set<Membership> memberships) {
    return store.inSnapshot(
        TIMEOUT, new Cancellation(), reader -> reader.resolve(references, memberships));
  }
}
