package io.github.dhisadmin.core.internal.datalock;

import io.github.dhisadmin.datalock.EntryRights;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockExplanation;
import io.github.dhisadmin.datalock.LockRule;
import io.github.dhisadmin.datalock.LockState;
import io.github.dhisadmin.datalock.LockVerdict;
import io.github.dhisadmin.datalock.LockVerdict.Effect;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.spi.LockFacts;
import io.github.dhisadmin.spi.LockFacts.InputPeriod;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether data can be entered, from what a database says. Approval stands above everything.
 * An input period must be open. Data that has expired needs an exception, unless the user may edit
 * it; where input periods exist, 2.43 does not ask for expiry at all.
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
    return new LockExplanation(
        state(approval, input, expiry, exception),
        at,
        formula,
        openUntil.orElse(null),
        List.of(approval, input, expiry, exception));
  }

  private static LockState state(
      LockVerdict approval, LockVerdict input, LockVerdict expiry, LockVerdict exception) {
    if (approval.effect() == Effect.LOCKS) {
      return LockState.APPROVED;
    }
    boolean expired = expiry.effect() == Effect.LOCKS && exception.effect() != Effect.OPENS;
    return expired || input.effect() == Effect.LOCKS ? LockState.LOCKED : LockState.OPEN;
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
    if (formula == ExpiryFormula.WHOLE_DAYS && !facts.inputPeriods().isEmpty()) {
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
        : plain(facts.expiryDays()) + " expiry days are cut to 0, which means never";
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

  private static String plain(double days) {
    return days == Math.rint(days) ? Long.toString((long) days) : Double.toString(days);
  }
}
