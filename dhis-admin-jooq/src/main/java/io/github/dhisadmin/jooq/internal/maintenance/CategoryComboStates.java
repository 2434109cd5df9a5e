package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORIES_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_CATEGORIES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;

import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.Option;
import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.OptionCombo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Reads category combinations, in as many statements for all as for one. */
final class CategoryComboStates {
  private static final Field<Long[]> OPTIONS =
      DSL.arrayAgg(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID).as("options");

  private CategoryComboStates() {}

  /** Those that meet a condition on {@code categorycombo}, ordered by name. */
  static List<CategoryComboState> read(DSLContext ctx, Condition condition) {
    Map<Long, List<List<Option>>> categories = categories(ctx, condition);
    Map<Long, List<OptionCombo>> combos = optionCombos(ctx, condition);
    return ctx.select(CATEGORYCOMBO.CATEGORYCOMBOID, CATEGORYCOMBO.UID, CATEGORYCOMBO.NAME)
        .from(CATEGORYCOMBO)
        .where(condition)
        .orderBy(CATEGORYCOMBO.NAME, CATEGORYCOMBO.CATEGORYCOMBOID)
        .fetch(
            row ->
                new CategoryComboState(
                    row.value1(),
                    row.value2(),
                    row.value3(),
                    categories.getOrDefault(row.value1(), List.of()),
                    combos.getOrDefault(row.value1(), List.of())));
  }

  private static Map<Long, List<List<Option>>> categories(DSLContext ctx, Condition condition) {
    Map<Long, Map<Integer, List<Option>>> found = new HashMap<>();
    ctx.select(
            CATEGORYCOMBO.CATEGORYCOMBOID,
            CATEGORYCOMBOS_CATEGORIES.SORT_ORDER,
            CATEGORYOPTION.CATEGORYOPTIONID,
            CATEGORYOPTION.NAME)
        .from(CATEGORYCOMBO)
        .join(CATEGORYCOMBOS_CATEGORIES)
        .on(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID.eq(CATEGORYCOMBO.CATEGORYCOMBOID))
        .leftJoin(CATEGORIES_CATEGORYOPTIONS)
        .on(CATEGORIES_CATEGORYOPTIONS.CATEGORYID.eq(CATEGORYCOMBOS_CATEGORIES.CATEGORYID))
        .leftJoin(CATEGORYOPTION)
        .on(CATEGORYOPTION.CATEGORYOPTIONID.eq(CATEGORIES_CATEGORYOPTIONS.CATEGORYOPTIONID))
        .where(condition)
        .orderBy(
            CATEGORYCOMBO.CATEGORYCOMBOID,
            CATEGORYCOMBOS_CATEGORIES.SORT_ORDER,
            CATEGORIES_CATEGORYOPTIONS.SORT_ORDER)
        .forEach(
            row -> {
              List<Option> options =
                  found
                      .computeIfAbsent(row.value1(), combo -> new LinkedHashMap<>())
                      .computeIfAbsent(row.value2(), category -> new ArrayList<>());
              if (row.value3() != null) {
                options.add(new Option(row.value3(), row.value4()));
              }
            });
    Map<Long, List<List<Option>>> categories = new HashMap<>();
    found.forEach((combo, byOrder) -> categories.put(combo, List.copyOf(byOrder.values())));
    return categories;
  }

  private static Map<Long, List<OptionCombo>> optionCombos(DSLContext ctx, Condition condition) {
    Map<Long, List<OptionCombo>> combos = new HashMap<>();
    ctx.select(
            CATEGORYCOMBO.CATEGORYCOMBOID,
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONCOMBO.UID,
            CATEGORYOPTIONCOMBO.NAME,
            OPTIONS)
        .from(CATEGORYCOMBO)
        .join(CATEGORYCOMBOS_OPTIONCOMBOS)
        .on(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID.eq(CATEGORYCOMBO.CATEGORYCOMBOID))
        .join(CATEGORYOPTIONCOMBO)
        .on(
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID))
        .leftJoin(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
        .on(
            CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID.eq(
                CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID))
        .where(condition)
        .groupBy(
            CATEGORYCOMBO.CATEGORYCOMBOID,
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONCOMBO.UID,
            CATEGORYOPTIONCOMBO.NAME)
        .orderBy(CATEGORYCOMBO.CATEGORYCOMBOID, CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID)
        .forEach(
            (Record row) ->
                combos
                    .computeIfAbsent(
                        row.get(CATEGORYCOMBO.CATEGORYCOMBOID), combo -> new ArrayList<>())
                    .add(optionCombo(row)));
    return combos;
  }

  private static OptionCombo optionCombo(Record row) {
    Set<Long> options = new HashSet<>();
    for (Long option : row.get(OPTIONS)) {
      if (option != null) {
        options.add(option);
      }
    }
    String name = row.get(CATEGORYOPTIONCOMBO.NAME);
    return new OptionCombo(
        row.get(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID),
        row.get(CATEGORYOPTIONCOMBO.UID),
        name == null ? "" : name,
        options);
  }
}
