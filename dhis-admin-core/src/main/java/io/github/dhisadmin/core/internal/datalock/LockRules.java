package io.github.dhisadmin.core.internal.datalock;

import io.github.dhisadmin.datalock.EntryRights;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockExplanation;
import io.github.dhisadmin.datalock.LockRule;
import io.github.dhisadmin.datalock.LockState;
import io.github.dhisadmin.datalock.LockVerdict;
import io.github.dhisadmin.datalock.LockVerdict.Effect;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.spi.LockFacts;
import io.github.dhisadmin.spi.LockFacts.InputPeriod;
import io.github.dhisadmin.spi.LockFacts.OptionDates;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether data can be entered, from what a database says. Approval stands above everything.
 * An input period must be open. Data that has expired needs an exception, unless the user may edit
 * it; where input periods exist, 2.43 asks neither for expiry nor for future periods. Neither an
 * exception nor an open input period helps against attribute options that cannot be used.
 *
 * @param period the period of the data
 * @param at when the data is entered, in the server's local time
 * @param rights what the user may do
 * @param formula how expiry is told
 */
record LockRules(Period period, LocalDateTime at, EntryRights rights, ExpiryFormula formula) {

  LockExplanation decide(LockFacts facts) {
    Optional<LocalDateTime> openUntil = formula.openUntil(period.endDate(), facts.expiryDays());
    LockVerdict approval = approval(facts);
    LockVerdict input = inputPeriod(facts);
    LockVerdict expiry = expiry(facts, openUntil);
    LockVerdict exception = exception(facts, expiry);
    LockVerdict future = futurePeriod(facts);
    LockVerdict option = attributeOption(facts.optionDates());
    return new LockExplanation(
        state(approval, expiry, exception, List.of(input, future, option)),
        at,
        formula,
        openUntil.orElse(null),
        List.of(approval, input, expiry, exception, future, option));
  }

  private static LockState state(
      LockVerdict approval, LockVerdict expiry, LockVerdict exception, List<LockVerdict> others) {
    if (approval.effect() == Effect.LOCKS) {
      return LockState.APPROVED;
    }
    boolean expired = expiry.effect() == Effect.LOCKS && exception.effect() != Effect.OPENS;
    return expired || others.stream().anyMatch(other -> other.effect() == Effect.LOCKS)
        ? LockState.LOCKED
        : LockState.OPEN;
  }

  private static LockVerdict approval(LockFacts facts) {
    return facts
        .approval()
        .map(
            found ->
                new LockVerdict(
                    LockRule.APPROVAL,
                    Effect.LOCKS,
                    "approved at level " + found.level() + " for " + found.organisationUnit()))
        .orElseGet(() -> new LockVerdict(LockRule.APPROVAL, Effect.DOES_NOT_APPLY, "not approved"));
  }

  private LockVerdict inputPeriod(LockFacts facts) {
    if (facts.inputPeriods().isEmpty()) {
      return new LockVerdict(
          LockRule.INPUT_PERIOD, Effect.DOES_NOT_APPLY, "the data set has no input periods");
    }
    List<InputPeriod> matching =
        facts.inputPeriods().stream().filter(InputPeriod::forThisPeriod).toList();
    if (matching.isEmpty()) {
      return new LockVerdict(
          LockRule.INPUT_PERIOD,
          Effect.LOCKS,
          period.isoId() + " is not among the input periods of the data set");
    }
    boolean open = matching.stream().anyMatch(this::isOpen);
    return new LockVerdict(
        LockRule.INPUT_PERIOD,
        open ? Effect.OPENS : Effect.LOCKS,
        "input of " + period.isoId() + " is open " + String.join(" and ", spans(matching)));
  }

  /** Both ends belong to the span (2.42, DataInputPeriod). */
  private boolean isOpen(InputPeriod input) {
    LocalDateTime opens = input.opensOrNull();
    LocalDateTime closes = input.closesOrNull();
    return (opens == null || !at.isBefore(opens)) && (closes == null || !at.isAfter(closes));
  }

  private static List<String> spans(List<InputPeriod> inputs) {
    return inputs.stream()
        .map(
            input ->
                (input.opensOrNull() == null ? "from ever" : "from " + input.opensOrNull())
                    + (input.closesOrNull() == null
                        ? " for ever"
                        : " until " + input.closesOrNull()))
        .toList();
  }

  private LockVerdict expiry(LockFacts facts, Optional<LocalDateTime> openUntil) {
    if (inputPeriodsDecide(facts)) {
      return new LockVerdict(
          LockRule.EXPIRY, Effect.DOES_NOT_APPLY, "input periods decide instead of expiry");
    }
    if (openUntil.isEmpty()) {
      return new LockVerdict(LockRule.EXPIRY, Effect.OPENS, neverExpires(facts));
    }
    String days = plain(facts.expiryDays()) + " expiry days: open until " + openUntil.get();
    if (!at.isAfter(openUntil.get())) {
      return new LockVerdict(LockRule.EXPIRY, Effect.OPENS, days);
    }
    return rights == EntryRights.EDIT_EXPIRED
        ? new LockVerdict(
            LockRule.EXPIRY, Effect.OPENS, days + ", but the user may edit expired data")
        : new LockVerdict(LockRule.EXPIRY, Effect.LOCKS, days);
  }

