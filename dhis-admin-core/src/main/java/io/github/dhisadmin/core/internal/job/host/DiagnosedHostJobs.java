package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.job.host.HostJobExplanation;
import io.github.dhisadmin.job.host.HostJobImport;
import io.github.dhisadmin.job.host.HostJobReport;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.job.host.HostJobService;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.spi.HostJobStore;

/** Reads, explains and changes the jobs of the DHIS2 server. */
public final class DiagnosedHostJobs implements HostJobService {
  private final HostJobStore store;
  private final HostJobTypes types;
  private final AccessPolicy accessPolicy;
  private final HostJobImports imports;
  private final HostJobChanges changes;

  /**
   * Explains jobs.
   *
   * @param server the version line of the server, which decides what types it knows
   * @param imports makes the library's own jobs of the server's
   */
  public DiagnosedHostJobs(
      HostJobStore store, SchemaFamily server, AccessPolicy accessPolicy, HostJobImports imports) {
    this.store = store;
    this.types = new HostJobTypes(server);
    this.accessPolicy = accessPolicy;
    this.imports = imports;
    this.changes = new HostJobChanges(store, types);
  }

  @Override
  public HostJobReport explain(HostJobRules rules) {
    accessPolicy.require("explain the jobs of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    return report(rules);
  }

  private HostJobReport report(HostJobRules rules) {
    return new HostJobDiagnosis(types, rules, store.read()).report();
  }

  @Override
  public HostJobExplanation enable(String uid, HostJobRules rules) {
    accessPolicy.require("enable a job of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    changes.enable(uid);
    return explained(uid, rules);
  }

  @Override
  public HostJobExplanation disable(String uid, HostJobRules rules) {
    accessPolicy.require("disable a job of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    changes.disable(uid);
    return explained(uid, rules);
  }

  @Override
  public HostJobExplanation reschedule(String uid, CronExpression cron, HostJobRules rules) {
    accessPolicy.require("change a job of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    changes.reschedule(uid, cron);
    return explained(uid, rules);
  }

  @Override
  public HostJobExplanation runNow(String uid, HostJobRules rules) {
    accessPolicy.require("run a job of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    changes.runNow(uid);
    return explained(uid, rules);
  }

  @Override
  public HostJobExplanation cancel(String uid, HostJobRules rules) {
    accessPolicy.require("cancel a job of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    changes.cancel(uid);
    return explained(uid, rules);
  }

  @Override
  public HostJobExplanation revert(String uid, HostJobRules rules) {
    accessPolicy.require("revert a job of the DHIS2 server", Authority.PERFORM_MAINTENANCE);
    changes.revert(uid, rules.zone());
    return explained(uid, rules);
  }

  private HostJobExplanation explained(String uid, HostJobRules rules) {
    return report(rules).jobs().stream()
        .filter(each -> each.job().uid().equals(uid))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("The DHIS2 server's job '" + uid + "' is gone."));
  }

  @Override
  public HostJobImport describe(HostJobRules rules) {
    accessPolicy.require("import the jobs of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    return imports.of(store.read().rows(), rules);
  }
}
