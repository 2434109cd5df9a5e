package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.run.Cancellation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the statement that one connection is executing, so that another thread can cancel it. */
final class CancellableStatements implements ExecuteListener {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(CancellableStatements.class);

  /** Together with the glances between them, a second. */
  private static final int ATTEMPTS = 20;

  private static final int GLANCES = 50;
  private static final long GLANCE_NANOS = 1_000_000;

  private final transient Cancellation cancellation;
  private final transient AtomicReference<Statement> current = new AtomicReference<>();

  CancellableStatements(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  @Override
  public void executeStart(ExecuteContext ctx) {
    current.set(ctx.statement());
    cancellation.check();
  }

  @Override
  public void executeEnd(ExecuteContext ctx) {
    current.set(null);
  }

  @Override
  public void end(ExecuteContext ctx) {
    current.set(null);
  }

  /**
   * Cancels until it is over: PostgreSQL and its driver ignore what comes a moment before the
   * statement has begun.
   */
  void cancel() {
    Statement statement = current.get();
    for (int attempt = 0;
        attempt < ATTEMPTS && statement != null && statement == current.get();
        attempt++) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        log.debug("statement could not be cancelled, it may have ended", e);
      }
      for (int glance = 0; glance < GLANCES && statement == current.get(); glance++) {
        LockSupport.parkNanos(GLANCE_NANOS);
      }
    }
  }
}
