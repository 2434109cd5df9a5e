package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockException;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.datalock.LockExplanation;
import io.github.dhisadmin.datalock.LockQuestion;
import io.github.dhisadmin.datalock.LockRule;
import io.github.dhisadmin.datalock.LockState;
import io.github.dhisadmin.datalock.LockVerdict;
import io.github.dhisadmin.datalock.LockVerdict.Effect;
import java.time.LocalDateTime;
import java.util.List;

/** One exception and one locked data set; remembers what it was asked. */
record FakeDataLocks(List<String> events, List<LockQuestion> questions) implements DataLockService {
  private static final LockExceptionGrantResult GRANTED = new LockExceptionGrantResult(4, 3, 2, 1);

  @Override
  public List<LockException> list(LockExceptionFilter filter, int limit) {
    events.add("list " + limit + " of " + filter.dataSets());
    return List.of(
        new LockException(
            "dataSet0001",
            "Malaria",
            "202601",
            "unit0000001",
            "Bo",
            LocalDateTime.parse("2026-01-05T08:30"),
            2),
        new LockException("dataSet0001", "Malaria", "202602", "unit0000001", "Bo", null, 1));
  }

  @Override
  public LockExceptionGrantResult previewAdd(LockExceptionGrant grant) {
    events.add("preview add " + grant.periods());
    return GRANTED;
  }

  @Override
  public LockExceptionGrantResult add(LockExceptionGrant grant) {
    events.add("add " + grant.periods());
    return GRANTED;
  }

  @Override
  public long previewRemove(LockExceptionFilter filter) {
    events.add("preview remove " + filter.periods());
    return 5;
  }

  @Override
  public long remove(LockExceptionFilter filter) {
    events.add("remove " + filter.periods());
    return 5;
  }

  @Override
  public long previewRemoveExpired(int months) {
    events.add("preview remove older than " + months);
    return 6;
  }

  @Override
  public long removeExpired(int months) {
    events.add("remove older than " + months);
    return 6;
  }

  @Override
  public LockExplanation explain(LockQuestion question) {
    questions.add(question);
    return new LockExplanation(
        LockState.LOCKED,
        LocalDateTime.parse("2026-02-12T10:00"),
        ExpiryFormula.FRACTIONAL_DAYS,
        LocalDateTime.parse("2026-02-11T00:00"),
        List.of(new LockVerdict(LockRule.EXPIRY, Effect.LOCKS, "10 expiry days")));
  }
}
