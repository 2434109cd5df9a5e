package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.CategoryComboFixture;
import io.github.dhisadmin.testkit.fixture.CategoryFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Shape.class)
class CategoryChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private final IntegrityBed checks;
  private final Dhis2Fixture dhis2;

  CategoryChecksIT(Shape shape) {
    checks = new IntegrityBed(POSTGRES.database(shape));
    dhis2 = Dhis2Fixture.on(checks.dataSource());
  }

  @Test
  void category_combination_has_categories_with_options_and_option_combinations() {
    dhis2.category("Sex").options("Female", "Male");
    dhis2.category("Age").options("Young", "Old");
    dhis2.category("Place").options("Inside", "Outside");
    dhis2.category("Kind").options("One", "Other");
    CategoryFixture hollow = dhis2.category("Hollow");
    dhis2.category("Void");
    dhis2.categoryCombo("A sound").categories("Sex");
    CategoryComboFixture bare = dhis2.categoryCombo("B bare");
    dhis2.categoryCombo("C half").categories("Sex", "Hollow", "Void");
    dhis2.categoryCombo("D never made").categories("Age");
    dhis2.categoryCombo("E null").categories("Place");
    CategoryComboFixture emptied = dhis2.categoryCombo("F emptied later").categories("Kind");
    checks.execute(
        "delete from categorycombos_optioncombos where categorycomboid ="
            + " (select categorycomboid from categorycombo where name = 'D never made')",
        "update categorycombos_categories set categoryid = null where categorycomboid ="
            + " (select categorycomboid from categorycombo where name = 'E null')",
        "insert into categorycombos_categories (categorycomboid, categoryid, sort_order) values ("
            + emptied.id()
            + ", "
            + hollow.id()
            + ", 2)");

    String id = "invalid_category_combos";
    assertThat(checks.found(id))
        .containsExactly(
            "B bare | no category; no option combinations",
            "C half | categories without options: Hollow, Void; no option combinations"
                + " | categories Hollow, categories Void",
            "D never made | no option combinations",
            "E null | no category",
            "F emptied later | categories without options: Hollow | categories Hollow");
    assertThat(checks.issues(id).get(0).id()).contains(bare.uid());
    assertThat(IntegrityBed.uids(checks.issues(id).get(1))).contains(hollow.uid());
    assertThat(checks.total(id)).isEqualTo(7);
    assertThat(checks.check(id).definition().traits().byDefault()).isTrue();
  }
}
