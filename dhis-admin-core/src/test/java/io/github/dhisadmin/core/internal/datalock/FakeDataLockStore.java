package io.github.dhisadmin.core.internal.datalock;

import io.github.dhisadmin.datalock.LockException;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.spi.DataLockStore;
import io.github.dhisadmin.spi.LockFacts;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds no exception, knows a data set of two expiry days, and remembers what was asked of it. */
public final class FakeDataLockStore implements DataLockStore {
  /** What happened, in order. */
  final List<String> calls = new ArrayList<>();

  @Override
  public List<LockException> list(LockExceptionFilter filter, int limit) {
    calls.add("list " + limit);
    return List.of();
  }

  @Override
  public LockExceptionGrantResult previewAdd(LockExceptionGrant grant) {
    calls.add("preview add");
    return new LockExceptionGrantResult(0, 0, 0, 0);
  }

  @Override
  public LockExceptionGrantResult add(LockExceptionGrant grant) {
    calls.add("add");
    return new LockExceptionGrantResult(0, 0, 0, 0);
  }

  @Override
  public long count(LockExceptionFilter filter) {
    calls.add("count");
    return 0;
  }

  @Override
  public long remove(LockExceptionFilter filter) {
    calls.add("remove");
    return 0;
  }

  @Override
  public long countCreatedBefore(LocalDateTime moment) {
    calls.add("count before " + moment);
    return 0;
  }

  @Override
  public long removeCreatedBefore(LocalDateTime moment) {
    calls.add("remove before " + moment);
    return 0;
  }

  @Override
  public LockFacts facts(
      String dataSet,
      Period period,
      String organisationUnit,
      Optional<String> attributeOptionCombo) {
    calls.add("facts of " + dataSet + " " + period.isoId() + " " + organisationUnit);
    return new LockFacts(2, 0, List.of(), null);
  }
}
