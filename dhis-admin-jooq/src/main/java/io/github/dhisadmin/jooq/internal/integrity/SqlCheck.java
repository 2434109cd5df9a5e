package io.github.dhisadmin.jooq.internal.integrity;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * A check, made for one database.
 *
 * @param definition how it is listed
 * @param missing tables and columns that it reads and the database lacks
 * @param inspection what finds the issues
 * @param total counts the objects that could have an issue; empty if that is no number
 * @param warnings what an operator should know besides
 * @param variants how the check looks with an option
 */
record SqlCheck(
    IntegrityCheck definition,
    List<String> missing,
    Inspection inspection,
    Function<DSLContext, OptionalLong> total,
    Function<DSLContext, List<Warning>> warnings,
    Map<CheckOption, SqlCheck> variants) {

  SqlCheck {
    missing = List.copyOf(missing);
    variants = Map.copyOf(variants);
  }

  /** A check that only counts and finds. */
  SqlCheck(
      IntegrityCheck definition,
      List<String> missing,
      Inspection inspection,
      Function<DSLContext, OptionalLong> total) {
    this(definition, missing, inspection, total, ctx -> List.of(), Map.of());
  }

  /** The same check, which with an option looks at other objects. */
  SqlCheck with(CheckOption option, SqlCheck variant) {
    Map<CheckOption, SqlCheck> all = new EnumMap<>(CheckOption.class);
    all.putAll(variants);
    all.put(option, variant);
    return new SqlCheck(definition, missing, inspection, total, warnings, all);
  }

  /** The check as it looks with these options; no check has variants for two of them. */
  SqlCheck as(Set<CheckOption> options) {
    return options.stream()
        .filter(variants::containsKey)
        .findFirst()
        .map(option -> variants.getOrDefault(option, this))
        .orElse(this);
  }

  /** Begins a check that DHIS2's administration guide describes; it runs by default. */
  static Draft seed(CheckSection section, String id, String... aliases) {
    return new Draft(CheckSource.SEED, section, CheckName.of(id, aliases));
  }

  /** Begins a further check; it runs only when asked for. */
  static Draft extended(CheckSection section, String id, String... aliases) {
    return new Draft(CheckSource.EXTENDED, section, CheckName.of(id, aliases));
  }

  /**
   * Fewer objects than usual.
   *
   * @param objects what the issues are of
   * @param condition which of them are looked at
   */
  private record Narrowing(Table<?> objects, Condition condition) {

    /** The issues of a query that are of such objects. */
    Select<?> of(Select<?> query) {
      Table<?> all = query.asTable("looked_at");
      Field<String> uid = Objects.requireNonNull(objects.field("uid", String.class));
      Field<String> id = Objects.requireNonNull(all.field(IssueColumns.ID, String.class));
      return select(all.fields())
          .from(all)
          .where(exists(selectOne().from(objects).where(uid.eq(id)).and(condition)));
    }
  }

  /** A check that is being described; made and used up in one expression. */
  static final class Draft {
    private final CheckSource source;
    private final CheckSection section;
    private final CheckName name;
    private final Set<String> profiles = new LinkedHashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<CheckOption, Narrowing> narrowings = new EnumMap<>(CheckOption.class);
    private Severity severity = Severity.WARNING;
    private @Nullable Severity dhis2Severity;
    private boolean byDefault;
    private boolean slow;
    private @Nullable String objectType;
    private @Nullable CheckTexts texts;
    private Function<DSLContext, OptionalLong> total = ctx -> OptionalLong.empty();
    private Function<DSLContext, List<Warning>> warnings = ctx -> List.of();

    private Draft(CheckSource source, CheckSection section, CheckName name) {
      this.source = source;
      this.section = section;
      this.name = name;
      this.byDefault = source == CheckSource.SEED;
    }

    /** How much its issues matter; DHIS2 has no such check. */
    Draft rated(Severity ours) {
      severity = ours;
      return this;
    }

    /** How much its issues matter, and how DHIS2 rates them. */
    Draft rated(Severity ours, Severity dhis2) {
      severity = ours;
      dhis2Severity = dhis2;
      return this;
    }

    /** Runs unless others are named, although the guide does not describe it. */
    Draft byDefault() {
      byDefault = true;
      return this;
    }

    /** Reads so much that it runs only when asked for. */
    Draft slow() {
      slow = true;
      return this;
    }

    /** A name that selects it together with others, such as {@code upgrade-blockers}. */
    Draft profile(String profile) {
      profiles.add(profile);
      return this;
    }

    /** What its issues are, as DHIS2's API names the type, such as {@code dataElements}. */
    Draft of(String type) {
      objectType = type;
      return this;
    }

    /** What it says to people; see {@link CheckTexts}. */
    Draft texts(String title, String description, String recommendation, String place) {
      texts = new CheckTexts(title, description, recommendation, place);
      return this;
    }

    /** The tables and columns it reads, apart from keys, uids and names. */
    Draft reads(Dhis2Schema schema, Named... needed) {
      missing.addAll(schema.missing(List.of(needed)));
      return this;
    }

    /**
     * Something it reads that newer or older databases have.
     *
     * @param name what it is called, as {@code table} or {@code table.column}
     * @param present whether it is there
     */
    Draft needs(String name, boolean present) {
      if (!present) {
        missing.add(name);
      }
      return this;
    }

    /** Every row of the table could have an issue. */
    Draft outOf(Table<?> table) {
      return outOf(selectCount().from(table));
    }

    /** Every row of the table that meets the condition could have an issue. */
    Draft outOf(Table<?> table, Condition condition) {
      return outOf(selectCount().from(table).where(condition));
    }

    /** As many objects could have an issue as the query says. */
    Draft outOf(Select<Record1<Integer>> count) {
      // A query that is executed belongs to one connection, and runs share their checks: each
      // makes a query of its own around this one.
      total = ctx -> OptionalLong.of(ctx.select(field(count)).fetchSingle().get(0, Long.class));
      return this;
    }

    /** Tells the operator something that is no issue of an object. */
    Draft warns(Function<DSLContext, List<Warning>> about) {
      warnings = about;
      return this;
    }

    /**
     * With an option, only objects that meet a condition are looked at.
     *
     * @param objects what the issues are of, by their uids
     */
    Draft only(CheckOption option, Table<?> objects, Condition condition) {
      narrowings.put(option, new Narrowing(objects, condition));
      return this;
    }

    /** Ends with a query whose rows are issues, with the columns of {@link IssueColumns}. */
    SqlCheck issues(Select<?> query) {
      SqlCheck check = inspected(new QueryInspection(query));
      for (Map.Entry<CheckOption, Narrowing> each : narrowings.entrySet()) {
        Narrowing narrowing = each.getValue();
        Draft narrowed = outOf(narrowing.objects(), narrowing.condition());
        check =
            check.with(each.getKey(), narrowed.inspected(new QueryInspection(narrowing.of(query))));
      }
      return check;
    }

    /** Ends with something that a single query cannot say. */
    SqlCheck inspected(Inspection inspection) {
      if (texts == null) {
        throw new IllegalStateException("Check " + name.id() + " says nothing to people.");
      }
      CheckTraits traits = new CheckTraits(source, byDefault, slow, objectType, profiles);
      return new SqlCheck(
          new IntegrityCheck(name, section, severity, dhis2Severity, texts, traits),
          missing,
          inspection,
          total,
          warnings,
          Map.of());
    }
  }
}