  private static String neverExpires(LockFacts facts) {
    return facts.expiryDays() == 0
        ? "the data set does not expire"
        : plain(facts.expiryDays()) + " expiry days without their parts are 0 or less: never";
  }

  private static LockVerdict exception(LockFacts facts, LockVerdict expiry) {
    if (facts.exceptions() == 0) {
      return new LockVerdict(
          LockRule.LOCK_EXCEPTION, Effect.DOES_NOT_APPLY, "there is no lock exception");
    }
    return expiry.effect() == Effect.LOCKS
        ? new LockVerdict(
            LockRule.LOCK_EXCEPTION, Effect.OPENS, "a lock exception opens what has expired")
        : new LockVerdict(
            LockRule.LOCK_EXCEPTION,
            Effect.DOES_NOT_APPLY,
            "there is a lock exception, but nothing for it to open");
  }

  /** Only these are asked, once a data set has some (2.43, data entry service). */
  private boolean inputPeriodsDecide(LockFacts facts) {
    return formula == ExpiryFormula.WHOLE_DAYS && !facts.inputPeriods().isEmpty();
  }

  private LockVerdict futurePeriod(LockFacts facts) {
    if (inputPeriodsDecide(facts)) {
      return new LockVerdict(
          LockRule.FUTURE_PERIOD,
          Effect.DOES_NOT_APPLY,
          "input periods decide instead of open future periods");
    }
    if (formula == ExpiryFormula.WHOLE_DAYS && (long) facts.expiryDays() < 0) {
      return new LockVerdict(
          LockRule.FUTURE_PERIOD,
          Effect.DOES_NOT_APPLY,
          "with expiry days below 0 nobody asks for future periods");
    }
    Period latest = latestOpen(facts.openFuturePeriods());
    String until =
        facts.openFuturePeriods() + " open future periods: open up to the period " + latest.isoId();
    if (!period.startDate().isAfter(latest.startDate())) {
      return new LockVerdict(LockRule.FUTURE_PERIOD, Effect.OPENS, until);
    }
    // Only 2.43 lets this right also reach into the future.
    return formula == ExpiryFormula.WHOLE_DAYS && rights == EntryRights.EDIT_EXPIRED
        ? new LockVerdict(
            LockRule.FUTURE_PERIOD,
            Effect.OPENS,
            until + ", but the user may edit periods that are not open")
        : new LockVerdict(LockRule.FUTURE_PERIOD, Effect.LOCKS, until);
  }

  /**
   * The period that runs is the first of the future ones, so that without any of these data waits
   * for the end of its period (DataElement.getLatestOpenFuturePeriod).
   */
  private Period latestOpen(int openFuturePeriods) {
    Period latest = period.type().periodContaining(at.toLocalDate()).previous();
    for (int i = 0; i < openFuturePeriods; i++) {
      latest = latest.next();
    }
    return latest;
  }

  private LockVerdict attributeOption(OptionDates dates) {
    LocalDate starts = dates.startsOrNull();
    LocalDate ends = dates.endsOrNull();
    if (starts == null && ends == null) {
      return new LockVerdict(
          LockRule.ATTRIBUTE_OPTION, Effect.DOES_NOT_APPLY, "the attribute options have no dates");
    }
    boolean usable =
        formula == ExpiryFormula.WHOLE_DAYS
            ? coversPeriod(starts, ends, dates.openPeriodsAfterEnd())
            : sharesDayWithPeriod(starts, ends, dates.openPeriodsAfterEnd());
    return new LockVerdict(
        LockRule.ATTRIBUTE_OPTION,
        usable ? Effect.OPENS : Effect.LOCKS,
        "the attribute options can be used "
            + (starts == null ? "from ever" : "from " + starts)
            + (ends == null ? " for ever" : " until " + ends)
            + ", with "
            + dates.openPeriodsAfterEnd()
            + " open periods after that");
  }

  /** The last day moves on by the open periods (2.42, CategoryOptionCombo.getDateRange). */
  private boolean sharesDayWithPeriod(
      @Nullable LocalDate starts, @Nullable LocalDate ends, int openPeriods) {
    return (starts == null || !starts.isAfter(period.endDate()))
        && (ends == null || !period.type().extend(ends, openPeriods).isBefore(period.startDate()));
  }

  /**
   * The whole period must lie within the days, or all of it once it is moved back by the open
   * periods (2.43, data entry service).
   */
  private boolean coversPeriod(
      @Nullable LocalDate starts, @Nullable LocalDate ends, int openPeriods) {
    LocalDate first = period.startDate();
    LocalDate last = period.endDate();
    PeriodType type = period.type();
    return isWithin(starts, ends, first, last)
        || isWithin(
            starts, ends, type.extend(first, -openPeriods), type.extend(last, -openPeriods));
  }

  private static boolean isWithin(
      @Nullable LocalDate starts, @Nullable LocalDate ends, LocalDate first, LocalDate last) {
    return (starts == null || !first.isBefore(starts)) && (ends == null || !last.isAfter(ends));
  }

  private static String plain(double days) {
    return days == Math.rint(days) ? Long.toString((long) days) : Double.toString(days);
  }
}
