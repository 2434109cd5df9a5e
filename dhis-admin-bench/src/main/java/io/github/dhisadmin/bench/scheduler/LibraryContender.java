package io.github.dhisadmin.bench.scheduler;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.sql.PooledConnections;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.NoParameters;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.SchedulerSettings;
import io.github.dhisadmin.jooq.JooqPersistence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** This library. Jobs are copies of one that its service made. */
final class LibraryContender implements Contender {
  private static final JobType<NoParameters> NOTHING =
      JobType.of("BENCH_NOTHING", NoParameters.class, "Does nothing.").parallel();
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
  private static final String MODEL = "model";

  private final DataSource dataSource;
  private final Sessions sessions;
  private final int history;

  /**
   * On this database.
   *
   * @param history how many former runs it remembers
   */
  LibraryContender(DataSource dataSource, Sessions sessions, int history) {
    this.dataSource = dataSource;
    this.sessions = sessions;
    this.history = history;
  }

  @Override
  public String name() {
    return history == 0 ? "dhis-admin" : "dhis-admin, %,d runs remembered".formatted(history);
  }

  @Override
  public void reset() {
    try (DhisAdmin admin = node(new Runs(0), "model", dataSource, 100, 1)) {
      // Building it makes the tables.
      admin.jobs();
    }
    sessions.execute(
        "truncate dhis_admin.job, dhis_admin.job_run, dhis_admin.job_error, dhis_admin.job_slot,"
            + " dhis_admin.job_node");
    sessions.execute(
        """
        insert into dhis_admin.job_run (job_id, job_uid, job_name, job_type, scheduled_for, attempt,
          reason, status, node, fence, started_at, finished_at)
        select -1 - n %% 500, 'h' || lpad((n %% 500)::text, 10, '0'), 'job ' || n %% 500,
          'BENCH_NOTHING', now() - n * interval '1 second', 1, 'SCHEDULE', 'COMPLETED', 'before', 1,
          now() - n * interval '1 second', now() - n * interval '1 second'
        from generate_series(1, %d) n
        """
            .formatted(history));
    sessions.execute("vacuum analyze dhis_admin.job_run");
    sessions.execute("vacuum analyze dhis_admin.job");
  }

  @Override
  public void addOnce(int jobs) {
    copies(Schedule.at(LATER), jobs);
  }

  @Override
  public void addEvery(int seconds, int jobs) {
    copies(Schedule.cron("*/" + seconds + " * * * * *", ZoneOffset.UTC), jobs);
  }

  private void copies(Schedule schedule, int jobs) {
    if (jobs == 0) {
      return;
    }
    try (DhisAdmin admin = node(new Runs(0), "model", dataSource, 100, 1)) {
      admin.jobs().create(JobDefinition.of(NOTHING, MODEL, new NoParameters()).on(schedule));
    }
    sessions.execute(
        """
        insert into dhis_admin.job
        select copy.*
        from dhis_admin.job model, generate_series(2, %d) n,
          lateral jsonb_populate_record(model, jsonb_build_object(
            'job_id', nextval(pg_get_serial_sequence('dhis_admin.job', 'job_id')),
            'uid', 'b' || lpad(n::text, 10, '0'), 'name', 'job ' || n)) copy
        where model.name = '%s'
        """
            .formatted(jobs, MODEL));
    sessions.execute("vacuum analyze dhis_admin.job");
  }

  @Override
  public void makeDue() {
    sessions.execute(
        "update dhis_admin.job set due_at = now(), next_fire_at = now(), once_at = now()"
            + " where job_type = 'BENCH_NOTHING'");
  }

  @Override
  public long unfinished() {
    return sessions.number(
        "select count(*) from dhis_admin.job where job_type = 'BENCH_NOTHING'"
            + " and (state = 'RUNNING' or due_at is not null)");
  }

  @Override
  public Nodes start(Runs runs, NodeSettings settings) {
    List<PooledConnections> pools = new ArrayList<>();
    List<DhisAdmin> nodes = new ArrayList<>();
    for (int i = 0; i < settings.nodes(); i++) {
      PooledConnections pool = new PooledConnections(dataSource, settings.connections());
      pools.add(pool);
      nodes.add(node(runs, "node " + i, pool, settings.pollMillis(), settings.threads()));
    }
    nodes.forEach(DhisAdmin::start);
    return new PooledNodes(
        pools,
        () -> {
          for (DhisAdmin node : nodes) {
            node.close();
          }
        });
  }

  private static DhisAdmin node(
      Runs runs, String name, DataSource connections, int pollMillis, int threads) {
    return DhisAdmin.builder()
        .persistence(JooqPersistence.of(connections))
        .scheduler(
            SchedulerSettings.defaults()
                .node(name)
                .threads(threads)
                .pollInterval(Duration.ofMillis(pollMillis)))
        .job(NOTHING, (context, none) -> runs.ran(context.scheduledFor()))
        .build();
  }
}
