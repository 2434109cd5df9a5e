package io.github.dhisadmin.spi;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database says about the lock of a data set, for a period, an organisation unit and an
 * attribute option combo.
 *
 * @param expiryDays expiry days of the data set; zero if it never expires
 * @param exceptions number of lock exceptions
 * @param inputPeriods the input periods of the data set, of all periods
 * @param approvalOrNull the approval of the data; null if there is none
 * @param openFuturePeriods how many periods that have not ended are open
 * @param optionDates when the attribute options can be used
 */
public record LockFacts(
    double expiryDays,
    long exceptions,
    List<InputPeriod> inputPeriods,
    @Nullable Approval approvalOrNull,
    int openFuturePeriods,
    OptionDates optionDates) {

  /** Keeps a copy of the list. */
  public LockFacts {
    inputPeriods = List.copyOf(inputPeriods);
  }

  /** Of a data set that is open for ended periods only, with attribute options of all times. */
  public LockFacts(
      double expiryDays,
      long exceptions,
      List<InputPeriod> inputPeriods,
      @Nullable Approval approvalOrNull) {
    this(expiryDays, exceptions, inputPeriods, approvalOrNull, 0, new OptionDates(null, null, 0));
  }

  /** The approval of the data. */
  public Optional<Approval> approval() {
    return Optional.ofNullable(approvalOrNull);
  }

  /**
   * When data of a period may be entered.
   *
   * @param forThisPeriod whether it is of the period that was asked about
   * @param opensOrNull first moment; null if open from ever
   * @param closesOrNull last moment; null if open for ever
   */
  public record InputPeriod(
      boolean forThisPeriod,
      @Nullable LocalDateTime opensOrNull,
      @Nullable LocalDateTime closesOrNull) {}

  /**
   * An approval.
   *
   * @param level name of the approval level
   * @param organisationUnit name of the unit at which the data was approved
   */
  public record Approval(String level, String organisationUnit) {}

  /**
   * When the options of an attribute option combo can all be used.
   *
   * @param startsOrNull the latest of their first days; null if none has one
   * @param endsOrNull the earliest of their last days; null if none has one
   * @param openPeriodsAfterEnd how many periods the data set stays open after a last day
   */
  public record OptionDates(
      @Nullable LocalDate startsOrNull, @Nullable LocalDate endsOrNull, int openPeriodsAfterEnd) {}
}
