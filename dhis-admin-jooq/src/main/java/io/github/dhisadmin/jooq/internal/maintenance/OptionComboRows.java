package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;

import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.Option;
import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.Renaming;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.uid.NewUids;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Writes option combinations, as many with one statement as there are. */
final class OptionComboRows {
  private final NewUids uids = new NewUids();

  /** Adds combinations of these options to a category combination, and returns how many. */
  long add(DSLContext ctx, long comboId, List<List<Option>> missing) {
    if (missing.isEmpty()) {
      return 0;
    }
    Long[] ids =
        ctx.select(DSL.sequence(DSL.name("hibernate_sequence"), Long.class).nextval())
            .from(DSL.generateSeries(1, missing.size()))
            .fetch(0, Long.class)
            .toArray(Long[]::new);
    List<Long> linked = new ArrayList<>();
    List<Long> options = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> newUids = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      names.add(CategoryComboState.nameOf(missing.get(i)));
      newUids.add(uids.next());
      for (long option : missing.get(i).stream().mapToLong(Option::id).distinct().toArray()) {
        linked.add(ids[i]);
        options.add(option);
      }
    }
    ctx.insertInto(
            CATEGORYOPTIONCOMBO,
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONCOMBO.UID,
            CATEGORYOPTIONCOMBO.NAME,
            CATEGORYOPTIONCOMBO.CREATED,
            CATEGORYOPTIONCOMBO.LASTUPDATED,
            CATEGORYOPTIONCOMBO.IGNOREAPPROVAL)
        .select(
            DSL.select(
                    column("id", Long.class),
                    column("uid", String.class),
                    column("name", String.class),
                    SystemSettings.NOW,
                    SystemSettings.NOW,
                    DSL.inline(false))
                .from(
                    ArrayRows.of(
                        "made",
                        List.of(
                            DSL.val(ids),
                            DSL.val(newUids.toArray(String[]::new)),
                            DSL.val(names.toArray(String[]::new))),
                        "id",
                        "uid",
                        "name")))
        .execute();
    ctx.insertInto(
            CATEGORYCOMBOS_OPTIONCOMBOS,
            CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID,
            CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID)
        .select(
            DSL.select(DSL.val(comboId), column("id", Long.class))
                .from(ArrayRows.of("made", List.of(DSL.val(ids)), "id")))
        .execute();
    ctx.insertInto(
            CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS,
            CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID)
        .select(
            DSL.select(column("id", Long.class), column("option", Long.class))
                .from(
                    ArrayRows.of(
                        "made",
                        List.of(
                            DSL.val(linked.toArray(Long[]::new)),
                            DSL.val(options.toArray(Long[]::new))),
                        "id",
                        "option")))
        .execute();
    return ids.length;
  }

  /** Gives combinations their names, and returns how many. */
  static long rename(DSLContext ctx, List<Renaming> renamed) {
    if (renamed.isEmpty()) {
      return 0;
    }
    Table<Record> names =
        ArrayRows.of(
            "made",
            List.of(
                DSL.val(renamed.stream().map(Renaming::id).toArray(Long[]::new)),
                DSL.val(renamed.stream().map(Renaming::name).toArray(String[]::new))),
            "id",
            "name");
    return ctx.update(CATEGORYOPTIONCOMBO)
        .set(CATEGORYOPTIONCOMBO.NAME, column("name", String.class))
        .set(CATEGORYOPTIONCOMBO.LASTUPDATED, SystemSettings.NOW)
        .from(names)
        .where(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(column("id", Long.class)))
        .execute();
  }

  private static <T> Field<T> column(String name, Class<T> type) {
    return DSL.field(DSL.name("made", name), type);
  }
}
