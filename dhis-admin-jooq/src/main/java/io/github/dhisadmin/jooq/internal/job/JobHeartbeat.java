package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_NODE;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.sql.HeldSession;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobStore.Heartbeat;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobStore.Renewed;
import java.time.Duration;
import java.util.List;

/** One statement per beat for all runs of a node, and one for the node itself. */
final class JobHeartbeat implements Heartbeat {
  private final HeldSession session;
  private final String node;
  private final Duration lease;

  JobHeartbeat(HeldSession session, String node, Duration lease) {
    this.session = session;
    this.node = node;
    this.lease = lease;
  }

  @Override
  public List<Renewed> renew(List<Owned> runs) {
    List<Renewed> renewed = runs.isEmpty() ? List.of() : leases(runs);
    session.execute(
        ctx ->
            ctx.update(JOB_NODE)
                .set(JOB_NODE.LAST_SEEN, Moments.now())
                .where(JOB_NODE.NODE.eq(node))
                .execute());
    return renewed;
  }

  /** Locks in the order in which runs are ended, as the two would otherwise wait for each other. */
  private List<Renewed> leases(List<Owned> runs) {
    return session.execute(
        ctx ->
            ctx.update(JOB)
                .set(JOB.LEASE_UNTIL, Moments.in(lease))
                .where(
                    JOB.JOB_ID.in(
                        select(JOB.JOB_ID)
                            .from(JOB)
                            .where(
                                row(JOB.JOB_ID, JOB.FENCE)
                                    .in(
                                        runs.stream()
                                            .map(run -> row(run.jobId(), run.fence()))
                                            .toList()))
                            .and(JOB.STATE.eq(inline(RUNNING)))
                            .orderBy(JOB.JOB_ID)
                            .forUpdate()))
                .returning(JOB.JOB_ID, JOB.RUN_ID, JOB.FENCE, JOB.CANCEL_REQUESTED)
                .fetch()
                .map(
                    row ->
                        new Renewed(
                            new Owned(row.get(JOB.JOB_ID), row.get(JOB.RUN_ID), row.get(JOB.FENCE)),
                            row.get(JOB.CANCEL_REQUESTED))));
  }

  @Override
  public void close() {
    session.close();
  }
}
