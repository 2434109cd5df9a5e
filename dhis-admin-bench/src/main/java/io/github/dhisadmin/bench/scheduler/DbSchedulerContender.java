package io.github.dhisadmin.bench.scheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.github.dhisadmin.bench.sql.PooledConnections;
import io.github.dhisadmin.bench.sql.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** db-scheduler, which forgets a job that ran once. */
final class DbSchedulerContender implements Contender {
  private static final String ONCE = "once";

  private final DataSource dataSource;
  private final Sessions sessions;
  private final Claiming claiming;
  private int everySeconds;
  private int recurring;

  /** How it takes due jobs; the fractions of threads are those of its own benchmark. */
  enum Claiming {
    /** Reads several, and locks each when its turn comes. */
    FETCH {
      @Override
      SchedulerBuilder on(SchedulerBuilder builder) {
        return builder.pollUsingFetch(0.5, 3.0);
      }
    },
    /** Locks several by the statement that reads them. */
    LOCK_AND_FETCH {
      @Override
      SchedulerBuilder on(SchedulerBuilder builder) {
        return builder.pollUsingLockAndFetch(0.5, 4.0);
      }
    };

    abstract SchedulerBuilder on(SchedulerBuilder builder);
  }

  DbSchedulerContender(DataSource dataSource, Sessions sessions, Claiming claiming) {
    this.dataSource = dataSource;
    this.sessions = sessions;
    this.claiming = claiming;
  }

  @Override
  public String name() {
    return "db-scheduler, " + claiming.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void reset() {
    recurring = 0;
    sessions.execute("drop table if exists scheduled_tasks");
    sessions.execute(
        """
        create table scheduled_tasks (
          task_name text not null,
          task_instance text not null,
          task_data bytea,
          execution_time timestamp with time zone not null,
          picked boolean not null,
          picked_by text,
          last_success timestamp with time zone,
          last_failure timestamp with time zone,
          consecutive_failures int,
          last_heartbeat timestamp with time zone,
          version bigint not null,
          priority smallint,
          primary key (task_name, task_instance))
        """);
    sessions.execute("create index execution_time_idx on scheduled_tasks (execution_time)");
    sessions.execute("create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
  }

  @Override
  public void addOnce(int jobs) {
    sessions.execute(
        """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select '%s', n::text, now() + interval '1 year', false, 1 from generate_series(1, %d) n
        """
            .formatted(ONCE, jobs));
    sessions.execute("vacuum analyze scheduled_tasks");
  }

  @Override
  public void addEvery(int seconds, int jobs) {
    everySeconds = seconds;
    recurring = jobs;
  }

  @Override
  public void makeDue() {
    sessions.execute(
        "update scheduled_tasks set execution_time = now() where task_name = '" + ONCE + "'");
  }

  @Override
  public long unfinished() {
    return sessions.number("select count(*) from scheduled_tasks where task_name = '" + ONCE + "'");
  }

  @Override
  public Nodes start(Runs runs, NodeSettings settings) {
    List<PooledConnections> pools = new ArrayList<>();
    List<Scheduler> nodes = new ArrayList<>();
    for (int i = 0; i < settings.nodes(); i++) {
      PooledConnections pool = new PooledConnections(dataSource, settings.connections());
      pools.add(pool);
      nodes.add(node(runs, "node " + i, pool, settings));
    }
    nodes.forEach(Scheduler::start);
    return new PooledNodes(pools, () -> nodes.forEach(Scheduler::stop));
  }

  private Scheduler node(Runs runs, String name, DataSource connections, NodeSettings settings) {
    OneTimeTask<Void> once =
        Tasks.oneTime(ONCE)
            .execute((instance, context) -> runs.ran(context.getExecution().executionTime));
    List<RecurringTask<Void>> cron =
        IntStream.rangeClosed(1, recurring)
            .mapToObj(
                number ->
                    Tasks.recurring(
                            "cron " + number, Schedules.cron("*/" + everySeconds + " * * * * *"))
                        .execute(
                            (instance, context) -> runs.ran(context.getExecution().executionTime)))
            .toList();
    SchedulerBuilder builder =
        Scheduler.create(connections, once)
            .schedulerName(new SchedulerName.Fixed(name))
            .threads(settings.threads())
            .pollingInterval(Duration.ofMillis(settings.pollMillis()))
            .shutdownMaxWait(Duration.ofSeconds(30))
            .startTasks(cron);
    return claiming.on(builder).build();
  }
}
