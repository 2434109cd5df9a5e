package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.MINMAXDATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRESULT;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.Difference;
import io.github.dhisadmin.jooq.internal.maintenance.CategoryComboState.OptionCombo;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import io.github.dhisadmin.jooq.internal.sql.UsedKeys;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.UpdateCategoryOptionCombos;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Named;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Makes the option combinations of category combinations what their categories say (2.42,
 * DefaultCategoryManager#addAndPruneOptionCombos). Looks for what refers to an obsolete combination
 * before it touches it, by every foreign key there is; DHIS2 takes it out of its category
 * combination first, and leaves it so if it cannot be deleted.
 */
final class CategoryOptionComboUpdate implements DatabaseOperation<UpdateCategoryOptionCombos> {
  private static final String ADDED = "added";
  private static final String RENAMED = "renamed";
  private static final String REMOVED = "removed";
  private static final Name REFERRER = DSL.name("r");

  /** What belongs to an option combination and goes with it. */
  private static final Set<Table<?>> OWN =
      Set.of(
          CATEGORYCOMBOS_OPTIONCOMBOS,
          CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS,
          MINMAXDATAELEMENT,
          VALIDATIONRESULT);

  private final Dhis2Schema schema;
  private final OptionComboRows rows = new OptionComboRows();

  CategoryOptionComboUpdate(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<UpdateCategoryOptionCombos> definition() {
    return MaintenanceOperations.UPDATE_CATEGORY_OPTION_COMBOS;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(
        CATEGORYCOMBO,
        CATEGORYCOMBOS_OPTIONCOMBOS,
        CATEGORYOPTIONCOMBO,
        CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS);
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return Set.of(CacheRegion.METADATA);
  }

  @Override
  public Plan plan(DSLContext ctx, UpdateCategoryOptionCombos parameters) {
    Plan plan = new Plan();
    Map<CategoryComboState, Difference> wanted = new LinkedHashMap<>();
    List<CategoryComboState> combos = CategoryComboStates.read(ctx, selected(parameters));
    refuseUnknown(parameters, combos);
    for (CategoryComboState combo : combos) {
      Optional<String> problem = problem(combo, parameters);
      if (problem.isPresent()) {
        plan.block(
            new Blocker("categoryCombo", combo.uid(), combo.name(), "INVALID", problem.get(), 1));
      } else {
        Difference difference = combo.difference();
        difference.duplicates().forEach(each -> plan.block(duplicate(each, combo)));
        wanted.put(combo, difference);
      }
    }
    List<ForeignKey> references = references(ctx);
    List<OptionCombo> obsolete =
        wanted.values().stream().flatMap(each -> each.obsolete().stream()).toList();
    Set<Long> used = blocked(ctx, plan, references, obsolete);
    List<Long> removable =
        obsolete.stream().map(OptionCombo::id).filter(id -> !used.contains(id)).toList();
    ReferenceGuard guard =
        ReferenceGuard.ofHost(
            schema, CATEGORYOPTIONCOMBO, CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID, references);
    UsedKeys keys = new UsedKeys(ctx);
    List<ForeignKey> large =
        references.stream()
            .filter(reference -> !keys.isIndexed(reference))
            .filter(reference -> ProbeIndexes.pay(keys.estimatedRows(reference), removable.size()))
            .toList();
    long added = wanted.values().stream().mapToLong(each -> each.missing().size()).sum();
    long renamed = wanted.values().stream().mapToLong(each -> each.renamed().size()).sum();
    return plan.step(ADDED, added, Duration.ofNanos(200_000))
        .step(RENAMED, renamed, Duration.ofNanos(100_000))
        .step(REMOVED, removable.size(), Duration.ofMillis(1))
        .about(wanted.values())
        .by(
            chunks -> {
              ProbeIndexes indexes = ProbeIndexes.on(references, large, chunks);
              try (indexes) {
                update(chunks, wanted, new TreeSet<>(removable), guard);
              }
            });
  }

  private static void refuseUnknown(
      UpdateCategoryOptionCombos parameters, List<CategoryComboState> found) {
    Set<String> unknown = new TreeSet<>(parameters.categoryCombos());
    found.forEach(combo -> unknown.remove(combo.uid()));
    if (!unknown.isEmpty()) {
      throw new InvalidRequestException("There are no category combinations " + unknown + ".");
    }
  }

  private static Condition selected(UpdateCategoryOptionCombos parameters) {
    return parameters.categoryCombos().isEmpty()
        ? DSL.noCondition()
        : CATEGORYCOMBO.UID.in(parameters.categoryCombos());
  }

  private static Optional<String> problem(
      CategoryComboState combo, UpdateCategoryOptionCombos parameters) {
    return combo
        .problem()
        .or(
            () ->
                combo.productSize() <= parameters.maxOptionCombos()
                    ? Optional.empty()
                    : Optional.of(
                        "it would have more than "
                            + parameters.maxOptionCombos()
                            + " option combinations"));
  }

  private List<ForeignKey> references(DSLContext ctx) {
    List<String> own = OWN.stream().map(schema::nameOf).toList();
    return new ForeignKeys(ctx)
        .to(CATEGORYOPTIONCOMBO).stream()
            .filter(
                reference ->
                    !(reference.schema().equals(schema.schemaName())
                        && own.contains(reference.table())))
            .toList();
  }

  /** Reports the combinations that something refers to, and returns their keys. */
  private Set<Long> blocked(
      DSLContext ctx, Plan plan, List<ForeignKey> references, List<OptionCombo> obsolete) {
    Set<Long> used = new HashSet<>();
    if (obsolete.isEmpty()) {
      return used;
    }
    Map<Long, OptionCombo> byId = new LinkedHashMap<>();
    obsolete.forEach(each -> byId.put(each.id(), each));
    Long[] ids = byId.keySet().toArray(Long[]::new);
    for (ForeignKey reference : references) {
      Field<Long> column =
          DSL.field(DSL.name(REFERRER, DSL.name(reference.columns().get(0))), Long.class);
      ctx.select(column, DSL.count())
          .from(DSL.table(reference.tableName()).as(REFERRER))
          .where(column.eq(DSL.any(BoundArray.of(ids))))
          .groupBy(column)
          .orderBy(column)
          .forEach(
              row -> {
                OptionCombo combo = byId.get(row.value1());
                used.add(row.value1());
                plan.block(
                    new Blocker(
                        "categoryOptionCombo",
                        combo == null ? String.valueOf(row.value1()) : combo.uid(),
                        combo == null ? "" : combo.name(),
                        "REFERENCED",
                        "referred to by " + reference.label(schema.schemaName()),
                        row.value2()));
              });
    }
    return used;
  }

  private void update(
      Chunks chunks,
      Map<CategoryComboState, Difference> wanted,
      Set<Long> removable,
      ReferenceGuard guard) {
    wanted.forEach(
        (combo, planned) -> {
          boolean removes =
              planned.obsolete().stream().map(OptionCombo::id).anyMatch(removable::contains);
          if (removes || !planned.missing().isEmpty() || !planned.renamed().isEmpty()) {
            chunks.runSteps(ctx -> updateOne(ctx, chunks, combo, removable, guard));
          }
        });
  }

  /** Looks again, now that nobody else can change the combination any more. */
  private Map<String, Long> updateOne(
      DSLContext ctx,
      Chunks chunks,
      CategoryComboState planned,
      Set<Long> removable,
      ReferenceGuard guard) {
    Condition condition = CATEGORYCOMBO.CATEGORYCOMBOID.eq(planned.id());
    ctx.selectOne().from(CATEGORYCOMBO).where(condition).forNoKeyUpdate().fetch();
    Map<String, Long> changed = new LinkedHashMap<>();
    for (CategoryComboState combo : CategoryComboStates.read(ctx, condition)) {
      if (combo.problem().isEmpty() && combo.productSize() <= planned.productSize()) {
        Difference difference = combo.difference();
        changed.put(ADDED, rows.add(ctx, combo.id(), difference.missing()));
        changed.put(RENAMED, OptionComboRows.rename(ctx, difference.renamed()));
        changed.put(
            REMOVED,
            remove(
                ctx,
                chunks,
                guard,
                difference.obsolete().stream()
                    .filter(each -> removable.contains(each.id()))
                    .toList()));
      }
    }
    return changed;
  }

  /** Who waited for one of them would make those wait who refer to the others. */
  private static long remove(
      DSLContext ctx, Chunks chunks, ReferenceGuard guard, List<OptionCombo> obsolete) {
    Set<Long> free =
        new HashSet<>(
            ctx.select(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID)
                .from(CATEGORYOPTIONCOMBO)
                .where(
                    CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                        DSL.any(
                            BoundArray.of(
                                obsolete.stream().map(OptionCombo::id).toArray(Long[]::new)))))
                .forUpdate()
                .skipLocked()
                .fetch(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID));
    obsolete.stream()
        .filter(combo -> !free.contains(combo.id()))
        .forEach(combo -> chunks.block(blocker(combo, "LOCKED", "in use by a transaction")));
    List<Long> late = guard.referred(ctx, List.copyOf(free));
    obsolete.stream()
        .filter(combo -> late.contains(combo.id()))
        .forEach(combo -> chunks.block(tooLate(combo)));
    free.removeAll(late);
    return OneByOne.unlessReferenced(ctx)
        .change(
            obsolete.stream().filter(combo -> free.contains(combo.id())).toList(),
            some -> delete(ctx, some),
            combo -> chunks.block(tooLate(combo)));
  }

  private static Blocker tooLate(OptionCombo combo) {
    return blocker(combo, "REFERENCED", "referred to by something that came after the plan");
  }

  private static long delete(DSLContext ctx, List<OptionCombo> combos) {
    Long[] keys = combos.stream().map(OptionCombo::id).toArray(Long[]::new);
    ctx.deleteFrom(CATEGORYCOMBOS_OPTIONCOMBOS)
        .where(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID.eq(DSL.any(BoundArray.of(keys))))
        .execute();
    ctx.deleteFrom(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
        .where(
            CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID.eq(
                DSL.any(BoundArray.of(keys))))
        .execute();
    ctx.deleteFrom(MINMAXDATAELEMENT)
        .where(MINMAXDATAELEMENT.CATEGORYOPTIONCOMBOID.eq(DSL.any(BoundArray.of(keys))))
        .execute();
    ctx.deleteFrom(VALIDATIONRESULT)
        .where(VALIDATIONRESULT.ATTRIBUTEOPTIONCOMBOID.eq(DSL.any(BoundArray.of(keys))))
        .execute();
    return ctx.deleteFrom(CATEGORYOPTIONCOMBO)
        .where(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(DSL.any(BoundArray.of(keys))))
        .execute();
  }

  private static Blocker duplicate(OptionCombo combo, CategoryComboState owner) {
    return blocker(
        combo,
        "DUPLICATE",
        "another one of " + owner.name() + " has the same options; they have to be merged");
  }

  private static Blocker blocker(OptionCombo combo, String reason, String detail) {
    return new Blocker("categoryOptionCombo", combo.uid(), combo.name(), reason, detail, 1);
  }
}
