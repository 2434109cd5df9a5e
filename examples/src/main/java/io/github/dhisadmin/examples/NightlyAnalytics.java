package io.github.dhisadmin.examples;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A host that rebuilds the last three years of analytics tables, as a nightly job of a server does:
 * with the host's own data source, an ear for progress, and a run that is cancelled when the host
 * stops. Arguments: JDBC URL and user; the password is taken from {@code PGPASSWORD}.
 */
public final class NightlyAnalytics {
  private final DataSource dataSource;
  private final ProgressListener progress;

  /** Works on a data source that stays open. */
  public NightlyAnalytics(DataSource dataSource, ProgressListener progress) {
    this.dataSource = dataSource;
    this.progress = progress;
  }

  /** Rebuilds the tables, and waits until it is done or cancelled. */
  public AnalyticsTableResult run(Cancellation cancellation) {
    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(dataSource)).parallelism(2).build()) {
      return admin
          .analytics()
          .update(AnalyticsTableUpdate.lastYears(3), new RunControl(progress, cancellation));
    }
  }

  /** Runs once, and stops cleanly when the process is asked to end. */
  public static void main(String[] args) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(args[0]);
    dataSource.setUser(args[1]);
    dataSource.setPassword(System.getenv("PGPASSWORD"));
    Cancellation cancellation = new Cancellation();
    Runtime.getRuntime().addShutdownHook(new Thread(cancellation::cancel, "cancel-analytics"));

    AnalyticsTableResult result =
        new NightlyAnalytics(
                dataSource, step -> System.err.println(step.percent() + "% " + step.stage()))
            .run(cancellation);

    result.warnings().forEach(warning -> System.err.println(warning));
    System.out.println(result.state() + " in " + result.duration());
  }
}
