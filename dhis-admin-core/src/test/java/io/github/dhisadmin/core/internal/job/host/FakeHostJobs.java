package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.spi.HostJobStore;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Jobs of a server that stay as they are, and what was asked to be changed. */
public final class FakeHostJobs implements HostJobStore {
  private final Supplier<Snapshot> snapshot;
  private final List<String> changes = new ArrayList<>();
  private boolean accepting = true;

  /** Jobs that are read anew each time. */
  public FakeHostJobs(Supplier<Snapshot> snapshot) {
    this.snapshot = snapshot;
  }

  /** From now on, nothing can be changed. */
  void refuse() {
    accepting = false;
  }

  List<String> changes() {
    return changes;
  }

  @Override
  public Snapshot read() {
    return snapshot.get();
  }

  @Override
  public boolean enable(String uid) {
    return change("enable " + uid);
  }

  @Override
  public boolean disable(String uid) {
    return change("disable " + uid);
  }

  @Override
  public boolean changeCron(String uid, String cron) {
    return change("cron " + uid + " " + cron);
  }

  @Override
  public boolean runNow(String uid) {
    return change("run " + uid);
  }

  @Override
  public boolean cancel(String uid) {
    return change("cancel " + uid);
  }

  @Override
  public boolean revert(String uid, LocalDateTime silentSince, LocalDateTime now) {
    return change("revert " + uid + " silent since " + silentSince + " at " + now);
  }

  private boolean change(String what) {
    changes.add(what);
    return accepting;
  }
}
