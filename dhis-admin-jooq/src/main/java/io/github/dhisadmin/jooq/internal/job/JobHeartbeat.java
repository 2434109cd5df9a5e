package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_NODE;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.HeldSession;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobStore.Heartbeat;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobStore.Renewed;
import java.time.Duration;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** One statement per beat for all runs of a node, and one for the node itself. */
final class JobHeartbeat implements Heartbeat {
  private static final String OWNED = "owned";
  private static final Field<Long> OWNED_JOB = field(name(OWNED, "job"), SQLDataType.BIGINT);
  private static final Field<Long> OWNED_FENCE = field(name(OWNED, "fence"), SQLDataType.BIGINT);

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
                            .join(owned(runs))
                            .on(JOB.JOB_ID.eq(OWNED_JOB))
                            .and(JOB.FENCE.eq(OWNED_FENCE))
                            .where(JOB.STATE.eq(inline(RUNNING)))
                            .orderBy(JOB.JOB_ID)
                            .forUpdate()
                            .of(JOB)))
                .returning(JOB.JOB_ID, JOB.RUN_ID, JOB.FENCE, JOB.CANCEL_REQUESTED)
                .fetch()
                .map(
                    row ->
                        new Renewed(
                            new Owned(row.get(JOB.JOB_ID), row.get(JOB.RUN_ID), row.get(JOB.FENCE)),
                            row.get(JOB.CANCEL_REQUESTED))));
  }

  private static Table<Record> owned(List<Owned> runs) {
    return ArrayRows.of(
        OWNED,
        List.of(
            val(runs.stream().map(Owned::jobId).toArray(Long[]::new)),
            val(runs.stream().map(Owned::fence).toArray(Long[]::new))),
        OWNED_JOB.getName(),
        OWNED_FENCE.getName());
  }

  @Override
  public void close() {
    session.close();
  }
}
