package io.github.dhisadmin.core.internal.datalock;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockException;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.datalock.LockExplanation;
import io.github.dhisadmin.datalock.LockQuestion;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.spi.DataLockStore;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Lock exceptions for callers who may, and explanations by the rules of a DHIS2 version. */
public final class GuardedDataLocks implements DataLockService {
  private static final String READ = "read lock exceptions";
  private static final String ADD = "add lock exceptions";
  private static final String REMOVE = "remove lock exceptions";
  private static final int MOST_MONTHS = 12;

  private final DataLockStore store;
  private final AccessPolicy accessPolicy;
  private final Clock clock;
  private final ExpiryFormula formula;

  /**
   * Works through a store.
   *
   * @param clock knows now and the server's time zone
   * @param formula how the DHIS2 version of the database tells expiry
   */
  public GuardedDataLocks(
      DataLockStore store, AccessPolicy accessPolicy, Clock clock, ExpiryFormula formula) {
    this.store = store;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
    this.formula = formula;
  }

  @Override
  public List<LockException> list(LockExceptionFilter filter, int limit) {
    require(READ);
    if (limit < 1) {
      throw new InvalidRequestException("limit must be at least 1, but is " + limit + ".");
    }
    return store.list(filter, limit);
  }

  @Override
  public LockExceptionGrantResult previewAdd(LockExceptionGrant grant) {
    require(ADD);
    return store.previewAdd(grant);
  }

  @Override
  public LockExceptionGrantResult add(LockExceptionGrant grant) {
    require(ADD);
    return store.add(grant);
  }

  @Override
  public long previewRemove(LockExceptionFilter filter) {
    require(REMOVE);
    return store.count(narrowed(filter));
  }

  @Override
  public long remove(LockExceptionFilter filter) {
    require(REMOVE);
    return store.remove(narrowed(filter));
  }

  @Override
  public long previewRemoveExpired(int months) {
    require(REMOVE);
    return store.countCreatedBefore(daysBegin(months));
  }

  @Override
  public long removeExpired(int months) {
    require(REMOVE);
    return store.removeCreatedBefore(daysBegin(months));
  }

  @Override
  public LockExplanation explain(LockQuestion question) {
    require("explain why data entry is open or locked");
    Period period = Period.of(question.period());
    LocalDateTime at =
        LocalDateTime.ofInstant(question.at().orElseGet(clock::instant), clock.getZone());
    return new LockRules(period, at, question.rights(), question.formula().orElse(formula))
        .decide(
            store.facts(
                question.dataSet(),
                period,
                question.organisationUnit(),
                question.attributeOptionCombo()));
  }

  private static LockExceptionFilter narrowed(LockExceptionFilter filter) {
    if (filter.isAll()) {
      throw new InvalidRequestException(
          "Name the data sets, periods or organisation units of the lock exceptions to remove.");
    }
    return filter;
  }

  /** The same day so many months ago, as DHIS2's nightly job reckons (2.42). */
  private LocalDateTime daysBegin(int months) {
    if (months < 1 || months > MOST_MONTHS) {
      throw new InvalidRequestException(
          "months must be from 1 to " + MOST_MONTHS + ", but is " + months + ".");
    }
    return LocalDate.now(clock).minusMonths(months).atStartOfDay();
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.PERFORM_MAINTENANCE);
  }
}
