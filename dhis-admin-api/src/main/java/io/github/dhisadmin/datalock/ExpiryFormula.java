package io.github.dhisadmin.datalock;

import io.github.dhisadmin.schema.SchemaFamily;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Until when a data set takes data of a period, from its number of expiry days. DHIS2 has changed
 * its mind about that, so the same data set closes at different moments in different versions. All
 * moments are in the server's local time.
 */
public enum ExpiryFormula {
  /**
   * The first moment of the day that is as many days after the last day of the period (2.36). With
   * one day, data is closed on the first day after the period already.
   */
  START_OF_LAST_DAY {
    @Override
    LocalDateTime lastMoment(LocalDate periodEnd, double expiryDays) {
      return periodEnd.plusDays((long) expiryDays).atStartOfDay();
    }
  },
  /** The end of the day that is as many days after the last day of the period (2.40). */
  END_OF_LAST_DAY {
    @Override
    LocalDateTime lastMoment(LocalDate periodEnd, double expiryDays) {
      return periodEnd.plusDays((long) expiryDays).atTime(LocalTime.MAX);
    }
  },
  /**
   * As many days, and parts of days, after the midnight that ends the period, that moment included
   * (2.41 and 2.42).
   */
  FRACTIONAL_DAYS {
    @Override
    LocalDateTime lastMoment(LocalDate periodEnd, double expiryDays) {
      return midnightAfter(periodEnd)
          .plus(Duration.ofMillis(Math.round(expiryDays * MILLIS_PER_DAY)));
    }
  },
  /**
   * As many whole days after the midnight that ends the period, that moment included; parts of days
   * are cut off, so that half a day means that data never expires, as less than none does (2.43,
   * data entry service).
   */
  WHOLE_DAYS {
    @Override
    LocalDateTime lastMoment(LocalDate periodEnd, double expiryDays) {
      return midnightAfter(periodEnd).plusDays((long) expiryDays);
    }
  };

  private static final long MILLIS_PER_DAY = 86_400_000;

  /** The formula that a version of DHIS2 uses. */
  public static ExpiryFormula of(SchemaFamily family) {
    return switch (family) {
      case V2_40 -> END_OF_LAST_DAY;
      case V2_41, V2_42 -> FRACTIONAL_DAYS;
      case V2_43 -> WHOLE_DAYS;
    };
  }

  /**
   * The last moment at which data of a period is open.
   *
   * @param periodEnd last day of the period
   * @param expiryDays expiry days of the data set
   * @return the moment, or empty if data never expires
   */
  public Optional<LocalDateTime> openUntil(LocalDate periodEnd, double expiryDays) {
    double days = this == FRACTIONAL_DAYS ? expiryDays : (long) expiryDays;
    boolean never = days == 0 || (this == WHOLE_DAYS && days < 0);
    return never ? Optional.empty() : Optional.of(lastMoment(periodEnd, days));
  }

  abstract LocalDateTime lastMoment(LocalDate periodEnd, double expiryDays);

  private static LocalDateTime midnightAfter(LocalDate periodEnd) {
    return periodEnd.plusDays(1).atStartOfDay();
  }
}
